"""Which questions are chosen, and in which order."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from practice.queue import Queue
from practice.selection import Choice, choose


def questions(queue: Queue) -> list[int]:
    return [entry.question for entry in queue]


def test_what_is_due_comes_before_what_is_new() -> None:
    due, new = [Choice(1, 1), Choice(2, 2)], [Choice(3, 1), Choice(4, 2)]
    chosen = questions(choose([due, new], 4, seed=1))
    assert set(chosen[:2]) == {1, 2}
    assert set(chosen[2:]) == {3, 4}


def test_the_most_urgent_are_taken_when_there_is_not_room_for_all() -> None:
    due = [Choice(n, 1, urgency=n) for n in range(10)]
    assert set(questions(choose([due], 3, seed=1))) == {7, 8, 9}


def test_equally_urgent_ones_are_taken_in_the_order_given() -> None:
    assert set(questions(choose([[Choice(n, n) for n in range(10)]], 3, seed=1))) == {0, 1, 2}


def test_categories_take_turns() -> None:
    pool = [Choice(n, category=n % 3) for n in range(12)]
    chosen = choose([pool], 12, seed=1)
    assert all(a.category != b.category for a, b in itertools.pairwise(chosen))


def test_a_large_category_is_spread_over_the_whole_session() -> None:
    pool = [Choice(n, category=1) for n in range(4)] + [
        Choice(10 + n, category=2) for n in range(3)
    ]
    assert [entry.category for entry in choose([pool], 7, seed=1)] == [1, 2, 1, 2, 1, 2, 1]


def test_siblings_are_kept_apart() -> None:
    pool = [Choice(11, 1, of=1), Choice(12, 1, of=1), Choice(2, 1), Choice(3, 1)]
    mains = [entry.main for entry in choose([pool], 4, seed=1)]
    assert all(a != b for a, b in itertools.pairwise(mains))


def test_a_follow_up_waits_for_the_ladder_of_its_main_question() -> None:
    pool = [Choice(1, 1, rungs=(11,)), Choice(11, 1, of=1), Choice(2, 2)]
    chosen = choose([pool], 3, seed=1)
    assert sorted(questions(chosen)) == [1, 2]


def test_a_due_follow_up_is_asked_without_its_main_question() -> None:
    (entry,) = choose([[Choice(11, 1, of=1)]], 3, seed=1)
    assert (entry.question, entry.of, entry.depth) == (11, 1, 0)


CHOICES = st.lists(
    st.builds(Choice, question=st.integers(1, 60), category=st.integers(1, 5)), max_size=40
)


@given(groups=st.lists(CHOICES, max_size=3), size=st.integers(0, 30), seed=st.integers())
def test_no_question_comes_twice_and_none_comes_unasked(
    groups: list[list[Choice]], size: int, seed: int
) -> None:
    chosen = questions(choose(groups, size, seed))
    offered = {choice.question for group in groups for choice in group}
    assert len(chosen) == len(set(chosen)) <= size
    assert set(chosen) <= offered


@given(groups=st.lists(CHOICES, max_size=3), size=st.integers(0, 30), seed=st.integers())
def test_as_many_are_chosen_as_there_is_room_for(
    groups: list[list[Choice]], size: int, seed: int
) -> None:
    offered = {choice.question for group in groups for choice in group}
    assert len(choose(groups, size, seed)) == min(size, len(offered))


@given(groups=st.lists(CHOICES, max_size=3), size=st.integers(0, 30), seed=st.integers())
def test_the_same_seed_chooses_the_same_session(
    groups: list[list[Choice]], size: int, seed: int
) -> None:
    assert choose(groups, size, seed) == choose(groups, size, seed)


@given(pool=CHOICES, seed=st.integers())
def test_two_of_a_category_follow_each_other_only_when_no_other_is_left(
    pool: list[Choice], seed: int
) -> None:
    chosen = choose([pool], 40, seed)
    for place, (a, b) in enumerate(itertools.pairwise(chosen), 1):
        if a.category == b.category:
            assert all(entry.category == a.category for entry in chosen[place:])
