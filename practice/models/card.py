"""What is believed about one candidate's memory of one question; derived from the attempts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from practice import schedule
from questions.models import Question

if TYPE_CHECKING:
    from practice.models.attempt import Attempt
    from practice.models.user import User

READY = 3  # study days on which a ready question was recalled
RECALLED = 3  # rating from which a question counts as recalled


class CardQuerySet(models.QuerySet["Card"]):
    def of(self, user: User) -> Self:
        return self.filter(user=user)

    def due(self, day: date) -> Self:
        return self.filter(due__lte=day)

    def weak(self) -> Self:
        """Rated below "got it" last time."""
        return self.filter(last_rating__lt=RECALLED)

    def ready(self) -> Self:
        return self.filter(recall_days__gte=READY)

    def practisable(self) -> Self:
        """Of published questions that the candidate has not put away."""
        return self.filter(question__status=Question.Status.PUBLISHED).exclude(
            question__suspensions__user=models.F("user")
        )


@dataclass
class State:
    """The derived columns of a card, folded from its reviews in order."""

    memory: schedule.Memory | None = None
    first_day: date | None = None
    last_rating: int = 0
    reviews: int = 0
    lapses: int = 0
    recall_days: int = 0
    last_recall_day: date | None = None

    def after(self, review: schedule.Review) -> Self:
        new = replace(self)
        new.memory = schedule.review(self.memory, review.rating, review.day, review.retention)
        new.first_day = self.first_day or review.day
        new.last_rating = review.rating
        new.reviews += 1
        new.lapses += review.rating < schedule.PASS and self.reviews > 0
        if review.rating >= RECALLED and review.day != self.last_recall_day:
            new.recall_days, new.last_recall_day = self.recall_days + 1, review.day
        return new


class Card(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="cards"
    )
    question = models.ForeignKey(
        Question, models.PROTECT, verbose_name=_("question"), related_name="cards"
    )
    stability = models.FloatField(_("stability (days)"))
    difficulty = models.FloatField(_("difficulty"))
    due = models.DateField(_("due"))
    last = models.DateField(_("last practised"))
    first_day = models.DateField(_("first practised"))
    last_rating = models.PositiveSmallIntegerField(_("last rating"))
    reviews = models.PositiveIntegerField(_("reviews"), default=0)
    lapses = models.PositiveIntegerField(_("lapses"), default=0)
    recall_days = models.PositiveSmallIntegerField(_("days recalled"), default=0)
    last_recall_day = models.DateField(_("last recalled"), null=True, blank=True)

    objects = CardQuerySet.as_manager()

    class Meta:
        verbose_name = _("card")
        verbose_name_plural = _("cards")
        constraints = [models.UniqueConstraint(fields=["user", "question"], name="card_once")]
        indexes = [
            models.Index(fields=["user", "due"], name="card_due"),
            models.Index(fields=["user", "first_day"], name="card_first_day"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} · {self.due}"

    @property
    def memory(self) -> schedule.Memory:
        return schedule.Memory(self.stability, self.difficulty, self.due, self.last)

    @property
    def is_ready(self) -> bool:
        return self.recall_days >= READY

    @property
    def state(self) -> State:
        return State(
            self.memory, self.first_day, self.last_rating, self.reviews, self.lapses,
            self.recall_days, self.last_recall_day,
        )  # fmt: skip

    def recall(self, day: date) -> float:
        """The expected chance of recall on a day, 0 to 1."""
        return schedule.recall(self.memory, day)

    @staticmethod
    def rate(attempt: Attempt) -> None:
        """Schedule the attempt's question after its rating; makes the card if it is the first."""
        key = {"user_id": attempt.user_id, "question_id": attempt.question_id}
        card = Card.objects.filter(**key).first()
        values = columns((card.state if card else State()).after(review_of(attempt)))
        Card.objects.bulk_create(
            [Card(**key, **values)],
            update_conflicts=True,
            unique_fields=["user", "question"],
            update_fields=list(values),
        )

    @staticmethod
    def rebuild(user_id: int, question_id: int, attempts: Iterable[Attempt]) -> None:
        """Set the card of a question to what its standing attempts, in order, make of it."""
        values = columns(folded(attempts))
        mine = Card.objects.filter(user_id=user_id, question_id=question_id)
        if not values:
            mine.delete()
        else:
            Card.objects.update_or_create(user_id=user_id, question_id=question_id, defaults=values)


def review_of(attempt: Attempt) -> schedule.Review:
    assert attempt.rating is not None
    return schedule.Review(attempt.rating, attempt.study_day, attempt.retention)


def folded(attempts: Iterable[Attempt]) -> State:
    state = State()
    for attempt in attempts:
        state = state.after(review_of(attempt))
    return state


def columns(state: State) -> dict[str, Any]:
    """The values of a card's columns; none for a state without a review."""
    if state.memory is None:
        return {}
    values = {name: value for name, value in state.__dict__.items() if name != "memory"}
    return {**values, **asdict(state.memory)}
