"""The bank narrowed to the candidate's own state."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from practice.models import Card, User
from questions.models import Question
from tests.factories import a_question
from tests.queries import exactly

pytestmark = pytest.mark.django_db


@pytest.fixture
def bank(user: User) -> dict[str, Question]:
    """One question in each state."""
    questions = {
        name: a_question(title_zh=f"{name}题？") for name in ("due", "new", "weak", "ready")
    }
    today = user.study_day(timezone.now())
    for name, due, rating, days in (
        ("due", 0, 3, 1),
        ("weak", 5, 2, 0),
        ("ready", 30, 4, 3),
    ):
        Card.objects.create(
            user=user, question=questions[name], stability=5, difficulty=5, last_rating=rating,
            due=today + timedelta(days=due), last=today, first_day=today, recall_days=days,
            reviews=1,
        )  # fmt: skip
    user.bookmarks.create(question=questions["new"], created_at=timezone.now())
    return questions


@pytest.mark.parametrize(
    ("state", "shown"),
    [
        ("due", {"due"}),
        ("new", {"new"}),
        ("weak", {"weak"}),
        ("ready", {"ready"}),
        ("bookmarked", {"new"}),
        ("nonsense", {"due", "new", "weak", "ready"}),
        ("", {"due", "new", "weak", "ready"}),
    ],
)
def test_a_state_shows_its_questions(
    candidate: Client, bank: dict[str, Question], state: str, shown: set[str]
) -> None:
    page = candidate.get("/questions/", {"mine": state}).content.decode()
    assert {name for name in bank if f"{name}题？" in page} == shown


def test_a_visitor_has_no_state(client: Client, bank: dict[str, Question]) -> None:
    page = client.get("/questions/", {"mine": "due"}).content.decode()
    assert all(f"{name}题？" in page for name in bank)
    assert 'name="mine"' not in page


def test_anothers_state_is_not_shown(stranger: Client, bank: dict[str, Question]) -> None:
    assert "due题？" not in stranger.get("/questions/", {"mine": "due"}).content.decode()


def test_a_state_costs_no_further_query(candidate: Client, bank: dict[str, Question]) -> None:
    for state in ("", "due", "new", "ready", "bookmarked"):
        with exactly(5):
            candidate.get("/questions/", {"mine": state})
