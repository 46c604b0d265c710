"""What was measured, against what was wanted, and the table of it all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass

HEAD = ("name", "goal", "value", "verdict")
NO_GOAL = "–"


@dataclass(frozen=True)
class Result:
    name: str
    goal: str
    value: str
    verdict: str  # met, missed, or a dash where no goal is set


def at_most(name: str, limit: float, reading: float, value: str = "", unit: str = "") -> Result:
    """A goal that is an upper bound; `value` when more is to be told than the reading."""
    verdict = "met" if reading <= limit else "missed"
    return Result(name, f"≤ {limit:,g}{unit}", value or f"{reading:,g}{unit}", verdict)


def equals(name: str, wanted: float, reading: float, value: str = "") -> Result:
    verdict = "met" if reading == wanted else "missed"
    return Result(name, f"{wanted:,g}", value or f"{reading:,g}", verdict)


def without_goal(name: str, value: str) -> Result:
    return Result(name, NO_GOAL, value, NO_GOAL)


def table(results: Sequence[Result]) -> str:
    """For a terminal and for Markdown alike."""
    rows = [HEAD, *(astuple(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEAD))]
    rows.insert(1, tuple("-" * width for width in widths))
    lines = (
        " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True))
        for row in rows
    )
    return "\n".join(f"| {line} |" for line in lines)


def count(results: Sequence[Result], verdict: str) -> int:
    return sum(result.verdict == verdict for result in results)
