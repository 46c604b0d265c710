"""Takes some steps of a session a line of its input, and prints what its requests cost in CPU."""

from __future__ import annotations

import json
import sys
from collections import defaultdict

from bench.measures.candidates import a_candidate, browser_of
from bench.walk import SIZE, Walk

STEPS = 6  # a line
WARM_UP = 3 * SIZE  # steps


def measure() -> None:
    walk = Walk(browser_of(a_candidate("cpu-step")))
    steps(walk, WARM_UP)
    for _ in sys.stdin:
        print(json.dumps(steps(walk, STEPS)), flush=True)


def steps(walk: Walk, number: int) -> dict[str, float]:
    """Mean milliseconds a request, by kind; the last rating, which shows no question, left out."""
    spent = defaultdict[str, list[float]](list)
    for _ in range(number):
        walk.go_on()
        spent["next, whole page"].append(walk.next(htmx=False).cpu)
        spent["next, fragment"].append(walk.next().cpu)
        spent["reveal"].append(walk.reveal().cpu)
        rated = walk.rate()
        if not walk.is_over:
            spent["rate"].append(rated.cpu)
    return {kind: 1_000 * sum(costs) / len(costs) for kind, costs in spent.items()}
