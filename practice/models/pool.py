"""The questions that a session could ask a candidate, read from the database for `selection`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import date
from random import Random
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from practice.models.card import Card, CardQuerySet
from practice.selection import Choice
from questions.models import Category, Question

if TYPE_CHECKING:
    from practice.models.user import User


@dataclass(frozen=True)
class Wish:
    """What a candidate wants to be asked. Empty means: whatever there is."""

    sources: tuple[str, ...] = ("due", "new")
    categories: tuple[str, ...] = ()  # slugs; with all that is below them
    kinds: tuple[str, ...] = ()
    difficulties: tuple[int, ...] = ()
    size: int = 18
    seconds: int | None = None  # for each question of a mock interview

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def is_daily(self) -> bool:
        """Only the daily queue keeps to the candidate's number of new questions a day."""
        return self.sources == ("due", "new") and not (
            self.categories or self.kinds or self.difficulties
        )


@dataclass
class Pool:
    """Reads at most as many rows as a session can ask."""

    user: User
    day: date
    wish: Wish = field(default_factory=Wish)
    seed: int = 0  # for sources without an order of their own

    def groups(self) -> list[list[Choice]]:
        """The choices of each wished source, in the order wished."""
        groups = [getattr(self, f"_{source}")() for source in self.wish.sources]
        return self._with_ladders(groups)

    def due_count(self) -> int:
        return self._due_cards().count()

    def new_count(self) -> int:
        """Main questions never practised that today still has room for."""
        unseen: int = self._unseen().count()
        return min(self._room_for_new(), unseen)

    def _due(self) -> list[Choice]:
        return self._choices(self._due_cards().order_by("due", "stability", "pk"))

    def _due_cards(self) -> CardQuerySet:
        """Without the follow-ups whose main question is due, too: they come with that one."""
        mains = Card.objects.of(self.user).practisable().due(self.day)
        due = self._cards().due(self.day)
        return due.exclude(question__parent__in=mains.values("question"))

    def _weak(self) -> list[Choice]:
        return self._choices(self._cards().weak().order_by("last_rating", "-lapses", "due", "pk"))

    def _choices(self, cards: CardQuerySet) -> list[Choice]:
        rows = cards.values_list("question_id", "question__category_id", "question__parent_id")
        return [Choice(*row) for row in rows[: self.wish.size]]

    def _new(self) -> list[Choice]:
        room = self._room_for_new() if self.wish.is_daily else self.wish.size
        return self._take_turns(self._unseen(), room)

    def _bookmarked(self) -> list[Choice]:
        return self._at_random(self._questions().filter(bookmarks__user=self.user))

    def _all(self) -> list[Choice]:
        return self._at_random(self._questions().main())

    def _at_random(self, questions: Any) -> list[Choice]:
        rows = list(questions.in_bank_order().values_list("pk", "category_id", "parent_id"))
        Random(self.seed).shuffle(rows)
        return self._in_turns(rows, self.wish.size)

    def _take_turns(self, questions: Any, room: int) -> list[Choice]:
        rows = questions.in_bank_order().values_list("pk", "category_id", "parent_id")
        return self._in_turns(rows.iterator(), room)

    def _in_turns(self, rows: Iterable[tuple[int, int, int | None]], room: int) -> list[Choice]:
        """The first questions of every category before the second ones, in the order given."""
        seen: dict[int, int] = defaultdict(int)
        ranked = []
        for pk, category, parent in rows:
            ranked.append((seen[category], Choice(pk, category, parent)))
            seen[category] += 1
        ranked.sort(key=lambda pair: pair[0])
        return [choice for _, choice in ranked[: max(0, room)]]

    def _room_for_new(self) -> int:
        begun = self.user.cards.filter(first_day=self.day, question__parent=None).count()
        return max(0, self.user.new_per_day - begun)

    def _unseen(self) -> Any:
        return self._questions().main().exclude(cards__user=self.user)

    def _cards(self) -> CardQuerySet:
        cards = Card.objects.of(self.user).practisable()
        return cards.filter(self._wished("question__"))

    def _questions(self) -> Any:
        questions = Question.objects.published().exclude(suspensions__user=self.user)
        return questions.filter(self._wished(""))

    def _wished(self, prefix: str) -> Q:
        wanted = Q()
        if self.wish.categories:
            below = Q()
            for path in Category.objects.filter(slug__in=self.wish.categories).values_list(
                "path", flat=True
            ):
                below |= Q(**{f"{prefix}path__startswith": f"{path}/"})
            wanted &= below or Q(pk=None)
        if self.wish.kinds:
            wanted &= Q(**{f"{prefix}kind__in": self.wish.kinds})
        if self.wish.difficulties:
            wanted &= Q(**{f"{prefix}difficulty__in": self.wish.difficulties})
        return wanted

    def _with_ladders(self, groups: list[list[Choice]]) -> list[list[Choice]]:
        mains = {choice.question for group in groups for choice in group if choice.of is None}
        ladders = self.ladders(mains)
        return [
            [
                Choice(c.question, c.category, c.of, tuple(ladders.get(c.question, ())), c.urgency)
                for c in group
            ]
            for group in groups
        ]

    def ladders(self, mains: Iterable[int], *, whole: bool = False) -> dict[int, list[int]]:
        """The follow-ups of main questions, in order: those due or new, or all of them."""
        follow_ups = Question.objects.published().filter(parent__in=list(mains))
        follow_ups = follow_ups.exclude(suspensions__user=self.user)
        if not whole:
            later = Card.objects.of(self.user).filter(
                due__gt=self.day, question__parent__in=list(mains)
            )
            follow_ups = follow_ups.exclude(pk__in=later.values("question"))
        ladders: dict[int, list[int]] = defaultdict(list)
        for pk, main in follow_ups.in_bank_order().values_list("pk", "parent_id"):
            assert main is not None
            ladders[main].append(pk)
        return ladders
