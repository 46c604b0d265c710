"""A session's verbs: what each leaves behind, and that repeating it changes nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from practice.models import Attempt, Card, Session, Suspension, Tally, User
from practice.models.pool import Wish
from practice.rebuilding import rebuild
from questions.models import Question
from tests.factories import (
    NOW,
    a_bank,
    a_category,
    a_follow_up,
    a_question,
    a_session,
    a_user,
    answered,
    the_attempt,
)

pytestmark = pytest.mark.django_db
TODAY = date(2026, 11, 23)


def everything_derived(user: User) -> tuple[list[Any], list[Any]]:
    """The candidate's cards and tallies, without their ids."""
    cards = Card.objects.of(user).order_by("question_id").values()
    tallies = Tally.objects.filter(user=user).order_by("study_day", "category_id").values()
    return (
        [{k: v for k, v in row.items() if k != "id"} for row in cards],
        [{k: v for k, v in row.items() if k != "id"} for row in tallies],
    )


# --- Starting ----------------------------------------------------------------------------------


def test_a_session_asks_what_is_due_and_then_what_is_new() -> None:
    user, questions = a_user(new_per_day=2), a_bank(6)
    first = a_session(user, size=2)
    for _ in range(2):
        answered(first, 3)
    later = NOW + timedelta(days=10)
    session = a_session(user, size=4, now=later)
    practised = set(Card.objects.of(user).values_list("question_id", flat=True))
    asked = [entry.question for entry in session.entries]
    assert set(asked[:2]) == practised
    assert len(asked) == 4
    assert set(asked) <= {question.pk for question in questions}


def test_no_more_new_questions_a_day_than_the_candidate_wants() -> None:
    user = a_user(new_per_day=3)
    a_bank(9)
    first = a_session(user, size=9)
    assert first.size == 3
    answered(first)
    first.end(now=NOW)
    assert a_session(user, size=9).size == 2


def test_only_published_questions_are_asked() -> None:
    category = a_category()
    shown = a_question(category=category)
    for status in ("draft", "in-review", "retired"):
        a_question(category=category, status=status)
    assert [entry.question for entry in a_session(a_user()).entries] == [shown.pk]


def test_a_question_put_away_is_not_asked() -> None:
    user, questions = a_user(), a_bank(2)
    Suspension.objects.create(user=user, question=questions[0], created_at=NOW)
    assert [entry.question for entry in a_session(user).entries] == [questions[1].pk]


def test_a_card_put_away_is_not_due() -> None:
    user = a_user()
    (question,) = a_bank(1)
    answered(a_session(user))
    Suspension.objects.create(user=user, question=question, created_at=NOW)
    assert Session.start(user, Wish(), now=NOW + timedelta(days=30), seed=1) is None


def test_starting_twice_continues_the_open_session() -> None:
    user = a_user()
    a_bank(3)
    assert a_session(user) == a_session(user)
    assert Session.objects.count() == 1


def test_nothing_to_ask_starts_nothing() -> None:
    assert Session.start(a_user(), Wish(), now=NOW, seed=1) is None
    assert not Session.objects.exists()


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ({"sources": ("new",), "kinds": ("coding",)}, {"coding"}),
        ({"sources": ("new",), "difficulties": (5,)}, {"hard"}),
        ({"sources": ("all",), "categories": ("below",)}, {"below"}),
        ({"sources": ("all",), "categories": ("above",)}, {"below", "beside"}),
        ({"sources": ("all",), "categories": ("unknown",)}, set()),
    ],
)
def test_a_wish_narrows_what_is_asked(wish: dict[str, Any], expected: set[str]) -> None:
    above = a_category(slug="above")
    below = a_category(slug="below", parent=above)
    a_question(slug="below", category=below)
    a_question(slug="beside", category=above)
    a_question(slug="coding", kind="coding")
    a_question(slug="hard", difficulty=5)
    session = Session.start(a_user(), Wish(size=9, **wish), now=NOW, seed=1)
    ids = [entry.question for entry in session.entries] if session else []
    assert set(Question.objects.filter(pk__in=ids).values_list("slug", flat=True)) == expected


def test_weak_and_bookmarked_questions_can_be_wished() -> None:
    user, questions = a_user(), a_bank(4)
    session = a_session(user)
    missed = answered(session, 1).question
    answered(session, 4)
    session.end(now=NOW)
    assert [e.question for e in a_session(user, sources=("weak",)).entries] == [missed.pk]
    Session.objects.open().update(ended_at=NOW)
    user.bookmarks.create(question=questions[3], created_at=NOW)
    assert [e.question for e in a_session(user, sources=("bookmarked",)).entries] == [
        questions[3].pk
    ]


# --- The steps ---------------------------------------------------------------------------------


