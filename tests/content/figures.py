"""The figures that an answer prints: a number with its unit, a share or a ratio."""

from __future__ import annotations

import importlib
import inspect
import re
from functools import cache
from pathlib import Path

import yaml

from tests.content import bank

HERE = Path(__file__).parent
GIVEN = HERE / "given"

NUMBER = r"(?<![\w.,–-])\d[\d,]*(?:\.\d+)?"
UNITS = (
    r"[KMGT]i?B|[KMGT]b(?:it)?|[TPE]?FLOPS?|FLOPs|tokens?|bytes|bits|GPUs?"
    r"|ns|ms|μs|µs|s|seconds?|minutes?|hours?|days?|kW|W|million|billion|trillion"
)
FIGURE = re.compile(rf"({NUMBER})(?: ?(?:{UNITS})(?![A-Za-z])(?:/s)?|%|×(?![ \w]))")


def value(figure: str) -> str:
    """The number of a figure, without its unit."""
    return re.match(NUMBER, figure).group().rstrip(",")  # type: ignore[union-attr]


def printed(item: bank.Item) -> set[str]:
    """The figures in an item's English; the Chinese prints the same."""
    text = "\n".join(bank.without_code(text) for _, text in item.texts("en"))
    return {re.sub(r"\s+", " ", match.group()) for match in FIGURE.finditer(text)}


def given(slug: str) -> dict[str, str]:
    """What an answer takes from elsewhere: a figure and its source, or why it is assumed."""
    return given_everywhere() | given_here(slug)


def given_slugs() -> set[tuple[str, str]]:
    """The fixture file and the slug of every answer that figures are given for."""
    names = {path.stem for path in GIVEN.glob("*.yaml")} - {"common"}
    return {(f"{name}.yaml", slug) for name in names for slug in _read(name)}


@cache
def given_everywhere() -> dict[str, str]:
    """Figures that mean the same in every answer, such as a card's memory."""
    return _read("common")["everywhere"]


def given_here(slug: str) -> dict[str, str]:
    """The figures that are given for one answer alone."""
    return _read(bank.answer(slug).unit.file.removesuffix(".yaml")).get(slug, {})


@cache
def _read(name: str) -> dict[str, dict[str, str]]:
    path = GIVEN / f"{name}.yaml"
    return yaml.safe_load(path.read_text()) or {} if path.exists() else {}


def asserted(slug: str) -> set[str]:
    """The numbers that the programs have found in an answer; they are run before."""
    return set(re.findall(NUMBER, " ".join(bank.SAID[slug])))


def run_the_programs() -> None:
    """Every check under `test_numbers_of_*`, which compute the numbers of the answers."""
    for path in sorted(HERE.glob("test_numbers_of_*.py")):
        module = importlib.import_module(f"tests.content.{path.stem}")
        for name, check in inspect.getmembers(module, inspect.isfunction):
            if name.startswith("test_") and check.__module__ == module.__name__:
                check()
