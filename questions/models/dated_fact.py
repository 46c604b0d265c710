"""A claim that ages, with the month in which it was checked and where to check it again."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from questions.models.localized import Localized
from questions.models.question import Question

LIFETIME = {"fast": timedelta(days=90), "slow": timedelta(days=365)}


class DatedFact(models.Model):
    class Pace(models.TextChoices):
        FAST = "fast", _("fast: 90 days")
        SLOW = "slow", _("slow: one year")

    question = models.ForeignKey(
        Question, models.CASCADE, verbose_name=_("question"), related_name="dated_facts"
    )
    key = models.SlugField(_("key"), max_length=12)
    claim_zh = models.CharField(_("claim (zh)"), max_length=400)
    claim_en = models.CharField(_("claim (en)"), max_length=600)
    as_of = models.DateField(
        _("as of"), help_text=_("The first of the month in which it was checked.")
    )
    pace = models.CharField(_("pace"), max_length=4, choices=Pace, default=Pace.FAST)
    recheck = models.CharField(_("check again at"), max_length=300)

    claim = Localized()

    class Meta:
        verbose_name = _("dated fact")
        verbose_name_plural = _("dated facts")
        ordering = ["key", "pk"]  # also the order of a prefetch
        constraints = [models.UniqueConstraint(fields=["question", "key"], name="dated_fact_key")]

    def __str__(self) -> str:
        return self.claim

    def over_age(self, today: date) -> bool:
        return today - self.as_of > LIFETIME[self.pace]
