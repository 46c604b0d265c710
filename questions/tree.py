"""The bank's tree with its counts. Pure: it knows of a category only its place."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass
class Node:
    category: Any
    count: int = 0  # questions in the category and everywhere below it
    children: list[Node] = field(default_factory=list)
    is_chosen: bool = False
    is_open: bool = False  # it, or something below it, is chosen


def build(categories: Iterable[Any], counts: Mapping[int, int], chosen: str = "") -> list[Node]:
    """The top nodes, from categories in tree order and each one's own number of questions."""
    nodes: dict[int, Node] = {}
    tops: list[Node] = []
    for category in categories:
        node = Node(category, counts.get(category.pk, 0), is_chosen=category.slug == chosen)
        node.is_open = node.is_chosen
        nodes[category.pk] = node
        parent = nodes.get(category.parent_id)
        (parent.children if parent else tops).append(node)
    for node in reversed(nodes.values()):  # the deepest come last, so they are added up first
        parent = nodes.get(node.category.parent_id)
        if parent:
            parent.count += node.count
            parent.is_open = parent.is_open or node.is_open
    return tops
