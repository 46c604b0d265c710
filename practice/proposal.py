"""The rating that the ticked key points propose. The candidate decides."""

from __future__ import annotations

from collections.abc import Collection, Mapping

MISSED, PARTLY, GOOD, EASY = 1, 2, 3, 4


def propose(
    levels: Mapping[str, str], hits: Collection[str], *, gave_up: bool = False
) -> int | None:
    """The proposed rating, from each key point's level and the keys that were ticked.

    Everything: 4. Every must and at least half of the shoulds: 3. Nothing: 1. Else 2.
    None where the question has no key points and the candidate did not give up.
    """
    if gave_up and not hits:
        return MISSED
    if not levels:
        return None
    hit = levels.keys() & set(hits)
    if not hit:
        return MISSED
    if len(hit) == len(levels):
        return EASY
    musts = {key for key, level in levels.items() if level == "must"}
    shoulds = {key for key, level in levels.items() if level == "should"}
    return GOOD if musts <= hit and 2 * len(shoulds & hit) >= len(shoulds) else PARTLY
