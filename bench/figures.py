"""Numbers out of many readings. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from math import ceil, log10
from statistics import median, quantiles
from typing import Self


@dataclass(frozen=True)
class Spread:
    """A median and the range in which half of the readings lie."""

    low: float
    middle: float
    high: float

    @classmethod
    def of(cls, readings: Sequence[float]) -> Self:
        low, middle, high = quantiles(readings, n=4, method="inclusive")
        return cls(low, middle, high)

    def __str__(self) -> str:
        return f"{self.middle:.2f} ({self.low:.2f} to {self.high:.2f})"


def ratios(readings: Sequence[float], unit: Sequence[float]) -> list[float]:
    """Each reading against the one of the unit taken in the same round."""
    return [reading / one for reading, one in zip(readings, unit, strict=True)]


def percentile(readings: Sequence[float], share: float) -> float:
    """The smallest reading that at least this share of them does not exceed."""
    return sorted(readings)[max(0, ceil(share * len(readings)) - 1)]


def exponent(before: Sequence[float], after: Sequence[float]) -> float:
    """How a time grows where the data are ten times: 0 not at all, 1 in proportion."""
    return log10(median(after) / median(before))


def recall(found: Collection[int], wanted: Collection[int], limit: int) -> float:
    """The share of what there is to find that was found; a list that is full has found enough.

    Something found that should not be counts as nothing found.
    """
    if not set(found) <= set(wanted):
        return 0.0
    most = min(limit, len(set(wanted)))
    return len(set(found)) / most if most else 1.0
