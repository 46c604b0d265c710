"""An error that a candidate reports in a question or its answer."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from questions.models.question import Question


class Report(models.Model):
    class Kind(models.TextChoices):
        WRONG = "wrong", _("Something is wrong")
        OUTDATED = "outdated", _("Something is out of date")
        UNCLEAR = "unclear", _("Something is unclear")
        LANGUAGE = "language", _("Wording or translation")

    class Status(models.TextChoices):
        OPEN = "open", _("open")
        MENDED = "mended", _("mended")
        DECLINED = "declined", _("declined")

    question = models.ForeignKey(
        Question, models.CASCADE, verbose_name=_("question"), related_name="reports"
    )
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        verbose_name=_("reported by"),
        related_name="+",
        null=True,
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.WRONG)
    text = models.TextField(_("what is wrong"), max_length=2000)
    status = models.CharField(_("status"), max_length=8, choices=Status, default=Status.OPEN)
    created_at = models.DateTimeField(_("reported at"))

    class Meta:
        verbose_name = _("report")
        verbose_name_plural = _("reports")

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.text[:60]}"
