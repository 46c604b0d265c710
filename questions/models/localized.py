"""Two plain columns, `name_zh` and `name_en`, read as one attribute in the active language."""

from __future__ import annotations

from typing import Any, Self, overload

from django.utils.translation import get_language

LANGUAGES = {"zh": "zh-Hans", "en": "en"}  # column suffix -> HTML `lang`


def active_suffix() -> str:
    return "en" if (get_language() or "").startswith("en") else "zh"


class LocalText(str):
    """A text that knows its language, for `lang="…"` where it is not that of the page."""

    lang: str

    def __new__(cls, text: str, suffix: str) -> Self:
        self = super().__new__(cls, text)
        self.lang = LANGUAGES[suffix]
        return self


class Localized:
    """The column of the active language; the other one where that is empty."""

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    @overload
    def __get__(self, instance: None, owner: type) -> Self: ...
    @overload
    def __get__(self, instance: Any, owner: type) -> LocalText: ...

    def __get__(self, instance: Any, owner: type) -> Self | LocalText:
        if instance is None:
            return self
        first = active_suffix()
        second = "en" if first == "zh" else "zh"
        text = getattr(instance, f"{self.name}_{first}")
        if text:
            return LocalText(text, first)
        return LocalText(getattr(instance, f"{self.name}_{second}"), second)