def test_a_rating_schedules_counts_and_goes_on() -> None:
    user = a_user()
    a_bank(3)
    session = a_session(user)
    attempt = answered(session, 3, confidence=3)
    attempt.refresh_from_db()
    card = Card.objects.get()
    tally = Tally.objects.get()
    assert (attempt.rating, attempt.confidence, attempt.hits, attempt.answer) == (
        3,
        3,
        ["k1"],
        "我的回答",
    )
    assert (attempt.reveal_ms, attempt.rate_ms) == (30_000, 10_000)
    assert (card.due, card.last, card.reviews, card.recall_days) == (
        TODAY + timedelta(2),
        TODAY,
        1,
        1,
    )
    assert (tally.good, tally.sure, tally.sure_recalled, tally.milliseconds) == (1, 1, 1, 40_000)
    assert the_attempt(session).question_id != attempt.question_id


def test_a_question_shown_yesterday_and_rated_today_counts_for_today() -> None:
    a_bank(2)
    session = a_session(a_user())
    attempt = the_attempt(session)
    session.reveal(attempt, now=NOW)
    assert session.rate(attempt, 3, now=NOW + timedelta(days=1))
    tomorrow = TODAY + timedelta(days=1)
    assert (Card.objects.get().first_day, Tally.objects.get().study_day) == (tomorrow, tomorrow)


def test_nothing_is_rated_before_it_is_revealed() -> None:
    user = a_user()
    a_bank(2)
    session = a_session(user)
    attempt = the_attempt(session)
    assert not session.rate(attempt, 3, now=NOW)
    assert not Card.objects.exists()


def test_rating_twice_rates_once() -> None:
    user = a_user()
    a_bank(3)
    session = a_session(user)
    attempt = answered(session, 3)
    stale = Session.objects.get(pk=session.pk)
    replayed = Attempt.objects.get(pk=attempt.pk)
    assert not stale.rate(replayed, 1, now=NOW)
    assert Attempt.objects.rated().count() == 1
    assert Card.objects.get().reviews == 1


def test_revealing_twice_keeps_the_first_confidence() -> None:
    a_bank(1)
    session = a_session(a_user())
    attempt = the_attempt(session)
    assert session.reveal(attempt, now=NOW, confidence=1)
    assert not session.reveal(attempt, now=NOW, confidence=3)
    assert the_attempt(session).confidence == 1


def test_a_skip_leaves_the_schedule_alone() -> None:
    a_bank(2)
    session = a_session(a_user())
    attempt = the_attempt(session)
    assert session.skip(attempt, now=NOW)
    assert not session.skip(attempt, now=NOW)
    assert not Card.objects.exists()
    assert session.turns == 1


def test_a_session_ends_with_its_last_question() -> None:
    a_bank(1)
    session = a_session(a_user())
    answered(session)
    assert session.ended_at is not None
    assert session.current() is None


def test_leaving_keeps_what_was_rated() -> None:
    a_bank(3)
    session = a_session(a_user())
    answered(session)
    session.end(now=NOW)
    session.end(now=NOW + timedelta(hours=1))
    assert session.ended_at == NOW
    assert Card.objects.count() == 1


def test_times_are_capped_and_never_longer_than_what_passed() -> None:
    a_bank(1)
    attempt = the_attempt(a_session(a_user()))
    late = NOW + timedelta(hours=2)
    assert attempt.milliseconds(NOW, late, None) == 5 * 60 * 1000
    assert attempt.milliseconds(NOW, late, 1234) == 1234
    assert attempt.milliseconds(NOW, NOW + timedelta(seconds=1), 99_999) == 1000
    assert attempt.milliseconds(NOW, NOW - timedelta(seconds=1), None) == 0


def test_follow_ups_come_after_a_pass_and_stop_at_a_miss() -> None:
    question = a_question()
    rungs = [a_follow_up(question) for _ in range(3)]
    session = a_session(a_user())
    answered(session, 3)
    assert (the_attempt(session).question, the_attempt(session).depth) == (rungs[0], 1)
    answered(session, 2)
    assert (the_attempt(session).question, the_attempt(session).depth) == (rungs[1], 2)
    answered(session, 1)
    assert session.ended_at is not None
    assert Card.objects.count() == 3


def test_follow_ups_can_be_left() -> None:
    question, other = a_question(), a_question()
    a_follow_up(question)
    a_follow_up(question)
    session = a_session(a_user())
    assert not session.leave_ladder(now=NOW)
    while the_attempt(session).question != question:
        answered(session)
    answered(session)
    assert session.leave_ladder(now=NOW)
    left = the_attempt(session) if session.ended_at is None else None
    assert left is None or left.question == other


def test_a_follow_up_that_is_not_due_is_left_out_of_the_ladder() -> None:
    user, question = a_user(), a_question()
    known, fresh = a_follow_up(question), a_follow_up(question)
    session = a_session(user)
    answered(session, 1)
    Card.objects.create(
        user=user, question=known, stability=50, difficulty=5, due=TODAY + timedelta(40),
        last=TODAY, first_day=TODAY, last_rating=4, reviews=1,
    )  # fmt: skip
    session = a_session(user, now=NOW + timedelta(days=1))
    answered(session, 3)
    assert the_attempt(session).question == fresh


