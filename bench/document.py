"""Writes docs/benchmarks.md: the table, how it came about, and what is not measured yet."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from bench.results import Result, count, table

FILE = Path(__file__).resolve().parent.parent / "docs/benchmarks.md"
TEXT = """# Benchmarks

Written by `make bench` on {date}, in {minutes:.0f} minutes: {met} goals met, {missed} missed.
Nothing here is edited by hand, a missed goal stays until the code meets it.

{table}

## Where and with what

{facts}

## How to read it

- **sql-count** counts what a request sends to the database, BEGIN and COMMIT left out. It repeats
  exactly.
- **cpu-step** is CPU time of the process (not the clock), from the WSGI call to the closed
  answer, as a ratio to one page of the *reference*: the fixed Django site in `bench/reference/`,
  never optimised, three queries and a page of 5 KB. Six steps of sessions of 18 questions and
  thirty pages of the reference take turns in {rounds} rounds, the order reversed each round; shown
  are the median of the rounds' ratios and the range of the middle half. A connection is opened and
  closed a request on both sides, as their settings say. The loop's answers are compressed as for a
  browser, the reference has no compression. Markdown is warm in its cache; the request log is
  written, to nowhere. The reference stays on SQLite beside PostgreSQL too, and the CPU time of
  PostgreSQL's own processes is not counted; there is no goal for it. Milliseconds belong to this
  run only: compare ratios. The goals were set before this reference was written, against one of
  the same description: trust the order of a ratio, and its change from one run to the next.
- **search** is CPU time of the first page of matches as the bank's page asks for it, the database
  included and the template not, in the median of 25 queries (fewer for "none" and "common word"),
  each the fastest of three. Recall is against reading every text.
- **step-growth** has three candidates in one database of 10,000 questions who rated each of their
  questions ten times: 100, 1,000 and 10,000 cards. 0 means that the time does not grow, 1 that it
  grows as the history does. Today has no goal of its own in the design; it is held to the
  rating's.
- **wire** is measured on the bank as it ships, in Chinese, bodies without headers; 1 KB is 1,000
  bytes. Of a reveal the bank's own texts, compressed by themselves, are subtracted.
- **write-contention** has no pause between requests: eight processes on this machine's cores, so
  that p95 says as much about the cores as about the database. Errors and losses do not depend on
  that.

The synthetic bank has 10,000 questions, half Chinese and half English, 3 to 8 KB, from a fixed
seed.

## Not measured yet

- `http-step`: requests a second and latency over a socket, against the reference.
- `dash-growth`: there is no dashboard yet. Histories of 1,000,000 attempts, and 10,000
  candidates.
- `search` at 100,000 questions, and on PostgreSQL.
- `browse-depth`: the last page against the first.
- `write-contention` for 30 s, and on PostgreSQL.
- `mem-worker`: memory of a worker after 10,000 requests.
- `wire` of a whole session from cold, and the number of requests an action.
- `first-load` and `paint-step`: in a browser.
- `ir-step`: instructions a request under callgrind.
- `fsrs-parity`: 10,000 random histories against the library and Anki's engine.
"""


def write(
    results: Sequence[Result], facts: dict[str, str], now: datetime, minutes: float, rounds: int
) -> None:
    text = TEXT.format(
        date=f"{now:%Y-%m-%d}",
        minutes=minutes,
        rounds=rounds,
        met=count(results, "met"),
        missed=count(results, "missed"),
        table=table(results),
        facts="\n".join(f"- {name}: {fact}" for name, fact in facts.items()),
    )
    FILE.write_text(text, "utf-8")
