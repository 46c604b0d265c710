"""The production server with the whole bank, a candidate with history, a new one and a curator."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, cast

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.server import Server

CHROMIUM = Path("/usr/bin/chromium")
Language = Literal["zh-hans", "en"]
LOCALES: dict[Language, str] = {"zh-hans": "zh-CN", "en": "en-GB"}
LOG_IN = """
from django.test import Client
from practice.models import User
User.objects.create_user("newcomer")
User.objects.create_user("curator", is_staff=True)
for name in ("demo", "newcomer", "curator"):
    client = Client()
    client.force_login(User.objects.get(username=name))
    print(name, client.cookies["sessionid"].value)
"""


@dataclass
class Site:
    server: Server
    browser: Browser
    cookies: dict[str, str]  # by account

    @property
    def url(self) -> str:
        return self.server.url

    def visitor(self, language: Language, account: str = "", **options: Any) -> BrowserContext:
        """A browser of a phone's width without a worker; logged in when an account is named."""
        context = self.browser.new_context(
            base_url=self.url,
            locale=LOCALES[language],
            service_workers="block",
            **{"viewport": {"width": 390, "height": 844}, **options},
        )
        if account:
            cookie = {"name": "sessionid", "value": self.cookies[account], "url": self.url}
            context.add_cookies([cookie])  # type: ignore[list-item]
        return context


@contextmanager
def a_site() -> Iterator[Site]:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        server = Server(Path(folder), workers=2)
        server.manage("demo")
        lines = server.manage("shell", "-v0", text=LOG_IN).splitlines()
        cookies = dict(cast("list[tuple[str, str]]", [line.split() for line in lines]))
        browser = playwright.chromium.launch(executable_path=chromium())
        server.start()
        try:
            yield Site(server, browser, cookies)
        finally:
            server.kill()
            browser.close()


def chromium() -> Path | None:
    """Debian's, with its Chinese fonts; else Playwright's own."""
    return CHROMIUM if CHROMIUM.exists() else None
