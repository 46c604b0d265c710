"""A candidate goes through the loop in a real browser, in every way in which one may."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from practice.models import Attempt, Card, Note, User
from tests.browser.loop import Loop, a_candidate_with_a_bank, log_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def user(transactional_db: None) -> User:
    return a_candidate_with_a_bank()


@pytest.fixture
def loop(page: Page, context: BrowserContext, user: User, live_server: Any) -> Loop:
    log_in(context, user, live_server.url)
    return Loop(page, user)


@pytest.fixture
def loop_on_a_bad_line(context: BrowserContext, user: User, live_server: Any) -> Loop:
    """In a page that may complain on its console, as it does of a request that fails."""
    log_in(context, user, live_server.url)
    return Loop(context.new_page(), user)


@pytest.fixture
def visitor(browser: Browser, live_server: Any) -> Iterator[Any]:
    """Makes further browser contexts, each with its own options."""
    contexts: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        contexts.append(browser.new_context(base_url=live_server.url, locale="en-GB", **options))
        return contexts[-1]

    yield make
    for context in contexts:
        context.close()


def stand_still(loop: Loop, start: str = "") -> None:
    """Start, and stop the page's clock, however long the machine takes for what follows."""
    loop.page.clock.install()
    if start:
        loop.page.locator(start).click()
        loop.expect_stage("interview")
    else:
        loop.start()
    loop.page.clock.pause_at(loop.page.evaluate("Date.now()") / 1000 + 5)


def test_a_whole_session_by_keyboard_alone(loop: Loop) -> None:
    loop.start()
    keys = [("1", "1"), ("2", "2"), ("3", "3"), ("3", "4"), ("Space", "3"), ("x", "Space")]
    keys.append(("2", "3"))  # the one that was missed returns
    for reveal, rate in keys:
        attempt = loop.attempt
        loop.expect_stage("asked")
        loop.page.keyboard.press(reveal)
        loop.expect_stage("revealed")
        loop.page.keyboard.press(rate)
        loop.expect_next(attempt) if (reveal, rate) != keys[-1] else None
    loop.expect_page("/summary/")
    assert loop.rated() == [(1, 1), (2, 2), (3, 3), (3, 4), (None, 3), (None, 1), (2, 3)]


def test_typing_by_keyboard_reveals_with_control_enter(loop: Loop) -> None:
    loop.start()
    loop.page.keyboard.press("i")
    loop.page.keyboard.type("1 and 2 are just text here")
    loop.expect_stage("asked")
    loop.page.keyboard.press("Control+Enter")
    loop.expect_stage("revealed")
    assert "1 and 2 are just text here" in loop.page.locator(".my-answer").inner_text()
    assert Attempt.objects.get(pk=loop.attempt).confidence is None


def test_escape_leaves_the_field_and_the_keys_work_again(loop: Loop) -> None:
    loop.start()
    loop.page.keyboard.press("i")
    loop.page.keyboard.type("3")
    loop.page.keyboard.press("Escape")
    loop.page.keyboard.press("3")
    loop.expect_stage("revealed")
    attempt = Attempt.objects.get(pk=loop.attempt)
    assert (attempt.answer, attempt.confidence) == ("3", 3)


def test_focus_goes_where_reading_goes_on(loop: Loop) -> None:
    loop.start()
    loop.page.keyboard.press("2")
    loop.expect_stage("revealed")
    expect(loop.page.locator("#answer-heading")).to_be_focused()
    loop.page.keyboard.press("3")
    loop.expect_stage("asked")
    expect(loop.page.locator("#stem")).to_be_focused()


def test_composing_chinese_presses_no_key(loop: Loop) -> None:
    loop.start()
    for event in (
        {"key": "1", "isComposing": True},
        {"key": "1", "keyCode": 229},
        {"key": "1", "repeat": True},
    ):
        loop.page.locator("body").dispatch_event("keydown", {"bubbles": True, **event})
    loop.page.keyboard.press("i")
    area = loop.page.locator("#answer")
    area.dispatch_event("compositionstart")
    area.dispatch_event(
        "keydown", {"key": "Enter", "ctrlKey": True, "isComposing": True, "bubbles": True}
    )
    loop.expect_stage("asked")
    assert not Attempt.objects.get(pk=loop.attempt).is_revealed


def test_what_is_typed_is_saved_and_survives_a_reload(loop: Loop) -> None:
    loop.start()
    loop.page.locator("#answer").fill("先算模型状态")
    expect(loop.page.locator("#draft-sign")).to_have_text("Saved")
    assert Attempt.objects.get(pk=loop.attempt).answer == "先算模型状态"
    loop.page.reload()
    expect(loop.page.locator("#answer")).to_have_value("先算模型状态")


