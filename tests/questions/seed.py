"""Reads the seed list: its headings with their links, and its items as they are nested."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

FILE = Path(__file__).resolve().parents[1] / "data" / "seed.md"
HEADING = re.compile(r"^(#{2,3}) (?:\[(.+)\]\((\S+)\)|(.+))$")
ITEM = re.compile(r"^( *)(?:\d+\.|-) +(.+)$")
LINK_ONLY = re.compile(r"^\[点击查看答案\]")


@dataclass
class Item:
    text: str
    indent: int
    items: list[Item] = field(default_factory=list)


@dataclass
class Heading:
    level: int  # 2 or 3
    text: str
    link: str
    items: list[Item] = field(default_factory=list)


def read() -> list[Heading]:
    headings: list[Heading] = []
    above: list[Item] = []
    for line in FILE.read_text("utf-8").splitlines():
        if found := HEADING.match(line):
            text = found[2] or found[4]
            headings.append(Heading(len(found[1]), text, found[3] or ""))
            above = []
        elif (found := ITEM.match(line)) and not LINK_ONLY.match(found[2]):
            item = Item(found[2].replace("\\&", "&"), len(found[1]))
            while above and above[-1].indent >= item.indent:
                above.pop()
            (above[-1] if above else headings[-1]).items.append(item)
            above.append(item)
    return headings


def flat(items: list[Item]) -> list[Item]:
    """In reading order."""
    return [each for item in items for each in (item, *flat(item.items))]
