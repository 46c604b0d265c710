"""`sql-count`: at a thousand questions on SQLite, and what differs with more or on PostgreSQL."""

from __future__ import annotations

from bench.place import Place
from bench.results import Result, equals


def compare(place: Place, others: dict[str, Place]) -> list[Result]:
    results = place.results("sql_count")
    differing = [
        equals(f"sql-count: requests that differ {where}", 0, _differing(results, other))
        for where, other in others.items()
    ]
    return [*results, *differing]


def _differing(results: list[Result], other: Place) -> int:
    return len(set(results) ^ set(other.results("sql_count"))) // 2