def test_what_cannot_be_saved_says_so_and_is_sent_later(
    loop_on_a_bad_line: Loop, context: BrowserContext
) -> None:
    loop = loop_on_a_bad_line
    loop.start()
    context.route("**/draft/", lambda route: route.abort())
    loop.page.locator("#answer").fill("在隧道里写的")
    expect(loop.page.locator("#draft-sign")).to_contain_text("Not saved")
    context.unroute("**/draft/")
    loop.page.reload()
    expect(loop.page.locator("#answer")).to_have_value("在隧道里写的")
    expect(loop.page.locator("#draft-sign")).to_have_text("Saved")
    assert Attempt.objects.get(pk=loop.attempt).answer == "在隧道里写的"


def test_a_save_whose_answer_is_lost_counts_as_written_here(
    loop_on_a_bad_line: Loop, context: BrowserContext
) -> None:
    def lose_the_answer(route: Route) -> None:
        assert route.fetch().ok
        route.abort()

    loop = loop_on_a_bad_line
    loop.start()
    context.route("**/draft/", lose_the_answer)
    loop.page.locator("#answer").fill("先写的")
    expect(loop.page.locator("#draft-sign")).to_contain_text("Not saved")
    context.unroute("**/draft/")
    loop.page.locator("#answer").press_sequentially("，接着写")
    expect(loop.page.locator("#draft-sign")).to_have_text("Saved")
    assert Attempt.objects.get(pk=loop.attempt).answer == "先写的，接着写"
    expect(loop.page.locator("#aside")).to_have_count(0)


def test_two_tabs_that_type_one_answer_keep_both_texts(loop: Loop, context: BrowserContext) -> None:
    loop.start()
    other = Loop(context.new_page(), loop.user)
    other.page.goto(loop.page.url)
    other.expect_stage("asked")
    loop.page.locator("#answer").fill("这一页写的")
    expect(loop.page.locator("#draft-sign")).to_have_text("Saved")
    other.page.locator("#answer").fill("那一页写的")
    expect(other.page.locator("#aside")).to_contain_text("这一页写的")
    expect(other.page.locator("#draft-sign")).to_have_text("Saved")
    expect(other.page.locator("#answer")).to_have_value("那一页写的")
    assert Attempt.objects.get(pk=loop.attempt).answer == "那一页写的"
    other.page.reload()
    expect(other.page.locator("#answer")).to_have_value("那一页写的")
    expect(other.page.locator("#aside")).to_contain_text("这一页写的")
    loop.page.keyboard.press("Escape")
    loop.page.keyboard.press("3")
    expect(loop.page.locator(".my-answer")).to_have_text("那一页写的")


def test_handing_in_forgets_its_own_text_and_no_other_page_s(
    loop_on_a_bad_line: Loop, context: BrowserContext
) -> None:
    loop = loop_on_a_bad_line
    loop.start()
    loop.page.locator("#answer").fill("交上去的")
    loop.page.keyboard.press("Control+Enter")
    loop.expect_stage("revealed")
    assert loop.page.evaluate("Object.keys(localStorage)") == []
    loop.page.keyboard.press("3")
    loop.expect_stage("asked")
    other = Loop(context.new_page(), loop.user)
    other.page.goto(loop.page.url)
    other.expect_stage("asked")
    context.route("**/draft/", lambda route: route.abort())
    other.page.locator("#answer").fill("那一页写的")
    expect(other.page.locator("#draft-sign")).to_contain_text("Not saved")
    loop.page.keyboard.press("3")
    loop.expect_stage("revealed")
    assert "那一页写的" in loop.page.evaluate("JSON.stringify(localStorage)")


def test_a_text_for_a_question_that_is_over_says_so(
    loop_on_a_bad_line: Loop, context: BrowserContext
) -> None:
    loop = loop_on_a_bad_line
    loop.start()
    Attempt.objects.filter(pk=loop.attempt).update(revealed_at=timezone.now())
    loop.page.locator("#answer").fill("太晚了")
    expect(loop.page.locator("#draft-sign")).to_contain_text("another page or device")


def test_a_rating_that_does_not_arrive_says_so_and_can_be_given_again(
    loop_on_a_bad_line: Loop, context: BrowserContext
) -> None:
    loop = loop_on_a_bad_line
    loop.start()
    loop.page.keyboard.press("3")
    loop.expect_stage("revealed")
    context.route("**/rating/", lambda route: route.abort())
    loop.page.keyboard.press("3")
    expect(loop.page.locator(".network-sign")).to_be_visible()
    context.unroute("**/rating/")
    attempt = loop.attempt
    loop.page.keyboard.press("3")
    loop.expect_next(attempt)
    expect(loop.page.locator(".network-sign")).to_be_hidden()
    assert loop.rated() == [(3, 3)]


