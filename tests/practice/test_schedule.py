"""The schedule against its library: the same numbers for the same ratings."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.schedule import Review, recall, replay, review

DAY = date(2026, 11, 23)


def library() -> fsrs.Scheduler:
    return fsrs.Scheduler(
        desired_retention=0.9,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=365,
        enable_fuzzing=False,
    )


HISTORIES = st.lists(st.tuples(st.integers(1, 4), st.integers(0, 60)), min_size=1, max_size=20)


@given(HISTORIES)
def test_intervals_are_the_librarys_own(history: list[tuple[int, int]]) -> None:
    scheduler, card, memory, day = library(), fsrs.Card(card_id=1), None, DAY
    for rating, gap in history:
        day += timedelta(days=gap)
        moment = datetime.combine(day, time(12), UTC)
        card, _ = scheduler.review_card(card, fsrs.Rating(rating), moment)
        memory = review(memory, rating, day, 0.9)
        assert memory.stability == pytest.approx(card.stability, abs=1e-9)
        assert memory.difficulty == pytest.approx(card.difficulty, abs=1e-9)
        assert memory.due == card.due.date()


@given(HISTORIES)
def test_replaying_a_history_gives_the_same_memory(history: list[tuple[int, int]]) -> None:
    memory, day, reviews = None, DAY, []
    for rating, gap in history:
        day += timedelta(days=gap)
        memory = review(memory, rating, day, 0.9)
        reviews.append(Review(rating, day, 0.9))
    assert replay(reviews) == memory


@pytest.mark.parametrize(("rating", "days"), [(1, 1), (2, 1), (3, 2), (4, 8)])
def test_the_first_interval_depends_on_the_rating(rating: int, days: int) -> None:
    assert (review(None, rating, DAY, 0.9).due - DAY).days == days


def test_nothing_is_due_later_than_in_a_year() -> None:
    memory, day = None, DAY
    for _ in range(30):
        memory = review(memory, 4, day, 0.7)
        day = memory.due
    assert memory is not None
    assert (memory.due - memory.last).days == 365


def test_recall_falls_to_the_desired_retention_when_a_question_is_due() -> None:
    memory = review(None, 4, DAY, 0.9)
    assert recall(memory, DAY) == pytest.approx(1)
    assert recall(memory, memory.due) == pytest.approx(0.9, abs=0.01)


def test_an_empty_history_is_no_memory() -> None:
    assert replay([]) is None
