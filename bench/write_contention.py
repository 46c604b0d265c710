"""`write-contention`: eight candidates rate at once, each in a process, on one SQLite file."""

from __future__ import annotations

import json
import subprocess
from contextlib import ExitStack
from typing import Any

from bench.figures import percentile
from bench.place import FailedError, Place
from bench.results import Result, at_most, equals, without_goal

RATERS = 8
SECONDS = 10
P95 = 20  # milliseconds


def compare(place: Place) -> list[Result]:
    before = json.loads(place.run("rated"))
    raters = _all_at_once(place)
    after = json.loads(place.run("rated"))
    accepted = {attempt for rater in raters for attempt in rater["accepted"]}
    number = sum(len(rater["accepted"]) for rater in raters)
    grown = len(after["rated"]) - len(before["rated"])
    counted = after["counted"] - before["counted"]
    lost = len(accepted - set(after["rated"])) + abs(grown - number) + abs(counted - number)
    times = [time for rater in raters for time in rater["times"]]
    what = f"write-contention: {RATERS} raters, {SECONDS} s, SQLite"
    told = f"{lost} ({number:,} accepted, {grown:,} rows, {counted:,} tallied)"
    p95 = percentile(times, 0.95)
    return [
        equals(f"{what}, errors", 0, sum(len(rater["failed"]) for rater in raters)),
        equals(f"{what}, lost or too many", 0, lost, told),
        at_most(f"{what}, p95 of a rating", P95, p95, f"{p95:.0f} ms", " ms"),
        without_goal(f"{what}, p50 of a rating", f"{percentile(times, 0.5):.0f} ms"),
    ]


def _all_at_once(place: Place) -> list[dict[str, Any]]:
    """One after another until each is ready, then together."""
    with ExitStack() as stack:
        raters = []
        for number in range(RATERS):
            arguments = ("rater", f"rater-{number}", str(SECONDS))
            rater = stack.enter_context(place.start("bench.measure", *arguments))
            raters.append(rater)
            if _line(rater) != "ready\n":
                raise FailedError("write-contention: a rater did not start")
        for rater in raters:
            assert rater.stdin is not None
            rater.stdin.write("go\n")
            rater.stdin.flush()
        return [json.loads(_line(rater)) for rater in raters]


def _line(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    line = process.stdout.readline()
    if not line:
        raise FailedError("write-contention: a rater ended before its time")
    return line
