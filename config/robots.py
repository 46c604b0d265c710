"""What search engines are asked to leave alone."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from config.addresses import site_url

# Private pages, actions, and lists that only repeat: searches, filters, other pages of a list.
CLOSED = (
    "/account/", "/admin/", "/language/", "/offline/", "/practice/", "/questions/*/reports/",
    "/*?*q=", "/*?*kind=", "/*?*difficulty=", "/*?*after=", "/*?*before=",
)  # fmt: skip


@login_not_required
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in CLOSED),
        f"Sitemap: {site_url(request)}{reverse('sitemap')}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
