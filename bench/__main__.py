"""`make bench`: measures, prints a table, writes docs/benchmarks.md; a missed goal is no error."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench import cpu_step, document, machine, search, sql_count, write_contention
from bench.database import Database, postgresql
from bench.place import Place
from bench.results import Result, table

SMALL, LARGE = 1_000, 10_000  # synthetic questions


def main() -> None:
    started, load = time.monotonic(), machine.load()
    with tempfile.TemporaryDirectory(prefix="qianmian-bench-") as folder, postgresql() as database:
        results = list(measure(Path(folder), database))
    minutes = (time.monotonic() - started) / 60
    facts = machine.facts(load, machine.load(), database.version if database else "")
    document.write(results, facts, datetime.now(UTC), minutes, cpu_step.ROUNDS)
    print("", table(results), sep="\n")


def measure(folder: Path, database: Database | None) -> Iterator[Result]:
    say("filling the databases")
    small, large = a_place(folder / "1k", str(SMALL)), a_place(folder / "10k", str(LARGE))
    shipped = a_place(folder / "shipped", "shipped")
    others = {"at 10,000 questions": large.copy(folder / "sql-10k")}
    if database:
        postgres = a_place(folder / "postgresql", str(SMALL), database.url)
        others["on PostgreSQL"] = postgres
    say("sql-count")
    yield from sql_count.compare(small.copy(folder / "sql-1k"), others)
    say("cpu-step")
    yield from cpu_step.compare(large.copy(folder / "cpu"), "SQLite")
    if database:
        yield from cpu_step.compare(postgres, "PostgreSQL", has_goal=False)
    say("search")
    yield from search.compare(small, large)
    say("wire")
    yield from shipped.results("wire")
    say("write-contention")
    yield from write_contention.compare(small.copy(folder / "raters"))
    say("step-growth")
    yield from large.results("step_growth")


def a_place(folder: Path, what: str, database_url: str = "") -> Place:
    folder.mkdir()
    place = Place(folder, database_url)
    place.run("fill", what)
    return place


def say(what: str) -> None:
    print(f"  {what}", flush=True)


if __name__ == "__main__":
    main()
