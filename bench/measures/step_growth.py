"""`step-growth`: what a rating and Today cost a candidate with a long history."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise

from django.utils import timezone

from bench.figures import Spread, exponent
from bench.measures.candidates import browser_of
from bench.measures.history import a_history
from bench.measures.sql_count import queries
from bench.results import Result, at_most, without_goal
from bench.visitor import Visitor
from bench.walk import Walk

SIZES = (1_000, 10_000, 100_000)  # attempts
ROUNDS = 15
RATINGS = 4  # a round
VISITS = 3  # to Today, a round
GROWTH = 0.05

Costs = dict[tuple[str, int], list[float]]  # milliseconds by what and size, one a round


def measure() -> list[Result]:
    now = timezone.now()
    browsers = {size: browser_of(a_history(f"has-{size}", size, now)) for size in SIZES}
    counts = {size: counted(browser) for size, browser in browsers.items()}
    walks = {size: Walk(browser) for size, browser in browsers.items()}
    costs: Costs = defaultdict(list)
    for turn in range(ROUNDS):
        for size in SIZES if turn % 2 else SIZES[::-1]:
            costs["rate", size].append(rating(walks[size]))
            costs["Today", size].append(today(browsers[size]))
    return [result for what in ("rate", "Today") for result in growth(what, costs, counts)]


def counted(browser: Visitor) -> dict[str, int]:
    number = {"Today": queries(lambda: browser.get("/practice/"))}
    walk = Walk(browser)
    walk.begin()
    walk.reveal()
    return number | {"rate": queries(walk.rate)}


def rating(walk: Walk) -> float:
    """Mean of a few ratings."""
    costs = []
    for _ in range(RATINGS):
        walk.go_on()
        walk.reveal()
        costs.append(walk.rate().cpu)
    return 1_000 * sum(costs) / len(costs)


def today(browser: Visitor) -> float:
    return 1_000 * sum(browser.get("/practice/").cpu for _ in range(VISITS)) / VISITS


def growth(what: str, costs: Costs, counts: dict[int, dict[str, int]]) -> list[Result]:
    steps = [exponent(costs[what, one], costs[what, ten]) for one, ten in pairwise(SIZES)]
    told = ", ".join(f"{step:.2f}" for step in steps)
    most = max(counts[size][what] for size in SIZES)
    least = min(counts[size][what] for size in SIZES)
    return [
        at_most(f"step-growth: {what}, exponent 1k to 10k, 10k to 100k", GROWTH, max(steps), told),
        at_most(f"step-growth: {what}, queries more at 100k than at 1k", 0, most - least),
        *(
            without_goal(
                f"step-growth: {what} at {size:,} attempts",
                f"{Spread.of(costs[what, size])} ms, {counts[size][what]} queries",
            )
            for size in SIZES
        ),
    ]
