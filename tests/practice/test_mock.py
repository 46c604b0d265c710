"""The mock interview: against the server's clock, nothing revealed until the end."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from practice.models import Attempt, Card, MockInterview, Session, User
from practice.models.pool import Wish
from tests.factories import NOW, a_bank, a_question, a_user, the_attempt, with_points
from tests.queries import exactly

pytestmark = pytest.mark.django_db
WISH = Wish(sources=("all",), size=2, seconds=60)


@pytest.fixture
def interview(user: User) -> Session:
    for question in a_bank(4, follow_ups=1):
        with_points(question, "must", "must")
    started = MockInterview.start(user, WISH, now=timezone.now(), seed=3)
    assert started is not None
    return started


def hand_in(client: Client, session: Session, text: str = "口述") -> Attempt:
    attempt = the_attempt(session)
    address = reverse("practice:answered", args=[session.pk, attempt.pk])
    client.post(address, {"answer": text, "confidence": 2})
    attempt.refresh_from_db()
    return attempt


def test_main_questions_and_follow_ups_are_asked_in_turn(interview: Session) -> None:
    assert [entry.depth for entry in interview.entries] == [0, 1, 0, 1]


def test_nothing_is_revealed_while_it_is_asked(candidate: Client, interview: Session) -> None:
    attempt = the_attempt(interview)
    reveal = reverse("practice:reveal", args=[interview.pk, attempt.pk])
    candidate.post(reveal, {"confidence": 3})
    assert not the_attempt(interview).is_revealed
    page = candidate.get(interview.get_absolute_url()).content.decode()
    assert "详细" not in page
    assert 'data-remaining="60"' in page or 'data-remaining="59"' in page
    candidate.post(reverse("practice:skip", args=[interview.pk, attempt.pk]))
    assert the_attempt(interview).pk == attempt.pk


def test_handing_in_goes_on_and_at_the_end_to_the_marking(
    candidate: Client, interview: Session
) -> None:
    for _ in range(4):
        hand_in(candidate, interview)
    attempt = the_attempt(interview)
    assert (attempt.answer, attempt.confidence) == ("口述", 2)
    page = candidate.get(interview.get_absolute_url()).content.decode()
    assert "口述" in page
    assert "要点 1" in page or "详细" in page


def test_marking_rates_every_answer_and_ends(candidate: Client, interview: Session) -> None:
    for _ in range(4):
        hand_in(candidate, interview)
    for rating in (3, 1, 2, 4):
        attempt = the_attempt(interview)
        rate = reverse("practice:rate", args=[interview.pk, attempt.pk])
        with exactly(9):
            response = candidate.post(
                rate, {"rating": rating, "hits": ["k1"]}, headers={"HX-Request": "true"}
            )
        assert response.status_code == 200
    interview.refresh_from_db()
    assert interview.ended_at is not None
    assert Card.objects.count() == 4


def test_a_marking_can_be_undone(candidate: Client, interview: Session) -> None:
    for _ in range(4):
        hand_in(candidate, interview)
    first = the_attempt(interview)
    candidate.post(reverse("practice:rate", args=[interview.pk, first.pk]), {"rating": 1})
    candidate.post(reverse("practice:undo", args=[interview.pk]))
    again = the_attempt(interview)
    assert (again.question_id, again.answer, again.is_revealed) == (first.question_id, "口述", True)
    assert not Card.objects.exists()


def test_after_the_deadline_the_last_draft_counts(interview: Session) -> None:
    attempt = the_attempt(interview)
    Attempt.objects.filter(pk=attempt.pk).update(answer="来得及写的")
    attempt = the_attempt(interview)
    assert attempt.deadline is not None
    late = attempt.deadline + timedelta(seconds=30)
    mock = MockInterview.objects.get(pk=interview.pk)
    mock.answer(attempt, "写得太晚", now=late)
    attempt.refresh_from_db()
    assert attempt.answer == "来得及写的"
    assert attempt.answered_at == attempt.deadline
    assert not Attempt.objects.taking_text(late).filter(pk=attempt.pk).exists()


def test_handing_in_no_text_hands_in_the_draft(candidate: Client, interview: Session) -> None:
    attempt = interview.attempts.get()
    interview.attempts.update(answer="草稿")
    candidate.post(reverse("practice:answered", args=[interview.pk, attempt.pk]), {"confidence": 2})
    attempt.refresh_from_db()
    assert (attempt.answer, attempt.confidence) == ("草稿", 2)


def test_handing_in_twice_hands_in_once(interview: Session) -> None:
    attempt = the_attempt(interview)
    mock = MockInterview.objects.get(pk=interview.pk)
    assert mock.answer(attempt, "一", now=attempt.shown_at)
    again = MockInterview.objects.get(pk=interview.pk)
    assert not again.answer(attempt, "二", now=attempt.shown_at)
    attempt.refresh_from_db()
    assert attempt.answer == "一"


def test_too_long_an_answer_is_refused(candidate: Client, interview: Session) -> None:
    attempt = the_attempt(interview)
    address = reverse("practice:answered", args=[interview.pk, attempt.pk])
    assert candidate.post(address, {"answer": "字" * 20_001}).status_code == 422
    assert the_attempt(interview).pk == attempt.pk


def test_the_report_lists_answers_points_and_times(candidate: Client, interview: Session) -> None:
    for _ in range(4):
        hand_in(candidate, interview)
    for _ in range(4):
        attempt = the_attempt(interview)
        candidate.post(
            reverse("practice:rate", args=[interview.pk, attempt.pk]), {"rating": 2, "hits": ["k1"]}
        )
    page = candidate.get(reverse("practice:mock-report", args=[interview.pk])).content.decode()
    assert page.count("口述") == 4
    assert "is-hit" in page
    assert "is-missed" in page


def test_a_practice_session_has_no_mock_report(candidate: Client, user: User) -> None:
    a_question()
    session = Session.start(user, Wish(), now=NOW, seed=1)
    assert session is not None
    address = reverse("practice:mock-report", args=[session.pk])
    assert candidate.get(address).status_code == 404


def test_an_interview_is_started_from_its_form(candidate: Client) -> None:
    assert candidate.post(reverse("practice:mock"), {"size": 2, "minutes": 3}).headers[
        "Location"
    ] == reverse("practice:custom")
    a_bank(3)
    response = candidate.post(reverse("practice:mock"), {"size": 2, "minutes": "1.5"})
    session = Session.objects.get()
    assert response.headers["Location"] == session.get_absolute_url()
    assert session.wish["seconds"] == 90
    candidate.post(reverse("practice:mock"), {"size": 2, "minutes": 3})
    assert Session.objects.count() == 1


def test_a_bad_form_says_what_is_wrong(candidate: Client) -> None:
    response = candidate.post(reverse("practice:mock"), {"size": 99, "minutes": 3})
    assert response.status_code == 422
    assert not Session.objects.exists()


def test_another_open_session_is_continued_instead(user: User) -> None:
    a_bank(3)
    session = Session.start(user, Wish(), now=NOW, seed=1)
    assert MockInterview.start(user, WISH, now=NOW, seed=1) == session


def test_an_empty_bank_starts_no_interview() -> None:
    assert MockInterview.start(a_user(), WISH, now=NOW, seed=1) is None
