"""The public pages, each in both languages, for search engines."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.contrib.sitemaps import Sitemap, views
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from config.addresses import in_language
from questions.models import Category, Question


class PublicPages(Sitemap):  # type: ignore[type-arg]
    """Items with an address; one a language, which names the others."""

    i18n = True
    alternates = True
    x_default = True

    def location(self, item: Any) -> str:
        return in_language(self.path(item), get_language() or settings.LANGUAGE_CODE)

    def path(self, item: Any) -> str:
        path: str = item.get_absolute_url()
        return path

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme or super().get_protocol(protocol)

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc or super().get_domain(site)


class Entrances(PublicPages):
    def items(self) -> list[str]:
        return ["questions:landing", "questions:browse"]

    def path(self, item: str) -> str:
        return reverse(item)


class Categories(PublicPages):
    def items(self) -> list[Category]:
        return list(Category.objects.in_tree_order())


class Questions(PublicPages):
    def items(self) -> list[Question]:
        return list(Question.objects.published().in_bank_order().only("slug", "updated_at"))

    def lastmod(self, item: Question) -> datetime:
        return item.updated_at


SECTIONS: dict[str, type[Sitemap[Any]] | Sitemap[Any]] = {
    "entrances": Entrances,
    "categories": Categories,
    "questions": Questions,
}


@login_not_required
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    return views.sitemap(request, SECTIONS)
