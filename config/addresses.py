"""Addresses as the outside sees them: with the host, and one a language."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def site_url(request: HttpRequest) -> str:
    """`https://example.org`: what the settings say, else what the request was sent to."""
    return settings.SITE_URL.rstrip("/") or f"{request.scheme}://{request.get_host()}"


def in_language(path: str, code: str) -> str:
    """The address of a public page in one language and no other."""
    return f"{path}{'&' if '?' in path else '?'}lang={code}"
