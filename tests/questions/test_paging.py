"""Keyset paging: forwards and backwards, every row is seen once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions import paging
from questions.models import Question
from tests.factories import a_category, a_question
from tests.queries import exactly

SIZE = paging.SIZE


class Row:
    def __init__(self, path: str, pk: int) -> None:
        self.path, self.pk = path, pk


class Rows:
    """As much of a query set as paging asks for, over a list."""

    def __init__(self, rows: list[Row]) -> None:
        self.rows = sorted(rows, key=lambda row: (row.path, row.pk))

    def filter(self, **wanted: str) -> Rows:
        def passes(row: Row) -> bool:
            checks: dict[str, Callable[[str], bool]] = {
                "path": lambda v: row.path == v,
                "path__lt": lambda v: row.path < v,
                "path__gt": lambda v: row.path > v,
                "pk__lt": lambda v: row.pk < int(v),
                "pk__gt": lambda v: row.pk > int(v),
            }
            return all(checks[name](value) for name, value in wanted.items())

        return Rows([row for row in self.rows if passes(row)])

    def __or__(self, other: Rows) -> Rows:
        return Rows(list({row.pk: row for row in self.rows + other.rows}.values()))

    def order_by(self, *names: str) -> list[Row]:
        assert names == ("-path", "-pk")
        return self.rows[::-1]

    def __getitem__(self, part: slice) -> list[Row]:
        return self.rows[part]


def forwards(rows: Rows) -> list[paging.Page]:
    pages = [paging.page(rows)]
    while pages[-1].after:
        pages.append(paging.page(rows, after=pages[-1].after))
    return pages


def backwards(rows: Rows, last: paging.Page) -> list[paging.Page]:
    pages = [last]
    while pages[-1].before:
        pages.append(paging.page(rows, before=pages[-1].before))
    return pages[::-1]


def keys(pages: list[paging.Page]) -> list[int]:
    return [row.pk for page in pages for row in page.rows]


@given(st.lists(st.integers(1, 60), max_size=200))
def test_walking_either_way_sees_every_row_once(places: list[int]) -> None:
    rows = Rows([Row(f"0001/{place:04d}", pk) for pk, place in enumerate(places, 1)])
    pages = forwards(rows)
    assert keys(pages) == [row.pk for row in rows.rows]
    assert keys(backwards(rows, pages[-1])) == [row.pk for row in rows.rows]


@pytest.mark.parametrize(
    ("count", "sizes"),
    [(0, [0]), (1, [1]), (SIZE, [SIZE]), (SIZE + 1, [SIZE, 1]), (2 * SIZE, [SIZE, SIZE])],
)
def test_a_page_is_offered_exactly_when_there_is_one(count: int, sizes: list[int]) -> None:
    rows = Rows([Row(f"{pk:04d}", pk) for pk in range(1, count + 1)])
    pages = forwards(rows)
    assert [len(page.rows) for page in pages] == sizes
    assert pages[0].before == ""
    assert all(page.before for page in pages[1:])


@pytest.mark.parametrize("place", ["", "nonsense", "0001", ".5", "0001.", "0001.x", "\x00", "٠.١"])
def test_a_place_that_is_none_leads_to_the_first_page(place: str) -> None:
    rows = Rows([Row(f"{pk:04d}", pk) for pk in range(1, SIZE + 5)])
    for page in (paging.page(rows, after=place), paging.page(rows, before=place)):
        assert keys([page]) == keys([paging.page(rows)])
        assert page.before == ""


def test_a_place_behind_everything_or_before_everything_is_an_empty_page() -> None:
    rows = Rows([Row("0005", 1)])
    assert paging.page(rows, after="9999.9") == paging.Page([])
    assert paging.page(rows, before="0001.1") == paging.Page([])


@pytest.mark.django_db
def test_a_query_set_is_paged_with_one_query_a_page_even_where_places_tie() -> None:
    category = a_category()
    made = [a_question(category=category, position=n // 30).pk for n in range(SIZE + 25)]
    listed = Question.objects.published().within(category).in_bank_order()
    with exactly(2):
        first = paging.page(listed)
        second = paging.page(listed, after=first.after)
    assert keys([first, second]) == made
    with exactly(1):
        assert keys([paging.page(listed, before=second.before)]) == made[:SIZE]


@pytest.mark.parametrize("count", [0, 1, SIZE, SIZE + 1, 3 * SIZE - 1])
def test_a_ranked_list_is_walked_either_way(count: int) -> None:
    whole = list(range(count))
    pages = [paging.ranked(whole)]
    while pages[-1].after:
        pages.append(paging.ranked(whole, after=pages[-1].after))
    assert [key for page in pages for key in page.rows] == whole
    back = [pages[-1]]
    while back[-1].before:
        back.append(paging.ranked(whole, before=back[-1].before))
    assert back[::-1] == pages


@pytest.mark.parametrize("place", ["nonsense", "-1", "99999", "0001.2", "٠", "9" * 30])
def test_a_place_that_is_none_in_a_ranked_list_leads_to_its_first_page(place: str) -> None:
    assert paging.ranked([1, 2], after=place) == paging.Page([1, 2])
