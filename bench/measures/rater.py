"""Rates as fast as it can until its time is over: `rater NAME SECONDS`, at a line of its input."""

from __future__ import annotations

import json
import sys
import time

from bench.measures.candidates import a_candidate, browser_of
from bench.walk import RefusedError, Walk


def measure(name: str, seconds: str) -> None:
    """Prints `ready`, waits for a line; prints what was accepted, what failed, and the times."""
    walk = Walk(browser_of(a_candidate(name)))
    walk.begin()
    accepted: list[str] = []
    failed: list[str] = []
    times: list[float] = []
    print("ready", flush=True)
    sys.stdin.readline()
    end = time.monotonic() + float(seconds)
    while time.monotonic() < end:
        try:
            walk.go_on()
            walk.reveal()
            attempt, rated = walk.attempt, walk.rate()
            accepted.append(attempt)
            times.append(1_000 * rated.wall)
        except RefusedError as error:
            failed.append(str(error))
            walk.next()
    print(json.dumps({"accepted": accepted, "failed": failed, "times": times}))
