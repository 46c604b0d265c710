"""The pages of the loop: each works, refuses the stranger, answers htmx and a plain browser, costs
what it costs, and is not changed by bad input."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from practice.models import Attempt, Card, Session, User
from tests.factories import (
    a_bank,
    a_follow_up,
    a_question,
    a_session,
    a_user,
    answered,
    the_attempt,
    with_points,
    with_reference,
)
from tests.queries import exactly

pytestmark = pytest.mark.django_db
HX = {"HX-Request": "true"}


def url(name: str, session: Session, attempt: Attempt | None = None, **more: Any) -> str:
    ids = {"session_id": session.pk, **more}
    if attempt:
        ids["attempt_id"] = attempt.pk
    return reverse(f"practice:{name}", kwargs=ids)


@pytest.fixture
def session(user: User) -> Session:
    for question in a_bank(8):
        with_points(with_reference(question), "must", "must", "should")
    return a_session(user, size=8, now=timezone.now())


def revealed(client: Client, session: Session, **data: Any) -> Attempt:
    attempt = the_attempt(session)
    client.post(url("reveal", session, attempt), {"answer": "我的回答", "confidence": 2, **data})
    return the_attempt(session)


# --- The step ----------------------------------------------------------------------------------


def test_the_question_is_shown_without_answer_or_hints(candidate: Client, session: Session) -> None:
    attempt = the_attempt(session)
    page = candidate.get(url("session", session)).content.decode()
    assert attempt.question.title_zh in page
    for hidden in ("详细", "要点 1", "A paper", attempt.question.category.name_zh):
        assert hidden not in page


def test_the_answer_is_shown_after_the_reveal(candidate: Client, session: Session) -> None:
    attempt = revealed(candidate, session)
    page = candidate.get(url("session", session)).content.decode()
    for shown in ("我的回答", "详细", "要点 1", "A paper", attempt.question.category.name_zh):
        assert shown in page


def test_htmx_gets_the_step_alone(candidate: Client, session: Session) -> None:
    page = candidate.get(url("session", session), headers=HX).content.decode()
    assert page.strip().startswith("<section")
    assert "<html" not in page


def test_a_page_that_differs_for_htmx_says_so(candidate: Client, session: Session) -> None:
    assert "HX-Request" in candidate.get(url("session", session)).headers["Vary"]


def test_what_was_typed_is_escaped(candidate: Client, session: Session) -> None:
    revealed(candidate, session, answer="<script>alert(1)</script>")
    page = candidate.get(url("session", session)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert" in page


def test_an_ended_session_leads_to_its_end_screen(candidate: Client, session: Session) -> None:
    session.end(now=timezone.now())
    response = candidate.get(url("session", session))
    assert response.headers["Location"] == url("summary", session)


def test_a_step_costs_what_it_costs(candidate: Client, session: Session) -> None:
    with exactly(3):
        candidate.get(url("session", session))
    revealed(candidate, session)
    with exactly(6):
        candidate.get(url("session", session))


def test_a_fragment_is_small(candidate: Client, session: Session) -> None:
    assert len(candidate.get(url("session", session), headers=HX).content) <= 6 * 1024


def test_a_follow_up_shows_the_main_question_above_it(candidate: Client, user: User) -> None:
    main = a_question(title_zh="主干是什么？")
    a_follow_up(main, title_zh="再追问呢？")
    session = a_session(user, now=timezone.now())
    answered(session, 3)
    page = candidate.get(url("session", session)).content.decode()
    assert "主干是什么？" in page
    assert "再追问呢？" in page


# --- The actions -------------------------------------------------------------------------------


def test_a_draft_is_saved(candidate: Client, session: Session) -> None:
    attempt = the_attempt(session)
    with exactly(3):
        response = candidate.post(url("draft", session, attempt), {"answer": "第一句 "})
    assert response.status_code == 204
    assert the_attempt(session).answer == "第一句 "


def test_a_draft_replaces_only_the_text_on_which_it_was_written(
    candidate: Client, session: Session
) -> None:
    attempt = the_attempt(session)
    for bases, text, status, said in [
        ([], "一", 204, ""),
        ([""], "二", 409, "一"),
        ([""], "一", 204, ""),
        (["", "一"], "三\r\n三", 204, ""),
        (["三\n三", "\0"], "四", 204, ""),
        (["\0"], "五", 409, "四"),
    ]:
        response = candidate.post(url("draft", session, attempt), {"answer": text, "base": bases})
        assert (response.status_code, response.content.decode()) == (status, said)
    assert the_attempt(session).answer == "四"


def test_a_draft_after_the_reveal_is_refused(candidate: Client, session: Session) -> None:
    attempt = revealed(candidate, session)
    response = candidate.post(url("draft", session, attempt), {"answer": "太晚"})
    assert response.status_code == 410
    assert the_attempt(session).answer == "我的回答"


def test_too_long_a_draft_is_refused_and_says_why(candidate: Client, session: Session) -> None:
    attempt = the_attempt(session)
    response = candidate.post(url("draft", session, attempt), {"answer": "字" * 20_001})
    assert response.status_code == 422
    assert "20000" in response.content.decode()
    assert the_attempt(session).answer == ""


def test_a_reveal_by_a_plain_browser_redirects(candidate: Client, session: Session) -> None:
    attempt = the_attempt(session)
    response = candidate.post(url("reveal", session, attempt), {"answer": "x", "confidence": 3})
    assert (response.status_code, response.headers["Location"]) == (303, url("session", session))
    assert the_attempt(session).confidence == 3


def test_a_reveal_by_htmx_answers_with_the_answer(candidate: Client, session: Session) -> None:
    attempt = the_attempt(session)
    with exactly(8):
        response = candidate.post(url("reveal", session, attempt), {"ms": 900}, headers=HX)
    assert "要点 1" in response.content.decode()
    assert the_attempt(session).confidence is None


def test_a_reveal_without_a_text_keeps_the_draft(candidate: Client, session: Session) -> None:
    attempt = the_attempt(session)
    candidate.post(url("draft", session, attempt), {"answer": "别处写的"})
    candidate.post(url("reveal", session, attempt), {"confidence": 2}, headers=HX)
    assert the_attempt(session).answer == "别处写的"


def test_not_knowing_proposes_a_miss(candidate: Client, session: Session) -> None:
    attempt = the_attempt(session)
    page = candidate.post(url("reveal", session, attempt), {"gave_up": 1}, headers=HX)
    assert re.search(r'rating-1[^"]*is-proposed', page.content.decode())


@pytest.mark.parametrize(
    "data", [{"confidence": 9}, {"confidence": "x"}, {"answer": "字" * 20_001}]
)
def test_a_bad_reveal_changes_nothing(
    candidate: Client, session: Session, data: dict[str, Any]
) -> None:
    attempt = the_attempt(session)
    response = candidate.post(url("reveal", session, attempt), {"answer": "写了一半", **data})
    assert response.status_code == 422
    assert not the_attempt(session).is_revealed
    assert data.get("answer", "写了一半")[:4] in response.content.decode()


def test_ticks_are_kept_and_propose_a_rating(candidate: Client, session: Session) -> None:
    attempt = revealed(candidate, session)
    page = candidate.post(url("ticks", session, attempt), {"hits": ["k1", "k2", "k3"]}, headers=HX)
    assert re.search(r'rating-4[^"]*is-proposed', page.content.decode())
    assert the_attempt(session).hits == ["k1", "k2", "k3"]
    plain = candidate.post(url("ticks", session, attempt), {"hits": ["k1", "<b>", "k1"]})
    assert plain.status_code == 303
    assert the_attempt(session).hits == ["k1"]


def test_nothing_is_proposed_before_the_first_tick(candidate: Client, session: Session) -> None:
    attempt = revealed(candidate, session)
    assert "is-proposed" not in candidate.get(url("session", session)).content.decode()
    page = candidate.post(url("ticks", session, attempt), {}, headers=HX).content.decode()
    assert re.search(r'rating-1[^"]*is-proposed', page)  # ticked and unticked again


def test_a_rating_goes_on_to_the_next_question(candidate: Client, session: Session) -> None:
    attempt = revealed(candidate, session)
    response = candidate.post(
        url("rate", session, attempt), {"rating": 3, "hits": ["k1", "k2"]}, headers=HX
    )
    following = the_attempt(session)
    assert following.question.title_zh in response.content.decode()
    assert Card.objects.get().last_rating == 3
    assert Attempt.objects.get(pk=attempt.pk).hits == ["k1", "k2"]


@pytest.mark.parametrize("data", [{}, {"rating": 0}, {"rating": 5}, {"rating": "good"}])
def test_a_bad_rating_changes_nothing(
    candidate: Client, session: Session, data: dict[str, Any]
) -> None:
    attempt = revealed(candidate, session)
    response = candidate.post(url("rate", session, attempt), data, headers=HX)
    assert response.status_code == 422
    assert not Card.objects.exists()
    assert the_attempt(session).pk == attempt.pk


def test_a_double_click_rates_once(candidate: Client, session: Session) -> None:
    attempt = revealed(candidate, session)
    for _ in range(2):
        candidate.post(url("rate", session, attempt), {"rating": 3})
    assert Attempt.objects.rated().count() == 1
    assert Card.objects.get().reviews == 1


def test_two_tabs_rate_once_and_agree(candidate: Client, session: Session) -> None:
    attempt = revealed(candidate, session)
    first = candidate.post(url("rate", session, attempt), {"rating": 1}, headers=HX)
    second = candidate.post(url("rate", session, attempt), {"rating": 4}, headers=HX)
    assert Card.objects.get().last_rating == 1
    title = the_attempt(session).question.title_zh
    assert title in first.content.decode()
    assert title in second.content.decode()


def test_a_rating_costs_ten_queries_at_most(candidate: Client, session: Session) -> None:
    attempt = revealed(candidate, session)
    with exactly(10):
        candidate.post(url("rate", session, attempt), {"rating": 3}, headers=HX)
    attempt = revealed(candidate, session)
    with exactly(10):
        candidate.post(url("rate", session, attempt), {"rating": 1}, headers=HX)


def test_a_rating_costs_the_same_after_twenty_thousand(
    candidate: Client, user: User, session: Session
) -> None:
    old = a_session_of_the_past(user)
    question = a_question(status="retired")
    Attempt.objects.bulk_create(
        Attempt(
            session=old, user=user, question=question, category=question.category,
            study_day=old.study_day, retention=0.9, shown_at=old.started_at,
            revealed_at=old.started_at, rated_at=old.started_at, rating=3, undone_at=old.started_at,
        )
        for _ in range(20_000)
    )  # fmt: skip
    attempt = revealed(candidate, session)
    with exactly(10):
        candidate.post(url("rate", session, attempt), {"rating": 3}, headers=HX)
    with exactly(3):
        candidate.get(url("session", session))


def a_session_of_the_past(user: User) -> Session:
    then = timezone.now() - timedelta(days=40)
    return Session.objects.create(
        user=user, study_day=then.date(), started_at=then, ended_at=then, size=1
    )


def test_a_skip_goes_on(candidate: Client, session: Session) -> None:
    attempt = the_attempt(session)
    candidate.post(url("skip", session, attempt))
    assert the_attempt(session).pk != attempt.pk
    assert not Card.objects.exists()


def test_undo_shows_the_question_again(candidate: Client, session: Session) -> None:
    attempt = revealed(candidate, session)
    candidate.post(url("rate", session, attempt), {"rating": 3})
    response = candidate.post(url("undo", session), headers=HX)
    assert attempt.question.title_zh in response.content.decode()
    assert not Card.objects.exists()


def test_undo_with_nothing_to_take_back_says_so(candidate: Client, session: Session) -> None:
    response = candidate.post(url("undo", session), follow=True)
    assert (
        "没有可撤销" in response.content.decode() or "nothing to undo" in response.content.decode()
    )


def test_looking_back_changes_nothing(candidate: Client, session: Session) -> None:
    attempt = revealed(candidate, session)
    candidate.post(url("rate", session, attempt), {"rating": 2})
    before = list(Attempt.objects.order_by("pk").values())
    page = candidate.get(url("look-back", session, turn=1))
    assert attempt.question.title_zh in page.content.decode()
    assert list(Attempt.objects.order_by("pk").values()) == before
    assert candidate.get(url("look-back", session, turn=9)).status_code == 404


def test_the_last_rating_leads_to_the_end_screen(candidate: Client, user: User) -> None:
    a_bank(1)
    session = a_session(user, now=timezone.now())
    attempt = revealed(candidate, session)
    response = candidate.post(url("rate", session, attempt), {"rating": 3}, headers=HX)
    assert response.headers["HX-Redirect"] == url("session", session)


def test_leaving_the_ladder_goes_on(candidate: Client, user: User) -> None:
    main, other = a_question(), a_question()
    a_follow_up(main)
    session = a_session(user, now=timezone.now())
    while the_attempt(session).question != main:
        answered(session)
    answered(session)
    candidate.post(url("leave-ladder", session))
    session.refresh_from_db()
    assert session.ended_at is not None or the_attempt(session).question == other


def test_ending_leads_to_the_end_screen_or_home(candidate: Client, user: User) -> None:
    a_bank(2)
    untouched = a_session(user, now=timezone.now())
    assert candidate.post(url("end", untouched)).headers["Location"] == reverse("practice:today")
    begun = a_session(user, now=timezone.now())
    answered(begun)
    assert candidate.post(url("end", begun)).headers["Location"] == url("summary", begun)


def test_the_previous_answer_is_shown_on_request(candidate: Client, user: User) -> None:
    with_points(a_bank(1)[0], "must", "must")
    answered(a_session(user, now=timezone.now() - timedelta(days=30)))
    session = a_session(user, now=timezone.now())
    attempt = revealed(candidate, session, answer="这次的")
    assert (
        url("previous", session, attempt) in candidate.get(url("session", session)).content.decode()
    )
    page = candidate.get(url("previous", session, attempt), headers=HX).content.decode()
    assert "我的回答" in page
    assert "is-hit" in page
    assert "is-missed" in page


# --- Expired logins and strangers --------------------------------------------------------------


def test_what_was_typed_survives_an_expired_login(
    client: Client, user: User, session: Session
) -> None:
    attempt = the_attempt(session)
    response = client.post(url("reveal", session, attempt), {"answer": "写了很久"})
    assert reverse("account_login") in response.headers["Location"]
    assert url("session", session) in response.headers["Location"]
    login = {"login": user.username, "password": "a-long-enough-one-7"}
    client.post(reverse("account_login"), {**login, "next": url("session", session)})
    assert "写了很久" in client.get(url("session", session)).content.decode()
    assert not the_attempt(session).is_revealed


def test_an_expired_login_takes_htmx_to_the_whole_page(client: Client, session: Session) -> None:
    attempt = the_attempt(session)
    response = client.post(url("rate", session, attempt), {"rating": 3}, headers=HX)
    assert reverse("account_login") in response.headers["HX-Redirect"]
    current = {**HX, "HX-Current-URL": "http://testserver/practice/notebook/"}
    response = client.get(reverse("practice:today"), headers=current)
    assert "notebook" in response.headers["HX-Redirect"]


def test_a_rescued_text_goes_to_nobody_elses_attempt(stranger: Client, session: Session) -> None:
    attempt = the_attempt(session)
    browser = stranger.session
    browser["rescued"] = {str(attempt.pk): "不是我的"}
    browser.save()
    assert stranger.get(url("session", session)).status_code == 404
    assert the_attempt(session).answer == ""


def test_an_unknown_attempt_is_not_found(candidate: Client, session: Session) -> None:
    for name in ("draft", "reveal", "ticks", "rate", "skip", "answered"):
        ids = {"session_id": session.pk, "attempt_id": uuid4()}
        assert (
            candidate.post(reverse(f"practice:{name}", kwargs=ids), {"rating": 3}).status_code
            == 404
        )


def test_actions_answer_to_post_only(candidate: Client, session: Session) -> None:
    attempt = the_attempt(session)
    for name in ("draft", "reveal", "ticks", "rate", "skip", "answered"):
        assert candidate.get(url(name, session, attempt)).status_code == 405
    for name in ("undo", "end", "leave-ladder"):
        assert candidate.get(url(name, session)).status_code == 405


def test_a_session_cannot_be_mixed_with_anothers_attempt(
    candidate: Client, session: Session
) -> None:
    other = a_session(a_user(), now=timezone.now())
    assert candidate.post(url("skip", session, the_attempt(other))).status_code == 404
    assert candidate.post(url("skip", other, the_attempt(session))).status_code == 404
