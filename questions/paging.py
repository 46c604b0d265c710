"""Keyset paging in the bank's order: the last page costs as much as the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

SIZE = 40


@dataclass
class Page:
    rows: list[Any]
    before: str = ""  # where the page before ends, when there is one
    after: str = ""  # where the page after begins, when there is one


def page(questions: Any, *, after: str = "", before: str = "") -> Page:
    """Forty rows behind a path, or before one; `questions` are in the bank's order."""
    if before:
        rows = list(questions.filter(path__lt=before).order_by("-path", "-pk")[: SIZE + 1])
        more = len(rows) > SIZE
        rows = rows[:SIZE][::-1]
        return Page(rows, before=rows[0].path if more else "", after=rows[-1].path if rows else "")
    if after:
        questions = questions.filter(path__gt=after)
    rows = list(questions[: SIZE + 1])
    more = len(rows) > SIZE
    rows = rows[:SIZE]
    first = rows[0].path if rows and after else ""
    return Page(rows, before=first, after=rows[-1].path if more else "")
