"""Shows the bank's texts in templates."""

from __future__ import annotations

from datetime import date

from django import template
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from questions import markdown as rendering
from questions.models import DatedFact

register = template.Library()


@register.filter
def markdown(text: str) -> SafeString:
    """The sanitised HTML of a Markdown text."""
    language = "en" if (get_language() or "").startswith("en") else "zh"
    return mark_safe(rendering.render(text, language))  # noqa: S308 - sanitised by nh3


@register.filter
def markdown_line(text: str) -> SafeString:
    """The same for one line, without a paragraph around it."""
    return mark_safe(rendering.render_line(text))  # noqa: S308 - sanitised by nh3


@register.filter
def over_age(fact: DatedFact, today: date) -> bool:
    return fact.over_age(today)


@register.filter
def foreign_lang(text: str) -> SafeString:
    """` lang="…"` for a text that is not in the page's language, else nothing."""
    lang = getattr(text, "lang", "")
    page = "en" if (get_language() or "").startswith("en") else "zh-Hans"
    return mark_safe(f' lang="{lang}"' if lang and lang != page else "")  # noqa: S308 - from a fixed set
