"""`cpu-step`: CPU time of the loop's requests as a ratio to the reference's, interleaved."""

from __future__ import annotations

import json
import os
import subprocess
from collections import defaultdict

from bench.figures import Spread, ratios
from bench.place import FailedError, Place
from bench.results import Result, at_most, without_goal

ROUNDS = 45
GOALS = {"rate": 0.85, "next, fragment": 0.60, "next, whole page": 0.60, "reveal": 0.50}

Costs = dict[str, list[float]]  # milliseconds a request by kind, one a round


def compare(place: Place, label: str, *, has_goal: bool = True) -> list[Result]:
    """Steps of the loop and pages of the reference by turns, who begins changing each round."""
    costs: Costs = defaultdict(list)
    with _reference(place) as unit, place.start("bench.measure", "pace") as pace:
        for process in (unit, pace):  # until both are ready
            _turn(process)
        for turn in range(ROUNDS):
            for process in (unit, pace) if turn % 2 else (pace, unit):
                for kind, cost in _turn(process).items():
                    costs[kind].append(cost)
        unit.communicate()
        pace.communicate()
    judge = at_most if has_goal else _unjudged
    spreads = {kind: Spread.of(ratios(costs[kind], costs["page"])) for kind in GOALS}
    return [
        *(
            judge(f"cpu-step: {kind}, {label}", GOALS[kind], spread.middle, str(spread))
            for kind, spread in spreads.items()
        ),
        without_goal(f"cpu-step: the reference, beside {label}", f"{Spread.of(costs['page'])} ms"),
    ]


def _unjudged(name: str, _limit: float, _reading: float, value: str) -> Result:
    return without_goal(name, value)


def _reference(place: Place) -> subprocess.Popen[str]:
    database = str(place.folder / "reference.sqlite3")
    env = {**os.environ, "REFERENCE_DATABASE": database}
    env.pop("DJANGO_SETTINGS_MODULE", None)
    return place.start("bench.reference.pace", env=env)


def _turn(process: subprocess.Popen[str]) -> dict[str, float]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("go\n")
    process.stdin.flush()
    line = process.stdout.readline()
    if not line:
        raise FailedError("cpu-step: a process ended before its time")
    costs: dict[str, float] = json.loads(line)
    return costs
