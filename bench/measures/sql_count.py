"""`sql-count`: exactly the queries of each page and action, whatever their time."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.db import connection
from django.test.utils import CaptureQueriesContext

from bench.measures.candidates import a_candidate, a_visitor, browser_of
from bench.results import Result, at_most
from bench.visitor import Answer
from bench.walk import RefusedError, Walk
from questions.models import Category, Question
from tests.queries import CONTROL

GOALS = {"next": 3, "reveal": 3, "rate": 6, "Today": 6, "browse": 4, "search": 4}


def measure() -> list[Result]:
    """Each twice, the second time counted: a first one fills the process's caches."""
    candidate = browser_of(a_candidate("sql-count"))
    walk, visitor = Walk(candidate), a_visitor()
    category = Category.objects.in_tree_order().last()
    title = Question.objects.published().in_bank_order().values_list("title_zh", flat=True)[0]
    narrowed = {"category": category.slug if category else ""}
    found = {"q": title[:2]}
    candidate.get("/practice/")
    counts = {"Today, no session open": queries(lambda: candidate.get("/practice/"))}
    walk.begin()
    for _ in range(2):
        counts["next, whole page"] = queries(lambda: walk.next(htmx=False))
        counts["next, fragment"] = queries(walk.next)
        counts["reveal"] = queries(walk.reveal)
        counts["rate"] = queries(walk.rate)
    counts["Today, a session open"] = queries(lambda: candidate.get("/practice/"))
    for name, browser in (("visitor", visitor), ("candidate", candidate)):
        for _ in range(2):
            bank = partial(browser.get, "/questions/")
            counts[f"browse, {name}"] = queries(bank)
            counts[f"browse a category, {name}"] = queries(partial(bank, narrowed))
            counts[f"search, {name}"] = queries(partial(bank, found))
    return [result(what, number) for what, number in counts.items()]


def queries(ask: Callable[[], Answer]) -> int:
    """How many a request sends; transaction control asks nothing."""
    with CaptureQueriesContext(connection) as captured:
        answer = ask()
    if answer.status != 200:
        raise RefusedError(f"answered with {answer.status}")
    return sum(not CONTROL.match(query["sql"]) for query in captured.captured_queries)


def result(what: str, number: int) -> Result:
    return at_most(f"sql-count: {what}", GOALS[what.split(",")[0].split()[0]], number)
