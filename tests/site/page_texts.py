"""What a page says, text by text, each with the language that it is marked with."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
MUTE = {"script", "style", "code", "math"}
SPOKEN = {"alt", "aria-label", "placeholder", "title"}
TOLD = {"description", "og:site_name", "og:title", "og:description", "og:image:alt"}


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, str]] = []
        self.texts: list[tuple[str, str]] = []  # language, text

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        above = self.open[-1][1] if self.open else ""
        language = values.get("lang", above)
        for text in _spoken(tag, values):
            self._say(language, text)
        if tag not in VOID:
            self.open.append((tag, language))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {name for name, _ in self.open}:
            while self.open.pop()[0] != tag:
                pass

    def handle_data(self, data: str) -> None:
        if self.open and not MUTE & {name for name, _ in self.open}:
            self._say(self.open[-1][1], data)

    def _say(self, language: str, text: str) -> None:
        if text.strip():
            self.texts.append((language, " ".join(text.split())))


def _spoken(tag: str, values: dict[str, str]) -> Iterator[str]:
    for name, value in values.items():
        is_for_a_script = name.startswith("data-") and not name.startswith("data-hx-")
        if name in SPOKEN or (is_for_a_script and not value.startswith("/")):
            yield value
    if tag == "meta" and {values.get("name"), values.get("property")} & TOLD:
        yield values.get("content", "")
    if tag == "input" and values.get("type") == "submit":
        yield values.get("value", "")


def texts(page: str) -> list[tuple[str, str]]:
    """Every text and every spoken attribute of a page, with the language it is in."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    return reader.texts
