"""Accounts: a name and a password are enough; every door has a limit."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.conf import settings as current
from django.core import mail
from django.core.cache import cache
from django.core.cache.backends.db import DatabaseCache
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from practice.models import User
from tests.factories import PASSWORD, a_curator, a_user

pytestmark = pytest.mark.django_db
LOGIN = reverse("account_login")
LOGOUT = reverse("account_logout")
SIGNUP = reverse("account_signup")
RESET = reverse("account_reset_password")
CHANGE = reverse("account_change_password")
TODAY = reverse("practice:today")
NEW = {"username": "xiaoming", "password1": PASSWORD, "password2": PASSWORD}
OTHER = "another-long-one-8"


def is_in(client: Client) -> bool:
    return client.get(TODAY).status_code == 200


def log_in(client: Client, name: str, password: str = PASSWORD, **more: str) -> Any:
    return client.post(LOGIN, {"login": name, "password": password, **more})


# --- Sign-up --------------------------------------------------------------------------------------


def test_a_name_and_a_password_make_an_account(client: Client) -> None:
    assert client.get(SIGNUP).status_code == 200
    response = client.post(SIGNUP, NEW)
    assert response.status_code == 302
    assert response.headers["Location"] == TODAY
    assert is_in(client)
    user = User.objects.get()
    assert (user.username, user.email) == ("xiaoming", "")
    assert not user.is_staff
    assert not mail.outbox


def test_an_account_keeps_the_language_in_which_it_was_made(client: Client) -> None:
    client.cookies["django_language"] = "en"
    client.post(SIGNUP, NEW)
    assert User.objects.get().language == "en"


def test_an_address_may_be_given(client: Client) -> None:
    client.post(SIGNUP, NEW | {"email": "ming@a.example"})
    assert User.objects.get().email == "ming@a.example"
    client.post(LOGOUT)
    log_in(client, "ming@a.example")
    assert is_in(client)


@pytest.mark.parametrize(
    "bad",
    [
        {"password2": OTHER},
        {"password1": "short1", "password2": "short1"},
        {"password1": "password123", "password2": "password123"},
        {"password1": "8812304417", "password2": "8812304417"},
        {"password1": "xiaoming1", "password2": "xiaoming1"},
        {"username": ""},
        {"username": "x"},
        {"username": "Taken"},
        {"email": "no address"},
    ],
    ids=str,
)
def test_a_bad_sign_up_makes_no_account(client: Client, bad: dict[str, str]) -> None:
    a_user(username="taken")
    response = client.post(SIGNUP, NEW | bad)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert 'id="main"' in response.content.decode()
    assert User.objects.count() == 1
    assert not is_in(client)


# --- Log-in and log-out ---------------------------------------------------------------------------


def test_one_logs_in_by_name_and_goes_where_one_was_going(client: Client) -> None:
    user = a_user()
    page = client.get(reverse("practice:notebook"), follow=True).content.decode()
    assert 'name="next" value="/practice/notebook/"' in page
    response = log_in(client, user.username, next="/practice/notebook/")
    assert response.headers["Location"] == "/practice/notebook/"
    assert is_in(client)


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:x"])
def test_one_is_never_sent_to_another_site(client: Client, elsewhere: str) -> None:
    response = log_in(client, a_user().username, next=elsewhere)
    assert "evil" not in response.headers.get("Location", "")
    assert "javascript" not in response.headers.get("Location", "")


def test_a_wrong_password_and_an_unknown_name_are_refused_alike(client: Client) -> None:
    user = a_user()
    answers = [log_in(client, user.username, "wrong"), log_in(client, "nobody", "wrong")]
    said = [str(answer.context["form"].non_field_errors()) for answer in answers]
    assert said[0] == said[1] != ""
    assert not is_in(client)


def test_a_closed_account_stays_closed(client: Client) -> None:
    log_in(client, a_user(is_active=False).username)
    assert not is_in(client)


def test_one_logs_out_by_a_form_and_not_by_a_link(candidate: Client) -> None:
    assert candidate.get(LOGOUT).status_code == 200
    assert is_in(candidate)
    response = candidate.post(LOGOUT)
    assert response.headers["Location"] == "/"
    assert not is_in(candidate)


def test_every_log_in_has_a_new_session(client: Client) -> None:
    client.get(LOGIN)
    user = a_user()
    keys = []
    for _ in range(2):
        log_in(client, user.username)
        keys.append(client.session.session_key)
        client.post(LOGOUT)
    assert len(set(keys)) == 2


def test_curators_log_in_at_the_same_page(client: Client) -> None:
    curator = a_curator()
    response = client.get(reverse("admin:index"), follow=True)
    assert response.redirect_chain[-1][0].startswith(LOGIN)
    back = response.context["redirect_field_value"]
    assert back == reverse("admin:index")
    log_in(client, curator.username, next=back)
    assert client.get(back).status_code == 200
    assert client.get(reverse("admin:login")).headers["Location"] == reverse("admin:index")


def test_a_candidate_who_tries_the_curators_site_is_told_that_it_is_closed(
    candidate: Client,
) -> None:
    response = candidate.get(reverse("admin:index"), follow=True)
    assert response.status_code == 403
    assert 'id="main"' in response.content.decode()


# --- Passwords ------------------------------------------------------------------------------------


def test_a_password_is_changed_by_who_knows_the_old_one(candidate: Client, user: User) -> None:
    form = {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER}
    candidate.post(CHANGE, form | {"oldpassword": "wrong"})
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert candidate.post(CHANGE, form).status_code == 302
    user.refresh_from_db()
    assert user.check_password(OTHER)
    assert is_in(candidate)


def test_a_changed_password_ends_the_other_sessions(candidate: Client, user: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(user)
    candidate.post(CHANGE, {"oldpassword": PASSWORD, "password1": OTHER, "password2": OTHER})
    assert not is_in(elsewhere)


def test_a_forgotten_password_is_reset_by_mail_once(client: Client, settings: Settings) -> None:
    settings.EMAIL_HOST = "mail.example"
    client.post(SIGNUP, NEW | {"email": "ming@a.example"})
    client.post(LOGOUT)
    assert f'action="{RESET}"' in client.get(RESET).content.decode()
    response = client.post(RESET, {"email": "ming@a.example"})
    assert response.headers["Location"] == reverse("account_reset_password_done")
    (message,) = mail.outbox
    assert message.to == ["ming@a.example"]
    link = re.search(r"http://testserver(/account/\S+)", str(message.body))
    assert link
    page = client.get(link[1], follow=True)
    form_address = page.context["action_url"]
    done = client.post(form_address, {"password1": OTHER, "password2": OTHER})
    assert done.status_code == 302
    assert User.objects.get().check_password(OTHER)
    log_in(client, "xiaoming", OTHER)
    assert is_in(client)
    client.post(LOGOUT)
    assert client.get(link[1], follow=True).context["token_fail"]


def test_a_reset_does_not_tell_whether_an_account_is_there(client: Client) -> None:
    a_user(email="known@a.example")
    answers = [client.post(RESET, {"email": f"{who}@a.example"}) for who in ("known", "unknown")]
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.headers["Location"] for answer in answers}) == 1


def test_where_no_mail_is_sent_the_page_says_so(client: Client, settings: Settings) -> None:
    settings.EMAIL_HOST = ""
    page = client.get(RESET, {"lang": "en"}).content.decode()
    assert f'action="{RESET}"' not in page
    assert "sends no mail" in page


# --- Limits ---------------------------------------------------------------------------------------


def test_the_limits_are_counted_where_every_worker_sees_them() -> None:
    assert isinstance(cache._connections[cache._alias], DatabaseCache)  # type: ignore[attr-defined]
    cache.set("a", 1)
    assert cache.get("a") == 1
    assert current.CACHES["default"]["LOCATION"] == "cache"


def filled(form: dict[str, str], number: int) -> dict[str, str]:
    return {name: value.format(number) for name, value in form.items()}


@pytest.mark.parametrize(
    ("path", "form", "limit"),
    [
        (LOGIN, {"login": "nobody", "password": "wrong"}, 30),
        (SIGNUP, {"username": "x"}, 20),
        (RESET, {"email": "{}@a.example"}, 20),
    ],
    ids=["log-in", "sign-up", "reset"],
)
def test_whoever_tries_too_often_is_turned_away(
    client: Client, path: str, form: dict[str, str], limit: int
) -> None:
    for attempt in range(limit):
        response = client.post(path, filled(form, attempt))
        assert response.status_code in {200, 302}, f"try {attempt + 1}"
    response = client.post(path, filled(form, limit))
    assert response.status_code == 429
    assert 'id="main"' in response.content.decode()
    elsewhere = Client(REMOTE_ADDR="203.0.113.9")
    assert elsewhere.post(path, filled(form, limit)).status_code in {200, 302}


def test_after_five_wrong_passwords_the_right_one_is_refused_too(client: Client) -> None:
    user = a_user()
    for _ in range(5):
        log_in(client, user.username, "wrong")
    log_in(client, user.username)
    assert not is_in(client)
    other = a_user()
    log_in(client, other.username)
    assert is_in(client)


def test_one_address_is_mailed_only_so_often(client: Client) -> None:
    a_user(email="known@a.example")
    statuses = [client.post(RESET, {"email": "known@a.example"}).status_code for _ in range(7)]
    assert statuses == [302] * 5 + [429] * 2
    assert len(mail.outbox) == 5
