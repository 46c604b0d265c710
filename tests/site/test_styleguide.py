"""The style guide, and the account pages in the product's own design."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import Settings

from practice.models import User


def test_the_style_guide_shows_the_components_to_staff(user: User, candidate: Client) -> None:
    user.is_staff = True
    user.save(update_fields=["is_staff"])
    page = candidate.get("/styleguide/").content.decode()
    assert page.count('class="action-bar"') == 3
    assert "<math" in page


def test_the_style_guide_refuses_a_candidate(candidate: Client) -> None:
    assert candidate.get("/styleguide/").status_code == 302


@pytest.mark.parametrize("name", ["login", "signup", "password/reset", "password/reset/done"])
def test_an_account_page_is_in_the_frame_of_the_site(client: Client, db: None, name: str) -> None:
    page = client.get(f"/account/{name}/").content.decode()
    assert 'class="top-bar"' in page
    assert 'class="account"' in page


def test_a_site_that_sends_no_mail_says_so_instead_of_asking_for_an_address(
    client: Client, db: None, settings: Settings
) -> None:
    settings.EMAIL_HOST = ""
    assert b'name="email"' not in client.get("/account/password/reset/").content
    settings.EMAIL_HOST = "mail.example.org"
    assert b'name="email"' in client.get("/account/password/reset/").content
