"""The bank as its files hold it: every question with its parts, and the strings that it prints."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from questions.fixture_files import Record, Unit, read

FIXTURES = Path(__file__).parents[2] / "fixtures"
LANGUAGES = ("zh", "en")
MARKDOWN = ("short", "full", "pitfalls")

SAID: defaultdict[str, set[str]] = defaultdict(set)
"""By slug, every string that `Item.says` was asked for in this process."""


@dataclass(frozen=True)
class Item:
    """A question of the bank, named by file and slug in a failing check."""

    unit: Unit

    def __str__(self) -> str:
        return f"{self.unit.file}:{self.unit.slug}"

    @property
    def slug(self) -> str:
        return self.unit.slug

    @property
    def fields(self) -> dict[str, Any]:
        return self.unit.fields

    @property
    def is_light(self) -> bool:
        """A follow-up that is not of the seed: a short answer and a few key points."""
        return "parent" in self.fields and "seed_id" not in self.fields

    @property
    def may_be_long(self) -> bool:
        return self.fields["kind"] in {"system-design", "coding"}

    def get(self, name: str) -> str:
        return str(self.fields.get(name, ""))

    def parts(self, model: str) -> list[Record]:
        return [
            record["fields"]
            for record in self.unit.records
            if record["model"] == f"questions.{model}"
        ]

    def texts(self, language: str) -> Iterator[tuple[str, str]]:
        """Every text in a language, with the name of its field."""
        for name in ("title", *MARKDOWN):
            yield f"{name}_{language}", self.get(f"{name}_{language}")
        for point in self.parts("keypoint"):
            for name in ("text", "accept", "reject"):
                yield f"{point['key']} {name}_{language}", str(point.get(f"{name}_{language}", ""))
        for fact in self.parts("datedfact"):
            yield f"{fact['key']} claim_{language}", str(fact.get(f"claim_{language}", ""))

    def says(self, both: str = "", *, zh: str = "", en: str = "") -> None:
        """Assert that a string stands in the answer, in both languages or in each its own."""
        assert both or zh or en
        SAID[self.slug] |= {text for text in (both, zh, en) if text}
        for language, wanted in (("zh", zh or both), ("en", en or both)):
            text = "\n".join(text for _, text in self.texts(language))
            assert wanted in text, f"{self} does not say {wanted!r} in {language}"


@cache
def categories() -> list[Unit]:
    return [unit for unit in read(FIXTURES) if unit.model == "questions.category"]


@cache
def items() -> list[Item]:
    return [Item(unit) for unit in read(FIXTURES) if unit.model == "questions.question"]


@cache
def by_slug() -> dict[str, Item]:
    return {item.slug: item for item in items()}


def answer(slug: str) -> Item:
    """A question by its slug; KeyError for one that the bank does not have."""
    return by_slug()[slug]


def without_code(text: str) -> str:
    """Without fences and display formulas."""
    text = re.sub(r"```.*?```", "\n", text, flags=re.S)
    return re.sub(r"\$\$.*?\$\$", " ", text, flags=re.S)


def plain(text: str) -> str:
    """Without code, formulas and addresses; a back-tick stands where inline ones were."""
    text = re.sub(r"`[^`]*`", "`", without_code(text))
    text = re.sub(r"(?<!\\)\$[^$\n]+\$", "`", text)
    text = re.sub(r"\]\([^)]*\)", "]", text)
    return re.sub(r"https?://\S+", "`", text)


def prose(text: str) -> str:
    """Without code, formulas on their own lines and tables."""
    lines = without_code(text).splitlines()
    return "\n".join(line for line in lines if not line.lstrip().startswith("|"))


def length(text: str, language: str) -> int:
    """Characters without white space in Chinese, words in English."""
    return len(re.sub(r"\s", "", text)) if language == "zh" else len(text.split())
