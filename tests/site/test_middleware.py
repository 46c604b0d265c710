"""What every answer carries: policy, request id, language, and the way to the log-in."""

from __future__ import annotations

import logging
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from practice.models import User
from tests.factories import a_question, a_user

pytestmark = pytest.mark.django_db
BANK = reverse("questions:browse")
TODAY = reverse("practice:today")
HX = {"HX-Request": "true"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@pytest.mark.parametrize("path", [BANK, "/healthz", "/nowhere/", "/account/login/", "/admin/"])
def test_every_answer_has_the_whole_policy(client: Client, path: str) -> None:
    headers = client.get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert headers["Permissions-Policy"] == "camera=(), geolocation=(), microphone=()"


# --- The request log ------------------------------------------------------------------------------


def test_every_request_leaves_one_line_with_its_facts(
    candidate: Client, user: User, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "qianmian.request"):
        response = candidate.get(BANK, {"q": "secret words"})
    (record,) = [record for record in caplog.records if record.name == "qianmian.request"]
    facts = record.facts  # type: ignore[attr-defined]
    assert re.fullmatch("[0-9a-f]{16}", facts["id"])
    assert response.headers["X-Request-ID"] == facts["id"]
    assert facts.pop("ms") >= 0
    assert facts == {
        "id": facts["id"], "method": "GET", "path": BANK, "status": 200, "user": user.pk,
    }  # fmt: skip
    assert "secret" not in record.getMessage()


def test_each_request_has_its_own_id_and_a_visitor_no_name(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    ids = {client.get(path).headers["X-Request-ID"] for path in (BANK, BANK, "/nowhere/")}
    assert len(ids) == 3
    lines = [r.facts for r in caplog.records if r.name == "qianmian.request"]  # type: ignore[attr-defined]
    assert [line["status"] for line in lines] == [200, 200, 404]
    assert {line["user"] for line in lines} == {None}


# --- The language ---------------------------------------------------------------------------------


def language(client: Client, path: str = BANK, **headers: str) -> str:
    response = client.get(path, headers=headers)
    found = re.search('<html lang="([^"]+)"', response.content.decode())
    assert found
    names = {"zh-Hans": "zh-hans", "en": "en"}
    assert response.headers["Content-Language"] == names[found[1]]
    return names[found[1]]


def test_the_language_is_chinese_unless_asked_otherwise(client: Client) -> None:
    assert language(client) == "zh-hans"
    assert language(client, accept_language="de") == "zh-hans"


@pytest.mark.parametrize(
    ("accepted", "expected"),
    [("en-GB,en;q=0.9", "en"), ("zh-CN", "zh-hans"), ("fr, en;q=0.5, zh;q=0.4", "en")],
)
def test_the_browser_may_ask_for_a_language(client: Client, accepted: str, expected: str) -> None:
    assert language(client, accept_language=accepted) == expected


def test_the_cookie_goes_before_the_browser(client: Client) -> None:
    client.cookies["django_language"] = "en"
    assert language(client, accept_language="zh-CN") == "en"


def test_the_account_goes_before_the_cookie(client: Client) -> None:
    client.force_login(a_user(language="en"))
    client.cookies["django_language"] = "zh-hans"
    assert language(client, accept_language="zh-CN") == "en"


def test_an_account_without_a_language_asks_the_browser(client: Client) -> None:
    client.force_login(a_user(language=""))
    assert language(client, accept_language="en") == "en"


def test_the_address_goes_before_the_account(client: Client) -> None:
    client.force_login(a_user(language="en"))
    assert language(client, f"{BANK}?lang=zh-hans") == "zh-hans"
    assert language(client) == "en", "and is not kept"


@pytest.mark.parametrize("nonsense", ["de", "EN", "../en", "\x00"])
def test_a_language_that_there_is_none_of_is_ignored(client: Client, nonsense: str) -> None:
    response = client.get(BANK, {"lang": nonsense})
    assert response.headers["Content-Language"] == "zh-hans"


def test_a_cache_tells_languages_people_and_fragments_apart(client: Client) -> None:
    vary = {part.strip() for part in client.get(BANK).headers["Vary"].split(",")}
    assert vary >= {"Accept-Language", "Cookie", "HX-Request"}


def test_times_are_those_of_the_candidates_zone(
    candidate: Client, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def look(*args: object, **kwargs: object) -> str:
        seen.append(timezone.get_current_timezone_name())
        return ""

    monkeypatch.setattr("config.middleware.translation.get_language", look)
    for zone in ("Europe/Berlin", "Asia/Shanghai"):
        User.objects.update(time_zone=zone)
        candidate.get(BANK)
    assert {"Europe/Berlin", "Asia/Shanghai"} <= set(seen)
    assert timezone.get_current_timezone_name() == "Asia/Shanghai"


# --- The log-in -----------------------------------------------------------------------------------


def test_a_visitor_is_sent_to_the_log_in_and_back(client: Client) -> None:
    response = client.get(f"{TODAY}?a=b")
    assert response.status_code == 302
    assert response.headers["Location"] == f"{reverse('account_login')}?next={TODAY}%3Fa%3Db"


@pytest.mark.parametrize(
    ("came_from", "target"),
    [
        ("http://testserver/questions/?q=x", "/questions/%3Fq%3Dx"),
        ("http://testserver", "/"),
        ("https://evil.example/questions/", TODAY),
        ("//evil.example/questions/", TODAY),
        ("", TODAY),
    ],
)
def test_after_a_form_that_came_too_late_one_is_back_on_its_page(
    client: Client, came_from: str, target: str
) -> None:
    address = reverse("practice:bookmark", args=[a_question().slug])
    response = client.post(address, {"set": "1"}, headers={"Referer": came_from})
    assert response.headers["Location"] == f"{reverse('account_login')}?next={target}"


def test_htmx_is_told_to_change_the_whole_page(client: Client) -> None:
    path = reverse("questions:report", args=[a_question().slug])
    headers = HX | {"HX-Current-URL": "http://testserver/questions/?q=x"}
    response = client.get(path, headers=headers)
    assert response.status_code == 200
    assert response.headers["HX-Redirect"] == (
        f"{reverse('account_login')}?next=/questions/%3Fq%3Dx"
    )
    assert "Location" not in response.headers
    assert response.content == b""


def test_a_page_that_htmx_names_elsewhere_is_not_followed(client: Client) -> None:
    headers = HX | {"HX-Current-URL": "https://evil.example/questions/"}
    response = client.get(TODAY, headers=headers)
    assert "evil" not in response.headers["HX-Redirect"]


def test_what_needs_a_log_in_is_kept_by_no_cache(candidate: Client, client: Client) -> None:
    for path in (TODAY, reverse("practice:notebook"), reverse("practice:settings"), "/admin/"):
        for browser in (candidate, client):
            assert "no-store" in browser.get(path).headers["Cache-Control"]
    assert "Cache-Control" not in client.get(BANK).headers


def test_another_redirect_is_left_to_htmx(candidate: Client) -> None:
    response = candidate.get(reverse("questions:landing"), headers=HX)
    assert response.status_code == 302
    assert "HX-Redirect" not in response.headers
