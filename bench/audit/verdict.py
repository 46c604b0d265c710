"""What a check found, what was wanted, and the table of it all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Verdict:
    check: str
    found: str
    wanted: str
    passes: bool
    misses: Sequence[str] = ()  # each with its place


def none_of(check: str, what: str, misses: Sequence[str], looked_at: str) -> Verdict:
    """A check that wants to find nothing."""
    return Verdict(check, f"{len(misses)} {what} on {looked_at}", "0", not misses, misses)


def table(verdicts: Sequence[Verdict]) -> str:
    rows = [("check", "found", "wanted", "")]
    rows += [(v.check, v.found, v.wanted, "passes" if v.passes else "MISSES") for v in verdicts]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    rows.insert(1, tuple("-" * width for width in widths))  # type: ignore[arg-type]
    return "\n".join(" | ".join(c.ljust(w) for c, w in zip(r, widths, strict=True)) for r in rows)
