"""Keyset paging in the bank's order: the last page costs as much as the first.

What was searched for is ranked as a whole, so that its pages are told by their place in that list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

SIZE = 40
PLACE = re.compile(r"([0-9/]{1,80})\.([0-9]{1,18})")  # a path, and the row's key where paths tie

RANK = re.compile(r"[0-9]{1,6}")


@dataclass
class Page:
    rows: list[Any]
    before: str = ""  # the place where the page before ends, when there is one
    after: str = ""  # the place behind which the page after begins, when there is one


def page(questions: Any, *, after: str = "", before: str = "") -> Page:
    """Forty rows behind a place, or before one; `questions` are in the bank's order."""
    if until := PLACE.fullmatch(before):
        path, pk = until.groups()
        earlier = questions.filter(path__lt=path) | questions.filter(path=path, pk__lt=pk)
        rows = list(earlier.order_by("-path", "-pk")[: SIZE + 1])
        more = len(rows) > SIZE
        rows = rows[:SIZE][::-1]
        return Page(rows, _place(rows[0]) if more else "", _place(rows[-1]) if rows else "")
    start = PLACE.fullmatch(after)
    if start:
        path, pk = start.groups()
        questions = questions.filter(path__gt=path) | questions.filter(path=path, pk__gt=pk)
    rows = list(questions[: SIZE + 1])
    more = len(rows) > SIZE
    rows = rows[:SIZE]
    return Page(rows, _place(rows[0]) if rows and start else "", _place(rows[-1]) if more else "")


def ranked(keys: list[int], *, after: str = "", before: str = "") -> Page:
    """Forty keys of a ranked list behind a number of them, or before it."""
    if RANK.fullmatch(before):
        start = max(0, int(before) - SIZE)
    else:
        start = int(after) if RANK.fullmatch(after) else 0
    if start >= len(keys):
        start = 0
    end = start + SIZE
    return Page(keys[start:end], str(start) if start else "", str(end) if end < len(keys) else "")


def _place(row: Any) -> str:
    return f"{row.path}.{row.pk}"
