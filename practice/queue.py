"""The queue of a session: what follows a pass, a miss, a skip. Pure; stored as plain JSON."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Self

MISSED = 1
SURE = 3
GAP = 5  # other questions before a missed one returns
TRIES = 3  # showings of one question in a session


@dataclass(frozen=True)
class Entry:
    """One showing to come."""

    question: int
    category: int
    of: int | None = None  # the main question, when this is one of its follow-ups
    rungs: tuple[int, ...] = ()  # follow-ups that a pass leads to, in order
    tries: int = 1  # 1 at first, 2 and 3 when it returns
    sure: bool = False  # it returns because the candidate was sure, and wrong
    depth: int = 0  # 追问 1, 2 …; 0 for a main question

    def as_json(self) -> dict[str, Any]:
        """A dictionary without what is at its default."""
        values = {
            "q": self.question, "c": self.category, "of": self.of, "rungs": list(self.rungs),
            "try": self.tries, "sure": self.sure, "depth": self.depth,
        }  # fmt: skip
        default: dict[str, Any] = {"of": None, "rungs": [], "try": 1, "sure": False, "depth": 0}
        return {key: value for key, value in values.items() if value != default.get(key)}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(
            question=data["q"],
            category=data["c"],
            of=data.get("of"),
            rungs=tuple(data.get("rungs", ())),
            tries=data.get("try", 1),
            sure=data.get("sure", False),
            depth=data.get("depth", 0),
        )

    @property
    def main(self) -> int:
        return self.of or self.question


Queue = tuple[Entry, ...]


def after_rating(queue: Queue, rating: int, confidence: int | None) -> Queue:
    """The queue once its head is rated: a pass climbs the ladder, a miss returns later."""
    head, rest = queue[0], queue[1:]
    if rating == MISSED:
        return _returning(head, rest, sure=confidence == SURE)
    if head.rungs:
        rung = Entry(
            head.rungs[0], head.category, of=head.main, rungs=head.rungs[1:], depth=head.depth + 1
        )
        return (rung, *(entry for entry in rest if entry.question != rung.question))
    return rest


def after_skip(queue: Queue) -> Queue:
    return queue[1:]


def without_ladder(queue: Queue) -> Queue:
    """The queue when the candidate has had enough of the head's follow-ups."""
    main = queue[0].main
    return tuple(entry for entry in queue if not (entry.depth and entry.main == main))


def waiting_mains(queue: Queue) -> int:
    """Main questions not yet shown, the head included; returns and follow-ups do not count."""
    return sum(entry.tries == 1 and not entry.depth for entry in queue)


def _returning(head: Entry, rest: Queue, *, sure: bool) -> Queue:
    """Put a missed head back, behind at least five others; a sure one before other returning ones.

    Where fewer than five are left it does not return: its card is due tomorrow.
    """
    if head.tries >= TRIES or len(rest) < GAP:
        return rest
    place = GAP
    if not sure:
        waiting = [i for i, entry in enumerate(rest) if entry.tries > 1 and i >= GAP]
        place = max([GAP, *(i + 1 for i in waiting)])
    rungs = () if head.depth else head.rungs  # a missed follow-up ends its ladder
    back = replace(head, rungs=rungs, tries=head.tries + 1, sure=sure)
    return (*rest[:place], back, *rest[place:])


def dump(queue: Sequence[Entry]) -> list[dict[str, Any]]:
    return [entry.as_json() for entry in queue]


def load(data: Sequence[dict[str, Any]]) -> Queue:
    return tuple(Entry.from_json(entry) for entry in data)
