"""No barrier that axe can find, on the pages that everybody sees; `make audit` looks at all."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.loop import Loop, a_candidate_with_a_bank, log_in
from tests.factories import a_bank, a_question

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
OPTIONS = {"resultTypes": ["violations"], "preload": False}


@pytest.fixture
def page(context: BrowserContext) -> Page:
    """A page whose console is not listened to: axe itself tries what the policy forbids."""
    return context.new_page()


def expect_no_violation(page: Page) -> None:
    """In light and in dark."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        found = Axe().run(page, options=OPTIONS)
        assert found.violations_count == 0, f"{page.url} {scheme}: {found.generate_report()}"


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_public_pages(page: Page, language: str) -> None:
    a_bank(3)
    a_question(slug="lora")
    for path in ("/", "/questions/", "/questions/lora/answer/", "/account/signup/", "/offline/"):
        page.goto(f"{path}?lang={language}")
        expect_no_violation(page)


def test_the_loop(page: Page, live_server: Any) -> None:
    user = a_candidate_with_a_bank(1)
    log_in(page.context, user, live_server.url)
    loop = Loop(page, user)
    page.goto("/practice/")
    expect_no_violation(page)
    loop.start()
    expect_no_violation(page)
    page.keyboard.press("2")
    loop.expect_stage("revealed")
    expect_no_violation(page)
    page.keyboard.press("3")
    page.wait_for_url("**/summary/")
    expect(page.get_by_role("heading").first).to_be_visible()
    expect_no_violation(page)