def test_ticks_propose_a_rating_that_space_takes(loop: Loop) -> None:
    loop.start()
    loop.page.keyboard.press("2")
    loop.expect_stage("revealed")
    for box in loop.page.get_by_role("checkbox").all():
        box.check()
    expect(loop.page.locator(".rating-4.is-proposed")).to_be_visible()
    loop.page.locator("#answer-heading").focus()
    attempt = loop.attempt
    loop.page.keyboard.press("Space")
    loop.expect_next(attempt)
    assert Attempt.objects.get(pk=attempt).rating == 4
    assert Attempt.objects.get(pk=attempt).hits == ["k1", "k2", "k3"]


def test_undo_and_looking_back(loop: Loop) -> None:
    loop.start()
    first = loop.attempt
    loop.page.locator("#answer").fill("第一题")
    loop.page.keyboard.press("Control+Enter")
    loop.expect_stage("revealed")
    loop.page.keyboard.press("4")
    loop.expect_next(first)
    loop.expect_stage("asked")
    loop.page.keyboard.press("ArrowLeft")
    loop.expect_page("/turns/1/")
    assert loop.rated() == [(None, 4)]
    loop.page.keyboard.press("Escape")
    loop.expect_stage("asked")
    loop.page.keyboard.press("u")
    loop.expect_stage("revealed")
    expect(loop.page.locator(".my-answer")).to_contain_text("第一题")
    assert loop.rated() == []


def test_skip_and_the_sheet_of_keys(loop: Loop) -> None:
    loop.start()
    loop.page.keyboard.press("?")
    expect(loop.page.locator("#keys")).to_be_visible()
    attempt = loop.attempt
    loop.page.keyboard.press("s")
    assert loop.attempt == attempt
    loop.page.keyboard.press("Escape")
    expect(loop.page.locator("#keys")).to_be_hidden()
    loop.page.keyboard.press("s")
    loop.expect_next(attempt)
    assert not Card.objects.exists()


def test_a_double_click_rates_once(loop: Loop) -> None:
    loop.start()
    loop.page.keyboard.press("3")
    loop.expect_stage("revealed")
    attempt = loop.attempt
    loop.page.locator(".rating-3").dblclick()
    loop.expect_next(attempt)
    assert loop.rated() == [(3, 3)]


