"""What a candidate does in the loop, for the browser tests."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect

from practice.models import Attempt, Session, User
from tests.factories import a_bank, a_user, with_points, with_reference


@dataclass
class Loop:
    page: Page
    user: User

    def start(self) -> None:
        self.page.goto("/practice/")
        self.page.get_by_role("button", name="Start", exact=True).press("Enter")
        self._expect("")

    @property
    def stage(self) -> str:
        return self.page.locator("#step").get_attribute("data-stage") or ""

    def expect_stage(self, name: str) -> None:
        """It is on the screen, and its bar takes presses again."""
        self._expect(f"[data-stage={name}]")

    @property
    def attempt(self) -> str:
        """The id of the showing on the screen."""
        return self.page.locator("#step").get_attribute("data-attempt") or ""

    def expect_next(self, attempt: str) -> None:
        """Another showing than this one is on the screen, not yet revealed."""
        self._expect(f":not([data-attempt='{attempt}'])")

    def _expect(self, which: str) -> None:
        expect(self.page.locator(f"#step{which}:not([data-resting])")).to_be_visible()
        self.page.wait_for_load_state("load")  # the scripts that take the keys are there

    def expect_page(self, address: str) -> None:
        """A page of its own, whose address ends so, is on the screen and takes keys."""
        expect(self.page).to_have_url(re.compile(f"{address}$"))
        self.page.wait_for_load_state("load")

    def rated(self) -> list[tuple[int | None, int | None]]:
        """Confidence and rating of every accepted attempt, in order."""
        rated = Attempt.objects.of(self.user).rated().in_order()
        return list(rated.values_list("confidence", "rating"))

    @property
    def session(self) -> Session:
        return Session.objects.of(self.user).latest("started_at")


def a_candidate_with_a_bank(size: int = 6) -> User:
    for question in a_bank(size):
        with_points(with_reference(question), "must", "must", "should")
    return a_user(language="en", session_size=size, new_per_day=size)


def log_in(context: BrowserContext, user: User, base_url: str) -> None:
    """As the log-in page would, without its steps."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME].value
    context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": base_url}])
