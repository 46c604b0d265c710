"""Looks at every page, prints one table, and fails on a miss.

`python -m bench.audit pages transfer shift lighthouse`: all parts, or those that are named.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from bench.audit import checkers, lighthouse, markup
from bench.audit.barriers import SCHEMES, WIDTHS, barriers
from bench.audit.languages import foreign
from bench.audit.shift import shift
from bench.audit.site import Site, a_site
from bench.audit.transfer import transfer
from bench.audit.verdict import Verdict, none_of, table
from bench.audit.visits import visits

SHOWN = 40  # misses of one check


def main() -> int:
    modules = checkers.provide()
    with a_site() as site:
        chosen = sys.argv[1:] or list(PARTS)
        verdicts = [verdict for name in chosen for verdict in PARTS[name](site, modules)]
    for verdict in verdicts:
        if not verdict.passes:
            print(f"\n{verdict.check}:", *list(dict.fromkeys(verdict.misses))[:SHOWN], sep="\n  ")
    print("", table(verdicts), sep="\n")
    return 0 if all(verdict.passes for verdict in verdicts) else 1


def pages(site: Site, modules: Path) -> list[Verdict]:
    """What concerns each page by itself."""
    axe, words, console, sources = [], [], [], {}
    for visit in visits(site):
        print(f"  {visit.name}", flush=True)
        sources[visit.name] = visit.source
        console += [f"{visit.name}: {text}" for text in visit.complaints]
        axe += [f"{visit.name}: {text}" for text in barriers(visit.page)]
        if not visit.stop.is_bilingual:
            words += [f"{visit.name}: {text}" for text in foreign(visit.page, visit.language)]
    seen = f"{len(sources)} pages"
    return [
        none_of("axe", "violations", axe, f"{len(sources) * len(SCHEMES) * len(WIDTHS)} views"),
        none_of("Nu HTML checker", "errors", markup.errors(modules, sources), seen),
        none_of("Text of the other language", "texts", words, seen),
        none_of("Console", "errors", console, seen),
    ]


PARTS: dict[str, Callable[[Site, Path], list[Verdict]]] = {
    "pages": pages,
    "transfer": lambda site, _: transfer(site),
    "shift": lambda site, _: [shift(site)],
    "lighthouse": lighthouse.scores,
}

if __name__ == "__main__":
    sys.exit(main())
