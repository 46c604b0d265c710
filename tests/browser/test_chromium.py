"""The site answers a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize(("language", "tag"), [("en", "en"), ("zh-hans", "zh-Hans")])
@pytest.mark.parametrize("path", ["/", "/questions/"])
def test_a_public_page_opens_without_a_complaint(
    page: Page, path: str, language: str, tag: str
) -> None:
    page.goto(f"{path}?lang={language}")
    expect(page.locator("html")).to_have_attribute("lang", tag)
    expect(page.get_by_role("main")).to_be_visible()
