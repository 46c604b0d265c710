"""The demo candidate, and rebuilding cards and tallies from the attempts alone."""

from __future__ import annotations

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db.models import F

from practice.models import Attempt, Card, Tally, User
from practice.rebuilding import rebuild
from tests.factories import a_bank, a_session, a_user, answered, with_points

pytestmark = pytest.mark.django_db


def run(*command: str, **options: Any) -> str:
    out = StringIO()
    call_command(*command, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def demo(db: None) -> User:
    for question in a_bank(24, follow_ups=1):
        with_points(question, "must", "should")
    assert "Log in as demo" in run("demo")
    return User.objects.get(username="demo")


def test_the_demo_candidate_has_a_full_history(demo: User) -> None:
    days = Attempt.objects.of(demo).rated().values("study_day").distinct().count()
    assert days > 30
    assert Card.objects.of(demo).ready().exists()
    assert demo.bookmarks.exists()
    assert demo.notes.exists()


def test_a_healthy_history_is_left_as_it_is(demo: User) -> None:
    cards, tallies = list(Card.objects.values()), list(Tally.objects.values())
    assert "not what they should be" not in run("rebuild_cards")
    assert list(Card.objects.values()) == cards
    assert list(Tally.objects.values()) == tallies


def test_what_was_damaged_is_rebuilt(demo: User) -> None:
    cards = list(Card.objects.order_by("question_id").values("question_id", "due", "stability"))
    tallies = list(Tally.objects.order_by("study_day", "category_id").values("good", "sure"))
    Card.objects.filter(pk__in=Card.objects.values("pk")[:3]).delete()
    Card.objects.update(reviews=F("reviews") + 1)
    Tally.objects.filter(pk__in=Tally.objects.values("pk")[:2]).delete()
    Tally.objects.update(good=99)
    assert "not what they should be" in run("rebuild_cards", user="demo")
    found = Card.objects.order_by("question_id").values("question_id", "due", "stability")
    assert list(found) == cards
    counted = Tally.objects.order_by("study_day", "category_id").values("good", "sure")
    assert list(counted) == tallies


def test_cards_without_attempts_go() -> None:
    user = a_user()
    a_bank(2)
    answered(a_session(user))
    Attempt.objects.update(rating=None, rated_at=None)
    assert rebuild(user) == 2
    assert not Card.objects.exists()
    assert not Tally.objects.exists()


def test_an_empty_bank_has_no_demo() -> None:
    with pytest.raises(CommandError, match="load_questions"):
        run("demo")


def test_a_second_demo_is_refused(demo: User) -> None:
    with pytest.raises(CommandError, match="already"):
        run("demo")
