"""What `docs/architecture.md` states is true."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings

from tests.site import import_graph

DOCUMENT = import_graph.DOCUMENT.read_text("utf-8")
ROOT = Path(settings.BASE_DIR)


def test_the_document_shows_the_import_graph_as_it_is() -> None:
    advice = "python -m tests.site.import_graph --write"
    assert import_graph.embedded(DOCUMENT) == import_graph.render(), advice


def test_writing_the_graph_keeps_the_rest_of_the_document() -> None:
    changed = import_graph.with_graph(DOCUMENT, "another\n")
    assert import_graph.embedded(changed) == "another\n"
    assert import_graph.with_graph(changed, import_graph.embedded(DOCUMENT)) == DOCUMENT


def test_the_document_names_every_dependency_with_licence_and_reason() -> None:
    wanted = re.findall(r"^[a-z][\w-]*", (ROOT / "requirements/run.in").read_text(), re.MULTILINE)
    rows = re.findall(r"^\| ([\w-]+) \| [^|]+ \| [^|]{10,} \|$", DOCUMENT, re.MULTILINE)
    assert len(wanted) > 10
    assert set(wanted) <= set(rows)


def test_the_document_names_every_folder_at_the_top() -> None:
    here = {path.parent.name for path in ROOT.glob("[a-z]*/*") if path.parent.name != "var"}
    named = set(re.findall(r"^(\w+)/ ", DOCUMENT, re.MULTILINE))
    assert here <= named


def test_the_locks_pin_with_hashes_and_name_no_address() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        text = lock.read_text("utf-8")
        pins = re.findall(r"^[a-z][\w.-]*==\S+.*\\$", text, re.MULTILINE)
        assert len(pins) > 20
        assert text.count("--hash=sha256:") >= len(pins)
        assert "://" not in text


def test_both_locks_pin_the_same_versions() -> None:
    def pins(name: str) -> set[str]:
        text = (ROOT / "requirements" / name).read_text("utf-8")
        return set(re.findall(r"^[a-z][\w.-]*==[^ ]+", text, re.MULTILINE))

    assert pins("run.txt") <= pins("test.txt")
