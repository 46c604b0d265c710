"""Opens every page in both languages and hands it to the checks that look at a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import get_args

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Route

from bench.audit.site import Language, Site
from bench.audit.tour import ERRORS, Stop, tour

SETTLE = 500  # milliseconds for what a press fetches
ACCOUNTS = ("", "demo", "newcomer", "curator")
RENDER = """
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils.translation import override
from django.contrib.auth.models import AnonymousUser
request = RequestFactory().get("/audit/", headers={{"host": "localhost"}})
request.user = AnonymousUser()
with override({language!r}):
    print(render_to_string({template!r}, request=None if "500" in {template!r} else request))
"""


@dataclass(frozen=True)
class Visit:
    stop: Stop
    language: Language
    page: Page
    source: str  # HTML as it was sent
    complaints: list[str]  # of the console

    @property
    def name(self) -> str:
        return f"{self.stop.name} ({self.language})"


def visits(site: Site) -> Iterator[Visit]:
    languages: tuple[Language, ...] = get_args(Language)
    contexts = {(a, code): site.visitor(code, a) for a in ACCOUNTS for code in languages}
    for (_, code), context in contexts.items():
        _serve_errors(site, context, code)
    hand = contexts["demo", "en"].new_page()
    for stop in tour(hand):
        for code in languages:
            page = contexts[stop.account, code].new_page()
            complaints: list[str] = []
            page.on("console", partial(_listen, complaints))
            page.emulate_media(reduced_motion="reduce")
            response = page.goto(stop.path, wait_until="networkidle")
            assert response
            source = response.text()
            if stop.press:
                _act(stop, page)
                source = page.content()
            yield Visit(stop, code, page, source, list(complaints))
            page.close()
    for context in contexts.values():
        context.close()


def _serve_errors(site: Site, context: BrowserContext, code: Language) -> None:
    """The server renders them; no address of the site is meant to fail."""

    def answer(route: Route) -> None:
        name = route.request.url.split("/")[-2]
        template = "429.html" if name == "429" else f"errors/{name}.html"
        text = site.server.manage(
            "shell", "-v0", text=RENDER.format(language=code, template=template)
        )
        route.fulfill(body=text, content_type="text/html; charset=utf-8")

    context.route(f"**{ERRORS}*/", answer)


def _act(stop: Stop, page: Page) -> None:
    """Send the form with a wrong value, or open what a press opens."""
    control = page.locator(stop.press).first
    if not stop.fill:
        control.evaluate("control => control.click()")  # hidden on a phone, maybe
        page.wait_for_timeout(SETTLE)
        return
    for name, text in stop.fill.items():
        page.locator(f"form [name={name}]").fill(text)
    with page.expect_navigation(wait_until="networkidle"):
        control.click()


def _listen(into: list[str], message: ConsoleMessage) -> None:
    expected = "status of 404" in message.text  # of the page that is missing on purpose
    if message.type == "error" and not expected:
        into.append(message.text)
