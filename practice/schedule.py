"""When a question comes back: FSRS-6 from its own library, in whole study days.

The session itself brings a missed question back within the hour, so there are no learning steps.
Every review is given to the library at noon UTC of its study day: the library counts whole days
between reviews, so that an evening and the next morning are one day apart, as they should be.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import lru_cache

import fsrs

PASS = 2  # "missed points" is still a pass
MAXIMUM_INTERVAL = 365  # days; nobody prepares for an interview longer than that


@dataclass(frozen=True)
class Memory:
    """What is believed of one candidate's memory of one question."""

    stability: float  # days until recall falls to 90 %
    difficulty: float  # 1 to 10
    due: date
    last: date


@dataclass(frozen=True)
class Review:
    rating: int  # 1 to 4
    day: date
    retention: float  # the desired retention when it was rated


def review(memory: Memory | None, rating: int, day: date, retention: float) -> Memory:
    """The memory after a rating on a study day."""
    card, _ = _scheduler(retention).review_card(_card(memory), fsrs.Rating(rating), _noon(day))
    assert card.stability is not None
    assert card.difficulty is not None
    return Memory(card.stability, card.difficulty, card.due.date(), day)


def replay(reviews: Iterable[Review]) -> Memory | None:
    """The memory after a whole history, oldest first."""
    memory = None
    for entry in reviews:
        memory = review(memory, entry.rating, entry.day, entry.retention)
    return memory


def recall(memory: Memory, day: date) -> float:
    """The expected chance of recall on a day, 0 to 1."""
    return _scheduler(0.9).get_card_retrievability(_card(memory), _noon(day))


def _card(memory: Memory | None) -> fsrs.Card:
    if memory is None:
        return fsrs.Card(card_id=0)
    return fsrs.Card(
        card_id=0,
        state=fsrs.State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_noon(memory.due),
        last_review=_noon(memory.last),
    )


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


@lru_cache(maxsize=64)
def _scheduler(retention: float) -> fsrs.Scheduler:
    return fsrs.Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=MAXIMUM_INTERVAL,
        enable_fuzzing=False,
    )