def test_a_double_tap_reveals_and_does_not_rate(loop: Loop) -> None:
    loop.page.set_viewport_size({"width": 390, "height": 844})
    stand_still(loop)
    place = loop.page.locator(".choice[value='3']").bounding_box()
    assert place is not None
    middle = (place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    loop.page.mouse.click(*middle)
    expect(loop.page.locator("#step[data-stage=revealed]")).to_be_visible()
    loop.page.mouse.click(*middle)
    loop.page.keyboard.press("3")  # nor does a key that was pressed twice
    loop.page.clock.run_for(500)
    loop.expect_stage("revealed")
    expect(loop.page.locator(".is-pressed")).to_have_count(0)
    assert loop.rated() == []
    loop.page.mouse.click(*middle)
    expect(loop.page.locator("#step[data-stage=asked]")).to_be_visible()
    assert [confidence for confidence, _ in loop.rated()] == [3]


def test_a_double_tap_in_an_interview_hands_in_one_answer(loop: Loop) -> None:
    loop.page.goto("/practice/sessions/new/")
    stand_still(loop, "form[action$='/mock/'] button")
    attempt = loop.attempt
    loop.page.keyboard.press("2")
    expect(loop.page.locator(f"#step:not([data-attempt='{attempt}'])")).to_be_visible()
    loop.page.keyboard.press("2")
    loop.page.clock.run_for(500)
    loop.expect_next(attempt)
    assert Attempt.objects.exclude(answered_at=None).count() == 1


def test_a_note_that_was_not_saved_is_saved_with_the_rating(loop: Loop) -> None:
    loop.start()
    loop.page.keyboard.press("2")
    loop.expect_stage("revealed")
    attempt = loop.attempt
    loop.page.locator("summary", has_text="Note").click()
    loop.page.locator("#note textarea").fill("别忘了优化器状态")
    loop.page.locator(".rating-3").click()
    loop.expect_next(attempt)
    assert Note.objects.get(user=loop.user).text == "别忘了优化器状态"
    assert loop.rated() == [(2, 3)]


def test_a_note_that_cannot_be_saved_keeps_its_step(
    loop_on_a_bad_line: Loop, context: BrowserContext
) -> None:
    loop = loop_on_a_bad_line
    loop.start()
    loop.page.keyboard.press("2")
    loop.expect_stage("revealed")
    attempt = loop.attempt
    loop.page.locator("summary", has_text="Note").click()
    note = loop.page.locator("#note textarea")
    note.fill("别忘了优化器状态")
    context.route("**/note/", lambda route: route.abort())
    loop.page.locator(".rating-3").click()
    expect(loop.page.locator(".network-sign")).to_be_visible()
    expect(note).to_have_value("别忘了优化器状态")
    context.unroute("**/note/")
    loop.page.locator(".rating-3").click()
    loop.expect_next(attempt)
    assert Note.objects.get(user=loop.user).text == "别忘了优化器状态"
    assert loop.rated() == [(2, 3)]


def test_a_report_that_was_not_sent_is_shown_once_before_the_next_step(loop: Loop) -> None:
    loop.start()
    loop.page.keyboard.press("2")
    loop.expect_stage("revealed")
    attempt = loop.attempt
    loop.page.locator("summary", has_text="Report an error").click()
    report = loop.page.locator("#report-form textarea")
    report.fill("公式少了一项")
    loop.page.locator(".rating-3").click()
    expect(loop.page.locator(".network-sign")).to_contain_text("not been sent")
    expect(report).to_be_focused()
    expect(loop.page.locator(".is-pressed")).to_have_count(0)
    assert loop.rated() == []
    loop.page.locator(".rating-3").click()
    loop.expect_next(attempt)
    expect(loop.page.locator(".network-sign")).to_be_hidden()
    assert loop.rated() == [(2, 3)]


def test_the_action_bar_stays_where_it_is(loop: Loop) -> None:
    loop.page.set_viewport_size({"width": 390, "height": 844})
    loop.start()
    before = loop.page.locator(".action-bar").bounding_box()
    loop.page.keyboard.press("2")
    loop.expect_stage("revealed")
    after = loop.page.locator(".action-bar").bounding_box()
    assert before is not None
    assert after is not None
    assert before["y"] + before["height"] == after["y"] + after["height"]


def test_the_bar_does_not_stand_on_the_text_above_a_soft_keyboard(loop: Loop) -> None:
    loop.page.set_viewport_size({"width": 390, "height": 480})
    loop.start()
    loop.page.locator("#answer").fill("一行\n" * 20)
    field = loop.page.locator("#answer").bounding_box()
    bar = loop.page.locator(".action-bar").bounding_box()
    assert field is not None
    assert bar is not None
    assert field["y"] + field["height"] <= bar["y"]
    assert bar["y"] + 60 < 480  # and what reveals can be seen


def test_the_font_of_formulas_is_there_before_the_first_of_them(loop: Loop) -> None:
    ours = "[...document.fonts].filter((font) => /STIX/.test(font.family))"
    loop.page.clock.install()
    loop.start()
    assert loop.page.evaluate(f"{ours}.map((font) => font.status)") == ["unloaded"]
    with loop.page.expect_response("**/stix-two-math*.woff2") as fetched:
        loop.page.clock.run_for(3_000)
    assert fetched.value.ok


def test_a_session_by_touch_on_a_phone(visitor: Any, user: User, live_server: Any) -> None:
    context = visitor(
        viewport={"width": 390, "height": 844},
        has_touch=True,
        is_mobile=True,
        device_scale_factor=3,
    )
    log_in(context, user, live_server.url)
    loop = Loop(context.new_page(), user)
    loop.page.goto("/practice/")
    loop.page.get_by_role("button", name="Start", exact=True).tap()
    for number in range(6):
        attempt = loop.attempt
        loop.page.get_by_role("button", name="Rings a bell").tap()
        loop.expect_stage("revealed")
        assert loop.page.locator(".action-bar .choice").first.bounding_box()["height"] >= 44  # type: ignore[index]
        loop.page.get_by_role("button", name="Got it").tap()
        loop.expect_next(attempt) if number < 5 else None
    loop.expect_page("/summary/")
    assert loop.rated() == [(2, 3)] * 6


def test_a_session_without_javascript(visitor: Any, user: User, live_server: Any) -> None:
    context = visitor(java_script_enabled=False)
    log_in(context, user, live_server.url)
    loop = Loop(context.new_page(), user)
    loop.page.goto("/practice/")
    loop.page.get_by_role("button", name="Start", exact=True).click()
    loop.page.locator("#answer").fill("没有脚本")
    loop.page.locator(".choice[value='3']").click()
    loop.page.get_by_role("checkbox").first.check()
    loop.page.get_by_role("button", name="Missed points").click()
    loop.page.get_by_role("button", name="Undo").click()
    assert "没有脚本" in loop.page.locator(".my-answer").inner_text()
    loop.page.get_by_role("button", name="Got it").click()
    loop.page.get_by_role("button", name="Skip").click()
    loop.page.get_by_role("link", name="Look back").click()
    loop.page.get_by_role("link", name="Back to the session").click()
    for _ in range(4):
        loop.page.get_by_role("button", name="Just reveal").click()
        loop.page.get_by_role("button", name="Effortless").click()
    loop.expect_page("/summary/")
    assert loop.rated() == [(3, 3), *[(None, 4)] * 4]


def test_two_tabs_rate_once_and_go_on_together(loop: Loop, context: BrowserContext) -> None:
    loop.start()
    loop.page.keyboard.press("3")
    loop.expect_stage("revealed")
    other = Loop(context.new_page(), loop.user)
    other.page.goto(loop.page.url)
    other.expect_stage("revealed")
    attempt = loop.attempt
    loop.page.keyboard.press("1")
    loop.expect_next(attempt)
    other.page.keyboard.press("4")
    other.expect_next(attempt)
    assert other.attempt == loop.attempt
    assert loop.rated() == [(3, 1)]


def test_a_login_that_expires_in_the_middle_loses_nothing(
    loop: Loop, context: BrowserContext
) -> None:
    loop.start()
    loop.page.locator("#answer").fill("写到一半")
    expect(loop.page.locator("#draft-sign")).to_have_text("Saved")
    context.clear_cookies(name="sessionid")
    loop.page.locator("#answer").press_sequentially("，接着写")
    expect(loop.page.locator("#draft-sign")).to_contain_text("login has expired")
    loop.page.keyboard.press("Control+Enter")
    loop.page.wait_for_url("**/login/**")
    loop.page.get_by_label("Login").or_(loop.page.locator("#id_login")).first.fill(
        loop.user.username
    )
    loop.page.locator("#id_password").fill("a-long-enough-one-7")
    loop.page.locator("#id_password").press("Enter")
    loop.expect_stage("asked")
    expect(loop.page.locator("#answer")).to_have_value("写到一半，接着写")


def test_a_browser_that_lost_its_cookies_is_told_to_log_in(
    loop_on_a_bad_line: Loop, context: BrowserContext
) -> None:
    loop = loop_on_a_bad_line
    loop.page.clock.install()
    loop.start()
    context.clear_cookies()
    sent: list[str] = []
    loop.page.on("request", lambda request: sent.append(request.url))
    loop.page.locator("#answer").fill("没有饼干")
    loop.page.clock.run_for(1_000)
    expect(loop.page.locator("#draft-sign")).to_contain_text("login has expired")
    loop.page.clock.run_for(20_000)
    assert len([address for address in sent if address.endswith("/draft/")]) == 1
    loop.page.keyboard.press("Control+Enter")
    expect(loop.page.locator(".network-sign")).to_contain_text("log in")
    log_in(context, loop.user, loop.page.url)
    loop.page.reload()
    expect(loop.page.locator("#answer")).to_have_value("没有饼干")


def test_a_whole_mock_interview_against_the_clock(loop: Loop) -> None:
    loop.page.goto("/practice/sessions/new/")
    form = loop.page.locator("form[action$='/mock/']")
    form.locator("[name=size]").fill("2")
    form.locator("[name=minutes]").fill("1")
    form.get_by_role("button").click()
    for _ in range(2):
        attempt = loop.attempt
        loop.expect_stage("interview")
        expect(loop.page.locator("[data-countdown]")).to_have_text(re.compile(r"0:5\d|1:00"))
        loop.page.keyboard.press("i")
        loop.page.keyboard.type("spoken")
        loop.page.keyboard.press("Escape")
        loop.page.keyboard.press("2")
        expect(
            loop.page.locator(f"#step[data-attempt='{attempt}'][data-stage=interview]")
        ).to_have_count(0)
    for rating in ("3", "2"):
        attempt = loop.attempt
        loop.expect_stage("revealed")
        expect(loop.page.locator(".my-answer")).to_contain_text("spoken")
        loop.page.keyboard.press(rating)
        expect(loop.page.locator(f"#step[data-attempt='{attempt}']")).to_have_count(0)
    loop.page.get_by_role("link", name="Report to print").click()
    expect(loop.page.get_by_text("spoken")).to_have_count(2)
    assert loop.rated() == [(2, 3), (2, 2)]
