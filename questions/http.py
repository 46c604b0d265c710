"""What a page of the site may ask of its request."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails


class PageRequest(HttpRequest):
    """A request as the middleware hands it on."""

    htmx: HtmxDetails
