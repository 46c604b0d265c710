"""Which questions a session asks, and in which order. Pure, and the same for the same seed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from random import Random

from practice.queue import Entry, Queue


@dataclass(frozen=True)
class Choice:
    """One question that could be asked."""

    question: int
    category: int
    of: int | None = None  # its main question, when it is a follow-up
    rungs: tuple[int, ...] = ()  # its follow-ups that are due or new
    urgency: float = 0.0  # the higher the sooner; equals keep the order given

    @property
    def main(self) -> int:
        return self.of or self.question


def choose(groups: Sequence[Iterable[Choice]], size: int, seed: int) -> Queue:
    """Up to `size` questions, group after group (what is due, then what is new), as a queue.

    Within a group the most urgent are taken, categories take turns and siblings are kept apart.
    No question comes twice, and a follow-up whose main question is asked waits for its ladder.
    """
    random = Random(seed)
    picked: dict[int, tuple[int, Choice]] = {}  # by question: its group and the choice
    for number, group in enumerate(groups):
        for choice in sorted(group, key=lambda choice: -choice.urgency):
            if len(picked) < size and choice.question not in picked and choice.of not in picked:
                picked[choice.question] = (number, choice)
                if choice.of is None:  # its follow-ups come with it, and leave room for others
                    picked = {q: p for q, p in picked.items() if p[1].of != choice.question}
    order: list[Choice] = []
    for number in range(len(groups)):
        fresh = [choice for group, choice in picked.values() if group == number]
        order += _interleave(fresh, order[-1] if order else None, random)
    return tuple(
        Entry(choice.question, choice.category, of=choice.of, rungs=choice.rungs)
        for choice in order
    )


def _interleave(choices: list[Choice], last: Choice | None, random: Random) -> list[Choice]:
    """Categories take turns, the longest first; two of one main question are kept apart."""
    piles: dict[int, list[Choice]] = defaultdict(list)
    for choice in choices:
        piles[choice.category].append(choice)
    tie = {category: random.random() for category in piles}
    order: list[Choice] = []
    while any(piles.values()):
        ranked = sorted(filter(piles.get, piles), key=lambda key: (-len(piles[key]), tie[key]))
        category = next((key for key in ranked if last is None or key != last.category), ranked[0])
        pile = piles[category]
        place = next((i for i, c in enumerate(pile) if last is None or c.main != last.main), 0)
        last = pile.pop(place)
        order.append(last)
    return order
