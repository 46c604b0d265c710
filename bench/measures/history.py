"""A candidate with a history: each question rated ten times within a year, in small sessions."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from bench.measures.candidates import a_candidate
from practice.models import Attempt, Card, Session, Tally, User
from practice.models.card import State, columns, review_of
from practice.models.tally import COUNTS, contribution
from questions.models import Question

TIMES = 10  # each question was rated
YEAR = timedelta(days=365)
BATCH = 500
SIZE = 18


@transaction.atomic
def a_history(name: str, number: int, now: datetime) -> User:
    """So many rated attempts, and the cards and tallies that follow from them."""
    user = a_candidate(name)
    practised = Question.objects.in_bank_order().values_list("pk", "category_id")
    rows, random = list(practised[: number // TIMES]), Random(number)
    sessions: list[Session] = []
    attempts: list[Attempt] = []
    for turn in range(number):
        at = now - YEAR + YEAR * turn / number
        if turn % SIZE == 0:
            sessions.append(a_session(user, at))
        question, category = rows[turn % len(rows)]
        attempts.append(
            Attempt(
                session=sessions[-1], user=user, question_id=question, category_id=category,
                tries=turn % SIZE + 1, turn=turn % SIZE + 1, study_day=user.study_day(at),
                retention=0.9, shown_at=at, revealed_at=at, rated_at=at, confidence=2,
                rating=random.choice((1, 2, 3, 3, 3, 4)), reveal_ms=30_000, rate_ms=9_000,
            )
        )  # fmt: skip
    Session.objects.bulk_create(sessions, batch_size=BATCH)
    Attempt.objects.bulk_create(attempts, batch_size=BATCH)
    derive(user, attempts)
    return user


def a_session(user: User, at: datetime) -> Session:
    return Session(
        user=user, size=SIZE, turns=SIZE, started_at=at, ended_at=at, study_day=user.study_day(at)
    )


def derive(user: User, attempts: list[Attempt]) -> None:
    states: dict[int, State] = defaultdict(State)
    counts: dict[tuple[date, int], Counter[str]] = defaultdict(Counter)
    for attempt in attempts:
        states[attempt.question_id] = states[attempt.question_id].after(review_of(attempt))
        counts[attempt.study_day, attempt.category_id].update(contribution(attempt))
    Card.objects.bulk_create(
        (Card(user=user, question_id=pk, **columns(state)) for pk, state in states.items()),
        batch_size=BATCH,
    )
    tallies = (
        Tally(user=user, study_day=day, category_id=category, **sums(found))
        for (day, category), found in counts.items()
    )
    Tally.objects.bulk_create(tallies, batch_size=BATCH)


def sums(found: Counter[str]) -> dict[str, Any]:
    return {name: found[name] for name in COUNTS}
