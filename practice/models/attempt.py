"""One showing of one question to one candidate; once rated it is a fact and never changes.

An undo does not change it either: it marks the attempt as taken back and opens a new one with the
same text. Cards and tallies are derived from the attempts that stand.
"""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from questions.models import Category, Question

if TYPE_CHECKING:
    from practice.models.user import User

ANSWER_LIMIT = 20_000  # characters
GRACE = timedelta(seconds=3)  # for an answer to travel, after its deadline
TIME_CAP_MS = 5 * 60 * 1000  # a longer pause is a pause, not thinking
KEPT = (  # by a showing that takes the place of one taken back
    "session_id", "user_id", "question_id", "category_id", "tries", "depth", "study_day",
    "retention", "shown_at", "deadline", "answer", "answered_at", "confidence", "revealed_at",
    "reveal_ms", "hits", "gave_up",
)  # fmt: skip


class AttemptQuerySet(models.QuerySet["Attempt"]):
    def standing(self) -> Self:
        """Not taken back."""
        return self.filter(undone_at=None)

    def rated(self) -> Self:
        return self.filter(rating__isnull=False, undone_at=None)

    def of(self, user: User) -> Self:
        return self.filter(user=user)

    def open(self) -> Self:
        """Still taking text."""
        return self.filter(rating=None, skipped_at=None, undone_at=None)

    def taking_text(self, now: datetime) -> Self:
        """Open, before the reveal, and not past a mock interview's deadline."""
        in_time = models.Q(deadline=None) | models.Q(deadline__gte=now - GRACE)
        return self.open().filter(in_time, revealed_at=None, answered_at=None)

    def locked(self) -> Self:
        """With their session, to be changed in this transaction, by nobody else meanwhile."""
        return self.select_related("session").select_for_update(of=("self", "session"))

    def in_order(self) -> Self:
        """As they were rated."""
        return self.order_by("rated_at", "turn", "pk")


class Attempt(models.Model):
    class Confidence(models.IntegerChoices):
        UNSURE = 1, _("Not sure")
        FAMILIAR = 2, _("Rings a bell")
        SURE = 3, _("Sure")

    class Rating(models.IntegerChoices):
        MISSED = 1, _("Missed it")
        PARTLY = 2, _("Missed points")
        GOOD = 3, _("Got it")
        EASY = 4, _("Effortless")

    # The id is the idempotency token of its showing.
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(
        "practice.Session", models.CASCADE, verbose_name=_("session"), related_name="attempts"
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="attempts"
    )
    question = models.ForeignKey(
        Question, models.PROTECT, verbose_name=_("question"), related_name="attempts"
    )
    category = models.ForeignKey(  # at that time: a question that moves rewrites no history
        Category, models.PROTECT, verbose_name=_("category"), related_name="+"
    )
    tries = models.PositiveSmallIntegerField(_("try"), default=1)
    depth = models.PositiveSmallIntegerField(_("follow-up depth"), default=0)
    study_day = models.DateField(_("study day"))
    retention = models.FloatField(_("desired retention"))
    shown_at = models.DateTimeField(_("shown at"))
    deadline = models.DateTimeField(_("deadline"), null=True, blank=True)
    answer = models.TextField(_("answer"), blank=True, max_length=ANSWER_LIMIT)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    confidence = models.PositiveSmallIntegerField(
        _("confidence"), choices=Confidence, null=True, blank=True
    )
    revealed_at = models.DateTimeField(_("revealed at"), null=True, blank=True)
    reveal_ms = models.PositiveIntegerField(_("time to reveal (ms)"), null=True, blank=True)
    hits = models.JSONField(_("key points hit"), default=list, blank=True)
    gave_up = models.BooleanField(_("said “I don't know”"), default=False)
    rating = models.PositiveSmallIntegerField(_("rating"), choices=Rating, null=True, blank=True)
    rated_at = models.DateTimeField(_("rated at"), null=True, blank=True)
    rate_ms = models.PositiveIntegerField(_("time to rating (ms)"), null=True, blank=True)
    skipped_at = models.DateTimeField(_("skipped at"), null=True, blank=True)
    undone_at = models.DateTimeField(_("taken back at"), null=True, blank=True)
    turn = models.PositiveIntegerField(_("turn"), null=True, blank=True)
    queue_before = models.JSONField(default=list, blank=True, editable=False)

    objects = AttemptQuerySet.as_manager()

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints = [
            models.UniqueConstraint(
                fields=["session", "question", "tries"],
                name="attempt_once_a_showing", condition=models.Q(undone_at=None),
            ),
            models.UniqueConstraint(
                fields=["session", "turn"],
                name="attempt_once_a_turn", condition=models.Q(undone_at=None, turn__isnull=False),
            ),
            models.CheckConstraint(
                name="attempt_rating_1_to_4",
                condition=models.Q(rating=None) | models.Q(rating__range=(1, 4)),
            ),
            models.CheckConstraint(
                name="attempt_confidence_1_to_3",
                condition=models.Q(confidence=None) | models.Q(confidence__range=(1, 3)),
            ),
            models.CheckConstraint(
                name="attempt_rated_after_reveal",
                condition=models.Q(rating=None)
                | models.Q(revealed_at__isnull=False, rated_at__isnull=False),
            ),
        ]  # fmt: skip
        indexes = [
            models.Index(fields=["user", "question", "rated_at"], name="attempt_history"),
            models.Index(fields=["user", "study_day"], name="attempt_day"),
        ]

    def __str__(self) -> str:
        return f"{self.question_id} · {self.rating or '–'}"

    @property
    def is_revealed(self) -> bool:
        return self.revealed_at is not None

    @property
    def is_finished(self) -> bool:
        """Rated, skipped or taken back: nothing more happens to it."""
        return bool(self.rating or self.skipped_at or self.undone_at)

    @property
    def is_follow_up(self) -> bool:
        return self.depth > 0

    @property
    def used_seconds(self) -> int:
        """From the question to its answer; in a mock interview, to handing in."""
        return (self.reveal_ms or 0) // 1000

    @property
    def missed_surely(self) -> bool:
        return self.confidence == self.Confidence.SURE and self.rating == self.Rating.MISSED

    def reopen(self) -> None:
        """A new showing in place of this one, taken back: all that was typed and ticked is kept."""
        Attempt.objects.create(**{name: getattr(self, name) for name in KEPT})

    def milliseconds(self, since: datetime | None, now: datetime, measured: int | None) -> int:
        """Time between two steps: what the browser measured, never more than really passed."""
        passed = int((now - (since or self.shown_at)).total_seconds() * 1000)
        return max(0, min(passed, TIME_CAP_MS, passed if measured is None else measured))
