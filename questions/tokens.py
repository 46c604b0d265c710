"""Search tokens: overlapping character pairs for Han, whole words for everything else.

The same tokens go into SQLite's FTS5 and PostgreSQL's tsvector, so that both databases find the
same questions, two-character Chinese words included, and no parser or locale of theirs is involved.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
RUNS = re.compile(rf"[{HAN}]+|[^\W_{HAN}]+")
IS_HAN = re.compile(rf"[{HAN}]")
LONGEST = 100  # characters of a word; a database refuses one that fills pages


@dataclass(frozen=True)
class Term:
    """Tokens that must stand next to each other; the last one may be only the start of a word."""

    tokens: tuple[str, ...]
    prefix: bool


def runs(text: str) -> list[str]:
    return RUNS.findall(unicodedata.normalize("NFKC", text).lower())


def of_document(text: str) -> list[str]:
    """The tokens of a text in order: `显存不够` -> 显存 存不 不够 够."""
    tokens: list[str] = []
    for run in runs(text):
        if IS_HAN.match(run):
            tokens += [run[i : i + 2] for i in range(len(run))]
        else:
            tokens.append(run[:LONGEST])
    return tokens


def of_query(text: str, limit: int = 12) -> list[Term]:
    """The terms that must all be found; anything that is no letter or digit is ignored."""
    terms = []
    for run in runs(text)[:limit]:
        if IS_HAN.match(run) and len(run) > 1:
            terms.append(Term(tuple(run[i : i + 2] for i in range(len(run) - 1)), prefix=False))
        else:
            terms.append(Term((run[:LONGEST],), prefix=True))
    return terms
