"""The tree and its counts."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from questions.tree import Node, build


@dataclass
class Place:
    pk: int
    parent_id: int | None
    slug: str


AREA, CATEGORY, SECTION, OTHER = (
    Place(1, None, "area"),
    Place(2, 1, "category"),
    Place(3, 2, "section"),
    Place(4, None, "other"),
)
PLACES = [AREA, CATEGORY, SECTION, OTHER]


def flat(nodes: list[Node]) -> dict[str, Node]:
    found: dict[str, Node] = {}
    for node in nodes:
        found |= {node.category.slug: node} | flat(node.children)
    return found


def test_children_hang_below_their_parents_in_order() -> None:
    tops = build(PLACES, {})
    assert [node.category for node in tops] == [AREA, OTHER]
    assert [node.category for node in tops[0].children] == [CATEGORY]
    assert [node.category for node in tops[0].children[0].children] == [SECTION]


def test_a_node_counts_everything_below_it() -> None:
    nodes = flat(build(PLACES, {1: 1, 2: 10, 3: 100}))
    assert {slug: node.count for slug, node in nodes.items()} == {
        "area": 111,
        "category": 110,
        "section": 100,
        "other": 0,
    }


def test_the_way_to_the_chosen_one_is_open() -> None:
    nodes = flat(build(PLACES, {}, "section"))
    assert [slug for slug, node in nodes.items() if node.is_chosen] == ["section"]
    assert {slug for slug, node in nodes.items() if node.is_open} == {"area", "category", "section"}


def test_what_is_below_the_chosen_one_stays_shut() -> None:
    nodes = flat(build(PLACES, {}, "area"))
    assert {slug for slug, node in nodes.items() if node.is_open} == {"area"}


def test_nothing_is_open_when_nothing_or_nonsense_is_chosen() -> None:
    for chosen in ("", "nonsense"):
        assert not any(node.is_open for node in flat(build(PLACES, {}, chosen)).values())


def test_no_categories_make_no_tree() -> None:
    assert build([], {5: 3}) == []


@given(st.lists(st.integers(0, 30), max_size=30), st.lists(st.integers(0, 9), max_size=30))
def test_the_tops_count_every_question_once(parents: list[int], own: list[int]) -> None:
    places = [
        Place(n, parent if 0 < parent < n else None, str(n)) for n, parent in enumerate(parents, 1)
    ]
    counts = dict(zip(range(1, len(places) + 1), own, strict=False))
    tops = build(places, counts)
    assert sum(node.count for node in tops) == sum(counts.values())
    assert len(flat(tops)) == len(places)
