"""Without a connection: an honest page, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, expect

from practice.models import Attempt
from tests.browser.loop import Loop, a_candidate_with_a_bank, log_in
from tests.factories import a_user

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
READY = "navigator.serviceWorker.ready.then(() => true)"
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('draft:')).length"


@pytest.fixture
def context(browser: Browser, live_server: Any) -> Iterator[BrowserContext]:
    """A visitor with the worker."""
    found = browser.new_context(base_url=live_server.url, locale="en-GB")
    found.set_default_timeout(10_000)
    yield found
    found.close()


@pytest.fixture
def loop(context: BrowserContext, live_server: Any) -> Loop:
    user = a_candidate_with_a_bank()
    log_in(context, user, live_server.url)
    loop = Loop(context.new_page(), user)
    loop.start()
    assert loop.page.evaluate(READY)
    return loop


def type_offline(loop: Loop, context: BrowserContext, text: str) -> str:
    """Type while there is no connection; the address of the session."""
    address = loop.page.url
    context.set_offline(True)
    loop.page.locator("#answer").fill(text)
    expect(loop.page.locator("#draft-sign")).to_contain_text("Not saved")
    return address


def test_a_page_that_cannot_be_reached_says_so_and_keeps_the_text(
    loop: Loop, context: BrowserContext
) -> None:
    attempt = loop.attempt
    type_offline(loop, context, "在隧道里写的")
    loop.page.goto("/practice/")
    expect(loop.page.get_by_role("heading")).to_have_text("This page cannot be reached now")
    expect(loop.page.locator("[data-count]")).to_have_text("1")
    context.set_offline(False)
    expect(loop.page).to_have_title("Today · Qianmian")
    expect(loop.page.locator("body[data-user]")).to_be_attached()
    loop.page.wait_for_load_state("networkidle")
    assert Attempt.objects.get(pk=attempt).answer == "在隧道里写的"
    assert loop.page.evaluate(KEPT) == 0


def test_a_text_whose_question_is_over_is_shown_before_it_is_let_go(
    loop: Loop, context: BrowserContext
) -> None:
    attempt = loop.attempt
    Attempt.objects.filter(pk=attempt).update(revealed_at=timezone.now())
    type_offline(loop, context, "太晚了")
    loop.page.goto("/practice/notebook/")
    context.set_offline(False)
    note = loop.page.locator(".messages .message")
    expect(note).to_contain_text("太晚了")
    assert loop.page.evaluate(KEPT) == 1
    note.get_by_role("button", name="Discard").click()
    expect(note).to_have_count(0)
    assert loop.page.evaluate(KEPT) == 0
    assert Attempt.objects.get(pk=attempt).answer == ""


def test_a_text_that_is_no_longer_the_newest_is_offered_and_not_put_in(
    loop: Loop, context: BrowserContext
) -> None:
    attempt = loop.attempt
    address = type_offline(loop, context, "先写的")
    Attempt.objects.filter(pk=attempt).update(answer="后在别处写的")
    loop.page.goto("/practice/notebook/")
    context.set_offline(False)
    expect(loop.page.locator(".messages .message")).to_contain_text("先写的")
    assert Attempt.objects.get(pk=attempt).answer == "后在别处写的"
    loop.page.goto(address)
    expect(loop.page.locator("#answer")).to_have_value("后在别处写的")
    expect(loop.page.locator("#aside")).to_contain_text("先写的")
    loop.page.reload()
    loop.page.get_by_role("button", name="Swap the texts").click()
    expect(loop.page.locator("#answer")).to_have_value("先写的")
    expect(loop.page.locator("#aside")).to_contain_text("后在别处写的")
    expect(loop.page.locator("#draft-sign")).to_have_text("Saved")
    assert Attempt.objects.get(pk=attempt).answer == "先写的"
    assert loop.page.evaluate(KEPT) == 1
    loop.page.locator("#aside").get_by_role("button", name="Discard").click()
    expect(loop.page.locator("#aside")).to_have_count(0)
    assert loop.page.evaluate(KEPT) == 0


def test_a_connection_that_comes_back_sends_nothing_that_was_not_typed(
    loop: Loop, context: BrowserContext
) -> None:
    context.set_offline(True)
    Attempt.objects.filter(pk=loop.attempt).update(answer="在别处写的")
    context.set_offline(False)
    loop.page.wait_for_load_state("networkidle")
    loop.page.goto("/practice/")
    loop.page.wait_for_load_state("networkidle")
    assert Attempt.objects.filter(user=loop.user, answer="在别处写的").count() == 1


def test_a_text_is_sent_by_nobody_but_who_typed_it(
    loop: Loop, context: BrowserContext, live_server: Any
) -> None:
    attempt = loop.attempt
    type_offline(loop, context, "我写的")
    loop.page.goto("/questions/")
    context.clear_cookies()
    log_in(context, a_user(language="en"), live_server.url)
    context.set_offline(False)
    expect(loop.page).to_have_title("Question bank · Qianmian")
    loop.page.wait_for_load_state("networkidle")
    assert loop.page.evaluate(KEPT) == 1
    context.clear_cookies()
    log_in(context, loop.user, live_server.url)
    loop.page.goto("/questions/")
    loop.page.wait_for_load_state("networkidle")
    assert Attempt.objects.get(pk=attempt).answer == "我写的"
    assert loop.page.evaluate(KEPT) == 0


def test_the_worker_keeps_no_page_of_a_candidate(loop: Loop) -> None:
    names = loop.page.evaluate(
        """async () => {
          const all = [];
          for (const name of await caches.keys())
            for (const request of await (await caches.open(name)).keys())
              all.push(new URL(request.url).pathname);
          return all;
        }"""
    )
    assert "/offline/" in names
    assert all(name == "/offline/" or name.startswith("/static/") for name in names)
