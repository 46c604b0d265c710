"""The import graph of the project's packages, as `docs/architecture.md` shows it.

`python -m tests.site.import_graph --write` brings the document up to date.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path

import grimp

PACKAGES = ("config", "practice", "questions")
LEFT_OUT = {"migrations"}  # written by Django
DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "architecture.md"
BEGIN, END = "<!-- import graph: begin -->\n", "<!-- import graph: end -->"


def render() -> str:
    """One line a module or package, with what it imports of the project."""
    lines = [f"{name} -> {', '.join(sorted(found))}" for name, found in sorted(edges().items())]
    return "\n".join(["```text", *lines, "```", ""])


def edges() -> dict[str, set[str]]:
    """From each part of an app to the parts that it imports."""
    graph = grimp.build_graph(*PACKAGES, cache_dir=None)
    found: dict[str, set[str]] = defaultdict(set)
    for module in graph.modules:
        for imported in graph.find_modules_directly_imported_by(module):
            source, target = _part(module), _part(imported)
            if source != target and not LEFT_OUT & {*module.split("."), *imported.split(".")}:
                found[source].add(target)
    return found


def _part(module: str) -> str:
    """`questions.views.browse` belongs to `questions.views`."""
    return ".".join(module.split(".")[:2])


def embedded(document: str) -> str:
    """What stands between the markers."""
    return document.partition(BEGIN)[2].partition(END)[0]


def with_graph(document: str, graph: str) -> str:
    before, _, rest = document.partition(BEGIN)
    return f"{before}{BEGIN}{graph}{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        DOCUMENT.write_text(with_graph(DOCUMENT.read_text("utf-8"), render()), "utf-8")
    else:
        sys.stdout.write(render())
