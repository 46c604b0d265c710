"""A session whose questions change under it, and sessions side by side."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from practice.models import Attempt, Card, MockInterview, Session, Suspension, User
from practice.models.load import Load
from practice.models.pool import Wish
from questions.models import Question
from tests.factories import (
    NOW,
    a_bank,
    a_follow_up,
    a_question,
    a_session,
    a_user,
    answered,
    the_attempt,
)

pytestmark = pytest.mark.django_db


def asked(session: Session) -> list[int]:
    return [entry.question for entry in session.entries]


def test_a_question_deleted_while_it_waits_is_left_out() -> None:
    a_bank(4)
    session = a_session(a_user())
    _, second, third, _ = asked(session)
    Question.objects.get(pk=second).delete()
    answered(session)
    assert the_attempt(session).question_id == third


def test_a_question_retired_while_it_waits_is_left_out() -> None:
    a_bank(3)
    session = a_session(a_user())
    _, second, third = asked(session)
    Question.objects.filter(pk=second).update(status=Question.Status.RETIRED)
    answered(session)
    assert the_attempt(session).question_id == third


def test_a_missed_question_that_is_put_away_does_not_return() -> None:
    a_bank(8)
    session = a_session(a_user())
    missed = answered(session, 1)
    Suspension.objects.create(user=session.user, question=missed.question, created_at=NOW)
    while session.ended_at is None:
        assert the_attempt(session).question_id != missed.question_id
        answered(session)
        session.refresh_from_db()


def test_a_session_ends_when_nothing_of_it_may_be_asked_any_more() -> None:
    a_bank(9)
    session = a_session(a_user(), size=9)
    head = the_attempt(session)
    Question.objects.exclude(pk=head.question_id).update(status=Question.Status.RETIRED)
    answered(session)
    assert session.ended_at is not None


def test_what_is_typed_before_a_skip_is_kept(candidate: Client, user: User) -> None:
    a_bank(3)
    session = a_session(user, now=timezone.now())
    attempt = the_attempt(session)
    address = reverse("practice:skip", args=[session.pk, attempt.pk])
    candidate.post(address, {"answer": "说到一半"})
    candidate.post(reverse("practice:undo", args=[session.pk]), {"turn": "1"})
    assert the_attempt(session).answer == "说到一半"
    too_long = candidate.post(
        reverse("practice:skip", args=[session.pk, the_attempt(session).pk]),
        {"answer": "长" * 20_001},
    )
    assert too_long.status_code == 422


def test_an_undo_of_one_turn_sent_twice_takes_back_one(candidate: Client, user: User) -> None:
    a_bank(4)
    session = a_session(user, now=timezone.now())
    answered(session)
    answered(session)
    for _ in range(2):
        candidate.post(reverse("practice:undo", args=[session.pk]), {"turn": "2"})
    assert Attempt.objects.rated().count() == 1


def test_an_ended_session_is_not_reopened_beside_an_open_one() -> None:
    user = a_user()
    a_bank(6)
    first = a_session(user, size=2)
    answered(first)
    first.end(now=NOW)
    second = a_session(user, size=2)
    assert not first.undo(now=NOW)
    assert list(Session.objects.open()) == [second]
    assert Card.objects.count() == 1


def test_starting_something_else_says_that_a_session_is_open(candidate: Client, user: User) -> None:
    a_bank(6)
    session = a_session(user, now=timezone.now())
    for name, form in (
        ("start", {"size": 3, "sources": ["new"]}),
        ("mock", {"size": 2, "minutes": 2}),
    ):
        response = candidate.post(reverse(f"practice:{name}"), form)
        assert response.headers["Location"] == session.get_absolute_url()
        page = candidate.get(session.get_absolute_url(), {"lang": "en"}).content.decode()
        assert "messages" in page
    assert candidate.get(reverse("practice:custom")).headers["Location"] == reverse(
        "practice:today"
    )


def test_an_interview_stopped_early_marks_what_was_answered(candidate: Client, user: User) -> None:
    a_bank(3)
    wish = Wish(sources=("all",), size=3, seconds=60)
    interview = MockInterview.start(user, wish, now=timezone.now(), seed=1)
    assert interview is not None
    attempt = the_attempt(interview)
    answer = reverse("practice:answered", args=[interview.pk, attempt.pk])
    candidate.post(answer, {"answer": "答了一题"})
    response = candidate.post(reverse("practice:end", args=[interview.pk]))
    assert response.headers["Location"] == interview.get_absolute_url()
    assert the_attempt(interview).answer == "答了一题"
    assert the_attempt(interview).is_revealed
    interview.refresh_from_db()
    assert len(interview.queue) == 1


def test_an_interview_without_an_answer_just_ends(candidate: Client, user: User) -> None:
    a_bank(3)
    wish = Wish(sources=("all",), size=3, seconds=60)
    interview = MockInterview.start(user, wish, now=timezone.now(), seed=1)
    assert interview is not None
    response = candidate.post(reverse("practice:end", args=[interview.pk]))
    assert response.headers["Location"] == reverse("practice:today")


def test_interviews_ask_different_questions() -> None:
    a_bank(30)
    wish = Wish(sources=("all",), size=5, seconds=60)
    sets = set()
    for seed in range(5):
        interview = MockInterview.start(a_user(), wish, now=NOW, seed=seed)
        assert interview is not None
        sets.add(frozenset(asked(interview)))
    assert len(sets) == 5


def test_todays_number_is_that_of_its_session() -> None:
    user, main = a_user(new_per_day=0), a_question()
    follow_ups = [a_follow_up(main) for _ in range(3)]
    day = user.study_day(NOW)
    for question in [main, *follow_ups]:
        Card.objects.create(
            user=user, question=question, stability=2, difficulty=5, due=day,
            last=day - timedelta(days=2), first_day=day - timedelta(days=2), last_rating=3,
        )  # fmt: skip
    load = Load.today(user, day)
    session = a_session(user)
    assert (load.size, session.size) == (1, 1)
    assert session.head.rungs == tuple(question.pk for question in follow_ups)