def test_a_number_counts_main_questions_only() -> None:
    question = a_question()
    a_follow_up(question)
    a_question(category=question.category)
    session = a_session(a_user())
    assert (session.number, session.size) == (1, 2)
    answered(session, 3)
    assert session.number == 1
    answered(session, 3)
    assert session.number == 2


# --- Undo --------------------------------------------------------------------------------------


def test_undo_brings_back_the_question_with_its_text() -> None:
    a_bank(3)
    session = a_session(a_user())
    first = answered(session, 1, confidence=3)
    assert session.undo(now=NOW)
    again = the_attempt(session)
    assert again.pk != first.pk
    assert (again.question_id, again.answer, again.confidence) == (first.question_id, "我的回答", 3)
    assert again.is_revealed
    assert again.hits == ["k1"]
    assert not Card.objects.exists()
    assert not Tally.objects.exists()


def test_undo_reopens_an_ended_session() -> None:
    a_bank(1)
    session = a_session(a_user())
    answered(session)
    assert session.undo(now=NOW)
    assert session.ended_at is None
    assert the_attempt(session).is_revealed


def test_undo_goes_back_to_the_beginning_and_no_further() -> None:
    a_bank(4)
    session = a_session(a_user())
    queue = session.queue
    answered(session, 3)
    session.skip(the_attempt(session), now=NOW)
    answered(session, 1)
    assert [session.undo(now=NOW) for _ in range(4)] == [True, True, True, False]
    assert session.queue == queue


def test_a_draft_typed_before_an_undo_is_there_when_its_question_comes_again() -> None:
    a_bank(3)
    session = a_session(a_user())
    answered(session)
    Attempt.objects.filter(pk=the_attempt(session).pk).update(answer="半句")
    session.undo(now=NOW)
    session.rate(the_attempt(session), 3, now=NOW)
    assert the_attempt(session).answer == "半句"


def test_a_replayed_rating_after_an_undo_has_no_effect() -> None:
    a_bank(3)
    session = a_session(a_user())
    first = answered(session, 3)
    session.undo(now=NOW)
    assert not session.rate(Attempt.objects.get(pk=first.pk), 3, now=NOW)
    assert not Card.objects.exists()


def test_undo_keeps_what_another_session_rated_since() -> None:
    user = a_user()
    a_bank(1)
    first = a_session(user)
    answered(first, 3)
    later = NOW + timedelta(days=5)
    answered(a_session(user, now=later), 4, now=later)
    assert first.undo(now=later)
    card = Card.objects.get()
    assert (card.reviews, card.last_rating, card.first_day) == (1, 4, date(2026, 11, 28))


ACTIONS = st.lists(st.sampled_from(["undo", "skip", 1, 2, 3, 4]), min_size=1, max_size=18)


def play(actions: list[Any], user: User) -> Session:
    """Ratings, skips and undos, one after another, at given moments."""
    session = a_session(user, size=8)
    for step, action in enumerate(actions):
        now = NOW + timedelta(minutes=step)
        session.refresh_from_db()
        if action == "undo":
            session.undo(now=now)
        elif (attempt := session.current()) is None:
            continue
        elif action == "skip":
            session.skip(attempt, now=now)
        else:
            session.reveal(attempt, now=now, confidence=1 + step % 3)
            session.rate(attempt, action, now=now)
    return session


@given(actions=ACTIONS)
@hypothesis_settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_undoing_equals_never_having_done(actions: list[Any]) -> None:
    Session.objects.all().delete()
    Card.objects.all().delete()
    Tally.objects.all().delete()
    Question.objects.filter(parent__isnull=False).delete()
    Question.objects.all().delete()
    for question in a_bank(8):
        a_follow_up(question)
    with_undo, without = a_user(), a_user()
    session = play(actions, with_undo)
    standing = list(session.attempts.standing().exclude(turn=None).order_by("turn"))
    replayed = a_session(without, size=8)
    for done in standing:
        attempt = the_attempt(replayed)
        assert attempt.question_id == done.question_id
        if done.skipped_at:
            replayed.skip(attempt, now=done.skipped_at)
        else:
            assert done.revealed_at
            assert done.rated_at
            assert done.rating
            replayed.reveal(attempt, now=done.revealed_at, confidence=done.confidence)
            replayed.rate(attempt, done.rating, now=done.rated_at)
    session.refresh_from_db()
    replayed.refresh_from_db()
    assert session.queue == replayed.queue
    assert session.turns == replayed.turns
    assert forget_times(everything_derived(with_undo)) == forget_times(everything_derived(without))
    assert rebuild(with_undo) == 0


def forget_times(derived: tuple[list[Any], list[Any]]) -> tuple[list[Any], list[Any]]:
    """Without whose it is and the time spent, which is the clock's."""
    for row in [*derived[0], *derived[1]]:
        row.pop("user_id")
        row.pop("milliseconds", None)
    return derived
