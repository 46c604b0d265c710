"""The language switch: kept with the account and in a cookie, and one stays where one was."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from practice.models import User

pytestmark = pytest.mark.django_db
ADDRESS = reverse("language")
BANK = reverse("questions:browse")


def test_a_visitors_choice_is_kept_in_a_cookie(client: Client) -> None:
    response = client.post(ADDRESS, {"language": "en", "next": BANK})
    assert response.status_code == 302
    cookie = response.cookies["django_language"]
    assert cookie.value == "en"
    assert cookie["max-age"] == 365 * 24 * 60 * 60
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert client.get(BANK).headers["Content-Language"] == "en"


def test_a_candidates_choice_is_kept_with_the_account(candidate: Client, user: User) -> None:
    candidate.post(ADDRESS, {"language": "en"})
    user.refresh_from_db()
    assert user.language == "en"
    del candidate.cookies["django_language"]
    assert candidate.get(BANK).headers["Content-Language"] == "en"


@pytest.mark.parametrize(
    ("where", "back"),
    [
        (f"{BANK}?q=显存&kind=coding", f"{BANK}?q=%E6%98%BE%E5%AD%98&kind=coding"),
        (f"{BANK}?lang=zh-hans&q=a", f"{BANK}?q=a"),
        (f"{BANK}?lang=zh-hans", BANK),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
        ("javascript:alert(1)", "/"),
        ("", "/"),
    ],
)
def test_one_comes_back_to_the_same_page_of_this_site(
    client: Client, where: str, back: str
) -> None:
    response = client.post(ADDRESS, {"language": "en", "next": where})
    assert response.headers["Location"] == back


def test_without_an_address_one_comes_to_the_first_page(client: Client) -> None:
    assert client.post(ADDRESS, {"language": "en"}).headers["Location"] == "/"


@pytest.mark.parametrize("language", ["", "de", "EN", "zh"])
def test_another_language_is_refused(candidate: Client, user: User, language: str) -> None:
    response = candidate.post(ADDRESS, {"language": language})
    assert response.status_code == 400
    assert "django_language" not in response.cookies
    user.refresh_from_db()
    assert user.language == ""


def test_a_link_cannot_switch(client: Client) -> None:
    assert client.get(ADDRESS, {"language": "en"}).status_code == 405


def test_every_page_offers_both_languages(client: Client) -> None:
    page = client.get(BANK).content.decode()
    assert f'action="{ADDRESS}"' in page
    for code in ("zh-hans", "en"):
        assert f'name="language" value="{code}"' in page
