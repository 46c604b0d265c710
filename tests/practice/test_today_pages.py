"""Today, sessions of one's own, the end screen."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from practice import pace
from practice.models import Session, User
from practice.models.load import Load, seconds_each, week_ahead
from practice.recap import Recap
from tests.factories import a_bank, a_follow_up, a_question, a_session, answered, with_points
from tests.queries import exactly

pytestmark = pytest.mark.django_db
TODAY = "/practice/"


def test_today_says_how_much_there_is_to_do(candidate: Client, user: User) -> None:
    a_bank(3)
    page = candidate.get(TODAY).content.decode()
    assert "3" in page
    assert reverse("practice:start") in page


def test_an_open_session_is_offered_first(candidate: Client, user: User) -> None:
    a_bank(3)
    session = a_session(user, now=timezone.now())
    page = candidate.get(TODAY).content.decode()
    assert session.get_absolute_url() in page
    assert reverse("practice:end", args=[session.pk]) in page


def test_an_empty_day_says_what_tomorrow_brings(candidate: Client, user: User) -> None:
    a_bank(1)
    answered(a_session(user, now=timezone.now()), 1)
    day = user.study_day(timezone.now())
    assert Load.today(user, day).size == 0
    assert week_ahead(user, day)[0] == (day + timedelta(days=1), 1)
    assert 'value="weak"' in candidate.get(TODAY).content.decode()


def test_today_costs_the_same_whatever_the_history(candidate: Client, user: User) -> None:
    a_bank(12)
    with exactly(7):
        candidate.get(TODAY)
    session = a_session(user, now=timezone.now())
    for _ in range(6):
        answered(session)
    session.end(now=timezone.now())
    with exactly(7):
        candidate.get(TODAY)


def test_minutes_are_told_from_ones_own_pace(user: User) -> None:
    a_bank(30)
    day = user.study_day(timezone.now())
    assert seconds_each(user, day) == pace.USUAL
    user.new_per_day = 30
    user.save()
    session = a_session(user, size=12, now=timezone.now())
    for _ in range(10):
        answered(session)
    assert seconds_each(user, day) == 40


def test_starting_leads_into_the_session_and_twice_into_the_same(candidate: Client) -> None:
    a_bank(5)
    first = candidate.post(reverse("practice:start"))
    second = candidate.post(reverse("practice:start"))
    assert first.headers["Location"] == second.headers["Location"]
    assert Session.objects.count() == 1


def test_starting_with_nothing_to_ask_leads_to_the_choice(candidate: Client) -> None:
    response = candidate.post(reverse("practice:start"), follow=True)
    assert response.redirect_chain[-1][0] == reverse("practice:custom")


def test_a_session_of_ones_own_asks_what_was_wished(candidate: Client) -> None:
    wished = a_question(kind="coding")
    a_question()
    assert candidate.get(reverse("practice:custom")).status_code == 200
    form = {"sources": ["new"], "kinds": ["coding"], "difficulties": ["2"], "size": 5}
    candidate.post(reverse("practice:start"), form)
    assert [entry.question for entry in Session.objects.get().entries] == [wished.pk]


def test_a_wish_that_makes_no_sense_is_refused_with_what_was_chosen(candidate: Client) -> None:
    response = candidate.post(reverse("practice:start"), {"sources": ["due"], "size": "0"})
    assert response.status_code == 422
    assert not Session.objects.exists()


def test_the_end_screen_tells_what_happened(candidate: Client, user: User) -> None:
    main = with_points(a_question(title_zh="确信却错的题？"), "must")
    a_follow_up(main)
    a_bank(2)
    session = a_session(user, now=timezone.now())
    while session.ended_at is None:
        current = session.current()
        assert current is not None
        answered(session, 1 if current.question == main else 3, confidence=3)
        session.refresh_from_db()
    recap = Recap.of(session)
    assert recap.answered == 3
    assert recap.right_at_first == 2
    assert [attempt.question for attempt in recap.surely_wrong] == [main]
    assert recap.seconds == 120
    assert recap.pace == 40
    page = candidate.get(reverse("practice:summary", args=[session.pk])).content.decode()
    assert "确信却错的题？" in page
    assert 'value="weak"' in page


def test_the_end_screen_tells_where_the_follow_ups_stopped(user: User) -> None:
    main = a_question()
    for _ in range(3):
        a_follow_up(main)
    session = a_session(user, now=timezone.now())
    for rating in (3, 3, 1):
        answered(session, rating)
    (ladder,) = Recap.of(session).ladders
    assert (ladder.question, ladder.asked, ladder.passed) == (main, 2, 1)


def test_the_end_screen_costs_what_it_costs(candidate: Client, user: User) -> None:
    a_bank(6)
    session = a_session(user, now=timezone.now())
    for _ in range(6):
        answered(session)
    with exactly(7):
        candidate.get(reverse("practice:summary", args=[session.pk]))


def test_an_open_session_has_no_end_screen_yet(candidate: Client, user: User) -> None:
    a_bank(2)
    session = a_session(user, now=timezone.now())
    response = candidate.get(reverse("practice:summary", args=[session.pk]))
    assert response.headers["Location"] == session.get_absolute_url()


def test_nothing_answered_has_an_empty_recap(user: User) -> None:
    a_bank(1)
    recap = Recap.of(a_session(user))
    assert (recap.pace, recap.ended_at, recap.ladders) == (0, None, [])


def test_the_end_screen_of_another_day_says_nothing_of_today(candidate: Client, user: User) -> None:
    a_bank(2)
    session = a_session(user, now=timezone.now() - timedelta(days=3))
    for _ in range(2):
        answered(session)
    address = reverse("practice:summary", args=[session.pk])
    page = candidate.get(address, {"lang": "en"}).content.decode()
    assert "new today" not in page
    assert "seven days" not in page
    Session.objects.update(ended_at=timezone.now())
    page = candidate.get(address, {"lang": "en"}).content.decode()
    assert "0 new today" in page
    assert "seven days" in page


def test_what_is_retired_is_named_on_the_end_screen_but_leads_nowhere(
    candidate: Client, user: User
) -> None:
    question = a_question()
    session = a_session(user, now=timezone.now())
    answered(session, 2)
    session.end(now=timezone.now())
    question.status = "retired"
    question.save()
    page = candidate.get(reverse("practice:summary", args=[session.pk])).content.decode()
    assert question.title_zh in page
    assert "已下线" in page
    assert f'href="{question.get_absolute_url()}"' not in page


@pytest.mark.parametrize("name", ["start", "mock"])
def test_a_refused_wish_keeps_both_forms_and_a_way_to_the_other_language(
    candidate: Client, name: str
) -> None:
    address = reverse(f"practice:{name}")
    response = candidate.post(address, {"sources": ["due"], "size": "0"})
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count('name="size"') == 2
    assert 'name="minutes"' in page
    assert f'name="next" value="{reverse("practice:custom")}"' in page


def test_an_empty_day_offers_only_what_there_is(candidate: Client, user: User) -> None:
    user.new_per_day = 0
    user.save()
    assert "custom session you can" in candidate.get(TODAY, {"lang": "en"}).content.decode()
    a_bank(2)
    page = candidate.get(TODAY, {"lang": "en"}).content.decode()
    assert "Practise 2 new questions" in page
    assert 'value="weak"' not in page
