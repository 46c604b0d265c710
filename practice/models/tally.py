"""Counts of one candidate's ratings a study day and category; derived from the attempts."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection, models
from django.utils.translation import gettext_lazy as _

from questions.models import Category

if TYPE_CHECKING:
    from practice.models.attempt import Attempt

RATINGS = {1: "missed", 2: "partly", 3: "good", 4: "easy"}
CONFIDENCES = {1: "unsure", 2: "familiar", 3: "sure"}
RECALLED = 3
COUNTS = (
    "missed", "partly", "good", "easy", "unsure", "unsure_recalled", "familiar",
    "familiar_recalled", "sure", "sure_recalled", "milliseconds",
)  # fmt: skip


def contribution(attempt: Attempt) -> Counter[str]:
    """What one rated attempt adds to its tally."""
    assert attempt.rating is not None
    counts = Counter({RATINGS[attempt.rating]: 1})
    if attempt.confidence:
        name = CONFIDENCES[attempt.confidence]
        counts[name] = 1
        counts[f"{name}_recalled"] = int(attempt.rating >= RECALLED)
    counts["milliseconds"] = (attempt.reveal_ms or 0) + (attempt.rate_ms or 0)
    return counts


class Tally(models.Model):
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="tallies"
    )
    study_day = models.DateField(_("study day"))
    category = models.ForeignKey(
        Category, models.PROTECT, verbose_name=_("category"), related_name="tallies"
    )
    missed = models.PositiveIntegerField(default=0)
    partly = models.PositiveIntegerField(default=0)
    good = models.PositiveIntegerField(default=0)
    easy = models.PositiveIntegerField(default=0)
    unsure = models.PositiveIntegerField(default=0)
    unsure_recalled = models.PositiveIntegerField(default=0)
    familiar = models.PositiveIntegerField(default=0)
    familiar_recalled = models.PositiveIntegerField(default=0)
    sure = models.PositiveIntegerField(default=0)
    sure_recalled = models.PositiveIntegerField(default=0)
    milliseconds = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("tally")
        verbose_name_plural = _("tallies")
        constraints = [
            models.UniqueConstraint(fields=["user", "study_day", "category"], name="tally_once")
        ]

    def __str__(self) -> str:
        return f"{self.study_day} · {self.category_id}"

    @classmethod
    def add(cls, attempt: Attempt) -> None:
        """Count a rating, in one statement: insert the tally or add to it."""
        values = {**_key(attempt), **{name: contribution(attempt)[name] for name in COUNTS}}
        table, places = cls._meta.db_table, ", ".join(["%s"] * len(values))
        sums = ", ".join(f"{name} = {table}.{name} + excluded.{name}" for name in COUNTS)
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places}) "  # noqa: S608
                f"ON CONFLICT (user_id, study_day, category_id) DO UPDATE SET {sums}",
                list(values.values()),
            )

    @classmethod
    def take_back(cls, attempt: Attempt) -> None:
        """Uncount a rating; a tally that falls to nothing goes, as if it had never been."""
        mine = cls.objects.filter(**_key(attempt))
        mine.update(
            **{name: models.F(name) - count for name, count in contribution(attempt).items()}
        )
        mine.filter(missed=0, partly=0, good=0, easy=0).delete()


def _key(attempt: Attempt) -> dict[str, int | date]:
    return {
        "user_id": attempt.user_id,
        "study_day": attempt.study_day,
        "category_id": attempt.category_id,
    }
