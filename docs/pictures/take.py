"""Takes the pictures of the READMEs from the running product: `make pictures`."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from bench.audit.site import Language, Site, a_site
from bench.audit.tour import QUESTION, path, rate, reveal

FOLDER = Path(__file__).resolve().parent
DESK = {"width": 1080, "height": 720}
PHONE = {"width": 390, "height": 800}
LEAST_POINTS = 3


def main() -> None:
    with a_site() as site:
        visitor = open_page(site)
        for name, address in (("landing", "/"), ("bank", "/questions/?category=gpu-memory")):
            visitor.goto(address)
            take(visitor, name)
        visitor.goto(f"{QUESTION}answer/")
        take(visitor, "question")
        hand = open_page(site, account="demo")
        hand.goto("/practice/")
        take(hand, "today")
        summary = hand.locator(".recent a").first.get_attribute("href") or ""
        session = a_ticked_question(hand)
        take(hand, "loop")
        for name, page in (
            ("loop-en", open_page(site, "en", account="demo")),
            ("loop-phone", open_page(site, account="demo", size=PHONE)),
            ("loop-dark", open_page(site, account="demo", is_dark=True)),
        ):
            page.goto(session)
            take(page, name)
        hand.goto(summary)
        take(hand, "summary")


def open_page(
    site: Site,
    language: Language = "zh-hans",
    *,
    account: str = "",
    size: dict[str, int] = DESK,
    is_dark: bool = False,
) -> Page:
    context = site.visitor(
        language,
        account,
        viewport=size,
        device_scale_factor=1.5,
        color_scheme="dark" if is_dark else "light",
        reduced_motion="reduce",
    )
    return context.new_page()


def a_ticked_question(hand: Page) -> str:
    """Practise until there is a question with enough key points; its session's address."""
    hand.goto("/practice/sessions/new/")
    form = hand.locator("form.stack").first
    wanted = ("all", "gpu-memory")
    for box in form.locator("[name=sources], [name=categories]").all():
        box.evaluate("(box, wanted) => { box.checked = wanted.includes(box.value); }", wanted)
    form.get_by_role("button").click()
    while True:
        take(hand, "loop-asked")
        reveal(hand)
        boxes = hand.get_by_role("checkbox").all()
        if len(boxes) >= LEAST_POINTS:
            break
        rate(hand, 3)
    for box in boxes[:-1]:
        box.check()
    expect(hand.locator(".is-proposed")).to_be_visible()
    return path(hand)


def take(page: Page, name: str) -> None:
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement?.blur(); scrollTo(0, 0)")
    page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")


if __name__ == "__main__":
    main()
