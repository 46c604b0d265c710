"""What a candidate sets beside a question: a bookmark, a note, "not again"."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from questions.models import Question

NOTE_LIMIT = 10_000  # characters


class Bookmark(models.Model):
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="bookmarks")
    question = models.ForeignKey(Question, models.CASCADE, related_name="bookmarks")
    created_at = models.DateTimeField(_("created at"))

    class Meta:
        verbose_name = _("bookmark")
        verbose_name_plural = _("bookmarks")
        constraints = [models.UniqueConstraint(fields=["user", "question"], name="bookmark_once")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.question_id}"


class Suspension(models.Model):
    """The candidate does not want this question again."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="suspensions")
    question = models.ForeignKey(Question, models.CASCADE, related_name="suspensions")
    created_at = models.DateTimeField(_("created at"))

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        constraints = [models.UniqueConstraint(fields=["user", "question"], name="suspension_once")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.question_id}"


class Note(models.Model):
    """The candidate's own words on a question, in Markdown."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notes")
    question = models.ForeignKey(Question, models.CASCADE, related_name="notes")
    text = models.TextField(_("note"), max_length=NOTE_LIMIT)
    updated_at = models.DateTimeField(_("updated at"))

    class Meta:
        verbose_name = _("note")
        verbose_name_plural = _("notes")
        constraints = [models.UniqueConstraint(fields=["user", "question"], name="note_once")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.question_id}"
