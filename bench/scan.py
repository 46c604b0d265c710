"""What a search has to find, by reading every text; knows nothing of the index. Pure."""

from __future__ import annotations

import re
import unicodedata

PARTS = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9]+")


def folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).lower()


def holds(text: str, query: str) -> bool:
    """Whether a folded text holds every part: Chinese anywhere, a Latin word from its start."""
    return all(_holds(text, part) for part in PARTS.findall(folded(query)))


def _holds(text: str, part: str) -> bool:
    if part not in text:
        return False
    return not part.isascii() or bool(re.search(rf"(?<![a-z0-9]){part}", text))
