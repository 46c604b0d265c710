"""What a page of the site may ask of its request."""

from __future__ import annotations

from typing import Any, Protocol

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from questions.models.question import QuestionQuerySet


class PageRequest(HttpRequest):
    """A request as the middleware hands it on."""

    htmx: HtmxDetails


class Own(Protocol):
    """How the bank can be narrowed to what is the reader's own; the site hands it to the page."""

    def choices(self, request: HttpRequest) -> list[tuple[str, Any]]: ...

    def narrow(self, request: HttpRequest, questions: QuestionQuerySet) -> QuestionQuerySet: ...
