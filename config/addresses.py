"""Addresses as the outside sees them: with the host, and one a language."""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme


def site_url(request: HttpRequest) -> str:
    """`https://example.org`: what the settings say, else what the request was sent to."""
    return settings.SITE_URL.rstrip("/") or f"{request.scheme}://{request.get_host()}"


def in_language(path: str, code: str) -> str:
    """The address of a public page in one language and no other."""
    return f"{path}{'&' if '?' in path else '?'}lang={code}"


def page_address(request: HttpRequest) -> str:
    """Of the page that somebody looks at: what was read, or where it was sent from; else nothing.

    An address that only takes what is sent is no page to come back to.
    """
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(came_from, {request.get_host()}, request.is_secure()):
        return ""
    parts = urlsplit(came_from)
    return urlunsplit(("", "", parts.path or "/", parts.query, ""))
