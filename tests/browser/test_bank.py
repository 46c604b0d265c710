"""The bank in a browser: what filters push into the history is a page to come back to."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, expect

from tests.factories import a_question

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_going_back_through_searches_shows_the_whole_page_each_time(
    context: BrowserContext,
) -> None:
    page = context.new_page()
    for title in ("About gradients", "About memory"):
        a_question(title_en=title)
    page.goto("/questions/")
    field, results = page.locator("#id_q"), page.locator("#results")
    for word in ("gradients", "memory"):
        field.fill(word)
        expect(page).to_have_url(re.compile(f"q={word}"))
        expect(results.get_by_role("link", name=f"About {word}")).to_be_visible()
    for word in ("gradients", ""):
        page.go_back()
        expect(field).to_have_value(word)
        expect(page.locator("header.top-bar")).to_be_visible()
        expect(results.get_by_role("link", name="About gradients")).to_be_visible()
