"""The site answers a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_a_visitor_finds_the_way_to_an_account(page: Page) -> None:
    page.goto("/?lang=en")
    expect(page.locator("html")).to_have_attribute("lang", "en")
    page.goto("/account/signup/?lang=en")
    expect(page.get_by_label("Username")).to_be_visible()
