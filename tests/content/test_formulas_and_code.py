"""Every formula can be set, every piece of code parses, and runs where it says that it does."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys

import pytest

from questions import maths
from tests.content.bank import LANGUAGES, MARKDOWN, Item, items

HAN = r"[\u3400-\u9fff]"
FENCE = re.compile(r"^```([^\n]*)\n(.*?)^```", re.S | re.M)
LANGUAGES_OF_CODE = {"python", "text", "bash", "json", "yaml", "sql", "diff", "toml", "ini"}
SECONDS = 20  # five on an ordinary machine


def formulas(text: str) -> tuple[list[str], list[str]]:
    """Those on their own lines, and those within one."""
    text = re.sub(r"`[^`\n]*`", "", re.sub(r"```.*?```", "", text, flags=re.S))
    shown = re.findall(r"\$\$(.*?)\$\$", text, flags=re.S)
    rest = re.sub(r"\$\$.*?\$\$", " ", text, flags=re.S)
    return shown, re.findall(r"(?<![\\\d])\$(?!\s)([^$\n]+?)(?<!\s)\$(?!\d)", rest)


@pytest.mark.parametrize("item", items(), ids=str)
def test_every_formula_can_be_set(item: Item) -> None:
    for language in LANGUAGES:
        for name, text in item.texts(language):
            shown, inline = formulas(text)
            for latex in [*shown, *inline]:
                maths.convert(latex, display=latex in shown)  # raises with the reason
                assert not re.search(HAN, re.sub(r"\\text\{[^}]*\}", "", latex)), (name, latex)


@pytest.mark.parametrize("item", items(), ids=str)
def test_an_answer_shows_three_formulas_at_most(item: Item) -> None:
    for language in LANGUAGES:
        shown, _ = formulas(item.get(f"full_{language}"))
        assert len(shown) <= 3


def fences(item: Item) -> list[tuple[str, str]]:
    """Info and body of every fence; of the same code in both languages, once."""
    found = []
    for language in LANGUAGES:
        for name in MARKDOWN:
            found += FENCE.findall(item.get(f"{name}_{language}"))
    return found


@pytest.mark.parametrize("item", [item for item in items() if fences(item)], ids=str)
def test_every_piece_of_code_parses(item: Item) -> None:
    for info, body in fences(item):
        language = (info.split() or [""])[0]
        assert language in LANGUAGES_OF_CODE, info
        if language == "python":
            ast.parse(body)
        elif language == "json":
            json.loads(body)


@pytest.mark.parametrize(
    "item", [item for item in items() if any("run" in i.split() for i, _ in fences(item))], ids=str
)
def test_code_runs_and_prints_what_is_shown(item: Item) -> None:
    printed: dict[str, str] = {}
    last = ""
    for info, body in fences(item):
        words = info.split()
        if words[:2] == ["python", "run"]:
            if body not in printed:
                done = subprocess.run(
                    [sys.executable, "-I", "-c", body],
                    capture_output=True, text=True, timeout=SECONDS, check=False,
                )  # fmt: skip
                assert done.returncode == 0, done.stderr
                printed[body] = done.stdout
            last = printed[body]
        elif words[:2] == ["text", "output"]:
            assert body.strip("\n") == last.strip("\n")
