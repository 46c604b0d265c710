"""What a page of the site may ask of its request."""

from __future__ import annotations

from typing import Any, Protocol

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.middleware import HtmxDetails

from questions.models.question import QuestionQuerySet


class PageRequest(HttpRequest):
    """A request as the middleware hands it on."""

    htmx: HtmxDetails


class Own(Protocol):
    """How the bank can be narrowed to what is the reader's own; the site hands it to the page."""

    def choices(self, request: HttpRequest) -> list[tuple[str, Any]]: ...

    def narrow(self, request: HttpRequest, questions: QuestionQuerySet) -> QuestionQuerySet: ...


def next_page(request: HttpRequest) -> str:
    """The page to come back to that the request names as `next`, when it is one of ours."""
    target = request.POST.get("next") or request.GET.get("next", "")
    is_ours = url_has_allowed_host_and_scheme(target, {request.get_host()}, request.is_secure())
    return target if is_ours else ""
