"""One checkable idea that a good answer contains."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from questions.models.localized import Localized
from questions.models.question import Question


class KeyPointManager(models.Manager["KeyPoint"]):
    def get_by_natural_key(self, question: str, key: str) -> KeyPoint:
        return self.get(question__slug=question, key=key)


class KeyPoint(models.Model):
    class Level(models.TextChoices):
        MUST = "must", _("Must")
        SHOULD = "should", _("Should")
        BONUS = "bonus", _("Bonus")

    question = models.ForeignKey(
        Question, models.CASCADE, verbose_name=_("question"), related_name="key_points"
    )
    key = models.SlugField(
        _("key"), max_length=12, help_text=_("k1, k2 … Keep it: attempts refer to it.")
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    level = models.CharField(_("level"), max_length=6, choices=Level, default=Level.MUST)
    text_zh = models.CharField(_("point (zh)"), max_length=300)
    text_en = models.CharField(_("point (en)"), max_length=500, blank=True)
    accept_zh = models.CharField(_("accept (zh)"), max_length=300, blank=True)
    accept_en = models.CharField(_("accept (en)"), max_length=500, blank=True)
    reject_zh = models.CharField(_("disqualifies (zh)"), max_length=300, blank=True)
    reject_en = models.CharField(_("disqualifies (en)"), max_length=500, blank=True)

    text = Localized()
    accept = Localized()
    reject = Localized()
    objects = KeyPointManager()

    class Meta:
        verbose_name = _("key point")
        verbose_name_plural = _("key points")
        ordering = ["position", "pk"]  # also the order of a prefetch
        constraints = [models.UniqueConstraint(fields=["question", "key"], name="key_point_key")]

    def __str__(self) -> str:
        return self.text

    def natural_key(self) -> tuple[str, str]:
        return (self.question.slug, self.key)

    natural_key.dependencies = ["questions.question"]  # type: ignore[attr-defined]
