"""How long questions take a candidate. Pure."""

from __future__ import annotations

from math import ceil

USUAL = 80.0  # seconds a question, until there are a candidate's own
ENOUGH = 10  # ratings from which one's own pace counts


def seconds_each(milliseconds: int, count: int) -> float:
    """Seconds a question, from the total of the last weeks."""
    return milliseconds / count / 1000 if count >= ENOUGH and milliseconds else USUAL


def minutes(questions: int, seconds: float) -> int:
    """Whole minutes for a number of questions, at least one for at least one."""
    return ceil(questions * seconds / 60)
