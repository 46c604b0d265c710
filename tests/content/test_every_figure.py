"""Every figure that an answer prints is computed by a program or given with its source."""

from __future__ import annotations

import pytest

from tests.content import bank, figures


@pytest.fixture(scope="module")
def programs_run() -> None:
    """Once, also when one of them fails."""
    figures.run_the_programs()


@pytest.mark.usefixtures("programs_run")
@pytest.mark.parametrize("item", bank.items(), ids=str)
def test_every_figure_is_asserted_or_given(item: bank.Item) -> None:
    known = figures.given(item.slug)
    computed = figures.asserted(item.slug)
    orphans = {
        figure
        for figure in figures.printed(item)
        if figure not in known and figures.value(figure) not in computed
    }
    assert not orphans, f"{item} prints figures without a program or a source: {sorted(orphans)}"


@pytest.mark.parametrize("item", bank.items(), ids=str)
def test_every_given_figure_is_printed_and_has_a_source(item: bank.Item) -> None:
    lines = figures.given_here(item.slug)
    stale = set(lines) - figures.printed(item)
    assert not stale, f"{item} no longer prints {sorted(stale)}"
    twice = set(lines) & set(figures.given_everywhere())
    assert not twice, f"{item} is given {sorted(twice)} that common.yaml gives everywhere"
    bare = {figure for figure, source in lines.items() if len(str(source)) < 8}
    assert not bare, f"{item} gives no source for {sorted(bare)}"


def test_every_given_line_belongs_to_an_answer() -> None:
    assert figures.given_slugs() <= {(item.unit.file, item.slug) for item in bank.items()}


def test_every_common_figure_is_printed_somewhere() -> None:
    printed = {figure for item in bank.items() for figure in figures.printed(item)}
    assert set(figures.given_everywhere()) <= printed
