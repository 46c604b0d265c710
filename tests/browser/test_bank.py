"""The bank in a browser: going back through searches, the filters' row, the curators' preview."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.loop import log_in
from tests.factories import a_curator, a_question, a_user

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


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_filters_stand_in_one_row(
    page: Page, context: BrowserContext, live_server: object, language: str
) -> None:
    log_in(context, a_user(language=language), str(live_server))
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto("/questions/")
    parts = [page.locator(f".filters {part}") for part in ("#id_q", "#id_mine", "button")]
    boxes = [part.bounding_box() for part in parts]
    assert len({round(box["y"]) for box in boxes if box}) == 1


@pytest.mark.parametrize("width", [1280, 1600])
def test_a_curator_sees_both_languages_with_their_previews_abreast(
    page: Page, context: BrowserContext, live_server: object, width: int
) -> None:
    question = a_question()
    log_in(context, a_curator(), str(live_server))
    page.route("**/favicon.ico", lambda route: route.fulfill(status=204))  # Django's names none
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"/admin/questions/question/{question.pk}/change/")
    expect(page.locator(".fieldBox.field-full_zh .preview strong")).to_be_visible()
    places = "pairs => pairs.map(pair => pair.getBoundingClientRect())"
    zh, en = page.locator(".field-full_zh.field-full_en .preview-pair").evaluate_all(places)
    assert zh["top"] == en["top"]
    assert 0 < zh["left"] < zh["right"] < en["left"] < en["right"] < width
    assert page.evaluate("document.documentElement.scrollWidth") <= width
