"""An account and how its owner wants to practise."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo, available_timezones

from django.contrib.auth.models import AbstractUser
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from practice import study_day


def validate_zone(name: str) -> None:
    if name not in available_timezones():
        raise ValidationError(_("That is not a time zone."))


class User(AbstractUser):
    """Curators are users with `is_staff`; every user may practise."""

    class Language(models.TextChoices):
        BROWSER = "", _("Same as the browser")
        CHINESE = "zh-hans", "中文"
        ENGLISH = "en", "English"

    language = models.CharField(_("language"), max_length=7, choices=Language, blank=True)
    time_zone = models.CharField(
        _("time zone"), max_length=40, default="Asia/Shanghai", validators=[validate_zone]
    )
    rollover_hour = models.PositiveSmallIntegerField(
        _("the study day ends at"),
        default=4,
        validators=[MaxValueValidator(12)],
        help_text=_("An hour from 0 to 12. What you practise before it counts for the day before."),
    )
    new_per_day = models.PositiveSmallIntegerField(
        _("new questions a day"), default=8, validators=[MaxValueValidator(100)]
    )
    session_size = models.PositiveSmallIntegerField(
        _("questions a session"),
        default=18,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    desired_retention = models.FloatField(
        _("desired retention"),
        default=0.9,
        validators=[MinValueValidator(0.7), MaxValueValidator(0.97)],
        help_text=_("The chance of recall at which a question comes back, 0.70 to 0.97."),
    )
    shows_timer = models.BooleanField(_("show the timer"), default=False)
    shows_next_date = models.BooleanField(_("show when a question comes back"), default=False)

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    def study_day(self, now: datetime) -> date:
        """The day to which what is practised now counts."""
        return study_day.of(now, self.zone, self.rollover_hour)
