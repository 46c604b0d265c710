"""`search`: at a thousand and at ten thousand questions, and how it grows between them."""

from __future__ import annotations

import json

from bench.figures import exponent
from bench.place import Place
from bench.results import Result, at_most, equals

P50 = 3  # milliseconds, at ten thousand questions
GROWTH = 0.7


def compare(thousand: Place, ten_thousand: Place) -> list[Result]:
    small, large = (json.loads(place.run("search")) for place in (thousand, ten_thousand))
    results = []
    for kind, found in large.items():
        before, after = small[kind]["list"], found["list"]
        told = f"{after:.2f} ms ({before:.2f} at 1k; the index alone {found['index']:.2f})"
        results.append(at_most(f"search: {kind}, p50 at 10k", P50, after, told, " ms"))
        growth = exponent([before], [after])
        results.append(at_most(f"search: {kind}, exponent", GROWTH, growth, f"{growth:.2f}"))
    lowest = min(found["recall"] for sizes in (small, large) for found in sizes.values())
    results.append(equals("search: recall, lowest of all queries", 1, lowest, f"{lowest:.2f}"))
    return results
