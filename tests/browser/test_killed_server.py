"""The server is killed between any two requests: what it accepted is there, and there once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.server import Server

pytestmark = pytest.mark.browser
MAKE_A_CANDIDATE = """
from practice.models import User
User.objects.create_user("zhang", password="a-long-enough-one-7", language="en", session_size=4)
"""
COUNT = """
from practice.models import Attempt, Card
print(Attempt.objects.rated().count(), Card.objects.count(), Attempt.objects.get(turn=1).answer)
"""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    found = Server(tmp_path)
    found.manage("shell", "-v0", text=MAKE_A_CANDIDATE)
    found.start()
    yield found
    found.kill()


def test_a_server_killed_between_requests_loses_and_repeats_nothing(
    browser: Browser, server: Server
) -> None:
    page = browser.new_context(base_url=server.url, locale="en-GB").new_page()
    page.goto("/account/login/?next=/practice/")
    page.locator("#id_login").fill("zhang")
    page.locator("#id_password").fill("a-long-enough-one-7")
    page.locator("#id_password").press("Enter")
    start = page.get_by_role("button", name="Start", exact=True)
    expect(start).to_be_visible()  # between two requests, not in the middle of one
    server.kill_and_start()
    start.click()
    page.locator("#answer").fill("先写下来")
    expect(page.locator("#draft-sign")).to_have_text("Saved")
    server.kill_and_start()
    page.reload()
    expect(page.locator("#answer")).to_have_value("先写下来")
    page.keyboard.press("2")
    expect_step(page, "[data-stage=revealed]")
    server.kill_and_start()
    attempt = page.locator("#step").get_attribute("data-attempt")
    page.keyboard.press("3")
    expect_step(page, f":not([data-attempt='{attempt}'])")
    server.kill_and_start()
    page.reload()
    expect_step(page, "[data-stage=asked]")
    assert server.manage("shell", "-v0", text=COUNT) == "1 1 先写下来"
    server.kill()
    page.keyboard.press("2")
    expect(page.locator(".network-sign")).to_be_visible()
    server.start()
    page.keyboard.press("2")
    expect_step(page, "[data-stage=revealed]")
    page.keyboard.press("3")
    expect_step(page, "[data-stage=asked]")
    assert server.manage("shell", "-v0", text=COUNT) == "2 2 先写下来"


def expect_step(page: Page, which: str) -> None:
    """It is on the screen and takes presses."""
    expect(page.locator(f"#step{which}:not([data-resting])")).to_be_visible()
