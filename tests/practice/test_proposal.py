"""The rating that ticked key points propose."""

from __future__ import annotations

import pytest

from practice.proposal import propose

LEVELS = {"k1": "must", "k2": "must", "k3": "should", "k4": "should", "k5": "bonus"}


@pytest.mark.parametrize(
    ("hits", "rating"),
    [
        ([], 1),
        (["k3"], 2),
        (["k1"], 2),
        (["k1", "k2"], 2),
        (["k1", "k2", "k3"], 3),
        (["k1", "k2", "k3", "k4"], 3),
        (["k1", "k2", "k3", "k4", "k5"], 4),
        (["k1", "k3", "k4", "k5"], 2),
        (["unknown"], 1),
    ],
)
def test_ticks_propose_a_rating(hits: list[str], rating: int) -> None:
    assert propose(LEVELS, hits) == rating


def test_without_shoulds_all_musts_are_good() -> None:
    assert propose({"k1": "must", "k2": "bonus"}, ["k1"]) == 3


def test_no_key_points_propose_nothing() -> None:
    assert propose({}, []) is None


def test_whoever_does_not_know_is_proposed_a_miss() -> None:
    assert propose({}, [], gave_up=True) == 1
    assert propose(LEVELS, ["k1", "k2", "k3"], gave_up=True) == 3
