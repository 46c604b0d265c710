"""Every page of the site but the admin, each in a state worth looking at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from playwright.sync_api import Page, expect

QUESTION = "/questions/train-memory-nb/"
OWN = "/practice/questions/train-memory-nb/"
ERRORS = "/audit/errors/"  # rendered by the server, served by the browser: see visits.py
WRONG_LOGIN = {"login": "nobody", "password": "nothing"}
WRONG_SIGNUP = {"username": "demo", "password1": "123", "password2": "1234"}


@dataclass(frozen=True)
class Stop:
    name: str
    path: str
    account: str = ""
    is_error: bool = False
    is_bilingual: bool = False  # speaks both languages on purpose
    fill: Mapping[str, str] = field(default_factory=dict)  # by name
    press: str = ""  # what to click before looking


PUBLIC = [
    Stop("landing", "/"),
    Stop("menu", "/", press=".menu summary"),
    Stop("tried", "/", press=".try .primary"),
    Stop("bank", "/questions/"),
    Stop("category", "/questions/?category=peft"),
    Stop("search", "/questions/?q=LoRA"),
    Stop("nothing found", "/questions/?q=zzzz"),
    Stop("question", QUESTION),
    Stop("answer", f"{QUESTION}answer/"),
    Stop("log in", "/account/login/"),
    Stop("log in, refused", "/account/login/", fill=WRONG_LOGIN, press="form .primary"),
    Stop("sign up", "/account/signup/"),
    Stop("sign up, refused", "/account/signup/", fill=WRONG_SIGNUP, press="form .primary"),
    Stop("reset", "/account/password/reset/"),
    Stop("reset sent", "/account/password/reset/done/"),
    Stop("reset, old link", "/account/password/reset/key/1-nonsense/"),
    Stop("inactive", "/account/inactive/"),
    Stop("offline", "/offline/"),
    *(
        Stop(f"error {name}", f"{ERRORS}{name}/", is_error=True)
        for name in ("400", "403", "404", "405")
    ),
    Stop("error csrf", f"{ERRORS}csrf/", is_error=True),
    Stop("error 429", f"{ERRORS}429/", is_error=True),
    Stop("error 500", f"{ERRORS}500/", is_error=True, is_bilingual=True),
]
NEWCOMER = [
    Stop("today, new", "/practice/", "newcomer"),
    Stop("notebook, empty", "/practice/notebook/", "newcomer"),
]
CANDIDATE = [
    Stop("today", "/practice/", "demo"),
    Stop("custom session", "/practice/sessions/new/", "demo"),
    Stop("notebook", "/practice/notebook/", "demo"),
    Stop("settings", "/account/", "demo"),
    Stop("password", "/account/password/change/", "demo"),
    Stop("e-mail", "/account/email/", "demo"),
    Stop("log out", "/account/logout/", "demo"),
    Stop("own question", QUESTION, "demo"),
    Stop("own history", f"{OWN}own/", "demo"),
    Stop("note", f"{OWN}note/", "demo"),
    Stop("suspension", f"{OWN}suspension/", "demo"),
    Stop("report", f"{QUESTION}reports/", "demo"),
    Stop("missing page", "/nothing/", "demo", is_error=True),
]
CURATOR = [Stop("style guide", "/styleguide/", "curator", is_bilingual=True)]


def tour(hand: Page) -> Iterator[Stop]:
    """The stops; between them `hand`, logged in as the candidate, takes the next step."""
    yield from PUBLIC + NEWCOMER + CANDIDATE + CURATOR
    start(hand)
    yield Stop("loop, asked", path(hand), "demo")
    yield Stop("loop, keys", path(hand), "demo", press="[aria-keyshortcuts='?']")
    yield Stop("today, in a session", "/practice/", "demo")
    hand.locator("#answer").fill("先算模型状态，再算激活。")
    reveal(hand)
    yield Stop("loop, revealed", path(hand), "demo")
    session = path(hand)
    rate(hand, 2)
    yield Stop("looking back", f"{session}turns/1/", "demo")
    reveal(hand)
    attempt = hand.locator("#step").get_attribute("data-attempt")
    yield Stop("previous answer", f"{session}attempts/{attempt}/previous/", "demo")
    finish(hand)
    yield Stop("summary", path(hand), "demo")
    yield from interview(hand)


def interview(hand: Page) -> Iterator[Stop]:
    hand.goto("/practice/sessions/new/")
    form = hand.locator("form[action$='/mock/']")
    form.locator("[name=size]").fill("1")
    form.get_by_role("button").click()
    yield Stop("interview, asked", path(hand), "demo")
    while hand.locator("#step[data-stage=interview]").count():
        step(hand, ".choice[value='2']")
    yield Stop("interview, marking", path(hand), "demo")
    while hand.locator("#step").count():
        rate(hand, 3)
    yield Stop("interview, summary", path(hand), "demo")
    yield Stop("interview, report", path(hand).replace("/summary/", "/report/"), "demo")


def start(hand: Page) -> None:
    """Begin or go on; five new questions when nothing is due."""
    hand.goto("/practice/")
    primary = hand.locator(".today .primary")
    (primary if primary.count() else hand.locator(".today form button").last).click()
    expect(hand.locator("#step")).to_be_visible()


def reveal(hand: Page) -> None:
    hand.locator(".choice[value='2']").click()
    expect(hand.locator("#step[data-stage=revealed]")).to_be_visible()


def rate(hand: Page, rating: int) -> None:
    step(hand, f".rating-{rating}.choice")


def step(hand: Page, selector: str) -> None:
    """Press, and wait until something else is asked or it is over."""
    attempt = hand.locator("#step").get_attribute("data-attempt")
    stage = hand.locator("#step").get_attribute("data-stage")
    hand.locator(selector).click()
    same = f"#step[data-attempt='{attempt}'][data-stage='{stage}']"
    expect(hand.locator(same)).to_have_count(0)
    expect(hand.locator("#step, .summary")).to_be_visible()


def finish(hand: Page) -> None:
    hand.goto("/practice/")
    hand.locator("form[action$='/end/'] button").click()
    expect(hand.locator(".summary")).to_be_visible()


def path(hand: Page) -> str:
    return "/" + hand.url.split("/", 3)[3]
