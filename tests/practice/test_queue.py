"""The queue of a session: tables of its rules, and what holds for every sequence of answers."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from practice.queue import (
    GAP,
    TRIES,
    Entry,
    Queue,
    after_rating,
    after_skip,
    dump,
    load,
    waiting_mains,
    without_ladder,
)


def queue(*questions: int) -> Queue:
    return tuple(Entry(question, category=1) for question in questions)


def questions(entries: Queue) -> list[int]:
    return [entry.question for entry in entries]


def test_a_pass_goes_on_to_the_next_question() -> None:
    assert questions(after_rating(queue(1, 2, 3), 3, 2)) == [2, 3]


def test_a_missed_question_returns_behind_five_others() -> None:
    after = after_rating(queue(1, 2, 3, 4, 5, 6, 7), 1, 2)
    assert questions(after) == [2, 3, 4, 5, 6, 1, 7]
    assert after[5].tries == 2


def test_a_missed_question_does_not_return_when_fewer_than_five_are_left() -> None:
    assert questions(after_rating(queue(1, 2, 3, 4, 5), 1, 2)) == [2, 3, 4, 5]


def test_a_question_is_tried_three_times_at_most() -> None:
    third = (Entry(1, 1, tries=TRIES), *queue(2, 3, 4, 5, 6, 7))
    assert 1 not in questions(after_rating(third, 1, 2))


def test_a_missed_question_waits_behind_those_that_return_already() -> None:
    waiting = (*queue(1, 2, 3, 4, 5, 6), Entry(9, 1, tries=2), *queue(7))
    assert questions(after_rating(waiting, 1, 2)) == [2, 3, 4, 5, 6, 9, 1, 7]


def test_a_question_that_was_sure_and_wrong_returns_before_the_others() -> None:
    waiting = (*queue(1, 2, 3, 4, 5, 6), Entry(9, 1, tries=2), *queue(7))
    after = after_rating(waiting, 1, 3)
    assert questions(after) == [2, 3, 4, 5, 6, 1, 9, 7]
    assert after[5].sure


def test_a_pass_climbs_the_ladder_rung_by_rung() -> None:
    first = (Entry(1, 1, rungs=(11, 12)), *queue(2))
    second = after_rating(first, 2, None)
    assert second[0] == Entry(11, 1, of=1, rungs=(12,), depth=1)
    third = after_rating(second, 3, None)
    assert third[0] == Entry(12, 1, of=1, depth=2)
    assert questions(after_rating(third, 4, None)) == [2]


def test_a_missed_follow_up_ends_its_ladder() -> None:
    rung = (Entry(11, 1, of=1, rungs=(12,), depth=1), *queue(2, 3, 4, 5, 6, 7))
    after = after_rating(rung, 1, None)
    assert questions(after) == [2, 3, 4, 5, 6, 11, 7]
    assert after[5].rungs == ()


def test_a_follow_up_that_waits_elsewhere_is_not_asked_twice() -> None:
    first = (Entry(1, 1, rungs=(11,)), Entry(11, 1, of=1), *queue(2))
    assert questions(after_rating(first, 3, None)) == [11, 2]


def test_leaving_a_ladder_drops_its_rungs_only() -> None:
    rung = (Entry(11, 1, of=1, rungs=(12,), depth=1), *queue(2, 3))
    assert questions(without_ladder(rung)) == [2, 3]


def test_a_skip_changes_nothing_else() -> None:
    assert questions(after_skip(queue(1, 2))) == [2]


def test_returns_and_follow_ups_are_not_counted_as_questions_to_come() -> None:
    entries = (*queue(1, 2), Entry(3, 1, tries=2), Entry(11, 1, of=1, depth=1))
    assert waiting_mains(entries) == 2


ENTRIES = st.builds(
    Entry,
    question=st.integers(1, 999),
    category=st.integers(1, 9),
    of=st.none() | st.integers(1, 999),
    rungs=st.lists(st.integers(1, 999), max_size=3).map(tuple),
    tries=st.integers(1, TRIES),
    sure=st.booleans(),
    depth=st.integers(0, 3),
)


@given(st.lists(ENTRIES))
def test_a_queue_survives_being_stored(entries: list[Entry]) -> None:
    assert load(dump(entries)) == tuple(entries)


@given(
    size=st.integers(1, 30),
    ratings=st.lists(st.tuples(st.integers(1, 4), st.sampled_from([None, 1, 2, 3])), max_size=120),
)
def test_whatever_the_ratings_a_missed_one_returns_late_and_seldom(
    size: int, ratings: list[tuple[int, int | None]]
) -> None:
    entries, shown = queue(*range(1, size + 1)), []
    for rating, confidence in ratings:
        if not entries:
            break
        shown.append(entries[0].question)
        entries = after_rating(entries, rating, confidence)
    for question in set(shown):
        places = [place for place, one in enumerate(shown) if one == question]
        assert len(places) <= TRIES
        assert all(b - a > GAP for a, b in itertools.pairwise(places))


@given(size=st.integers(1, 30))
def test_a_queue_of_passes_ends(size: int) -> None:
    entries = queue(*range(size))
    for _ in range(size):
        entries = after_rating(entries, 3, 3)
    assert entries == ()
