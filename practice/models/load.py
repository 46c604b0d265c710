"""What a study day holds for a candidate, and what the next days bring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Sum

from practice import pace
from practice.models.card import Card
from practice.models.pool import Pool, Wish
from practice.models.tally import Tally
from practice.models.user import User

PACE_DAYS = 30
WEEK = 7


@dataclass(frozen=True)
class Load:
    """Today's daily session, before it is started."""

    due: int
    new: int
    size: int  # of the session: due and new, at most what the candidate wants at a time
    minutes: int

    @classmethod
    def today(cls, user: User, day: date) -> Load:
        pool = Pool(user, day, Wish(size=user.session_size))
        due, new = pool.due_count(), pool.new_count()
        size = min(due + new, user.session_size)
        return cls(due, new, size, pace.minutes(size, seconds_each(user, day)))


def seconds_each(user: User, day: date) -> float:
    """The candidate's own pace over the last thirty days."""
    rated = F("missed") + F("partly") + F("good") + F("easy")
    sums = Tally.objects.filter(user=user, study_day__gt=day - timedelta(days=PACE_DAYS)).aggregate(
        time=Sum("milliseconds"), count=Sum(rated)
    )
    return pace.seconds_each(sums["time"] or 0, sums["count"] or 0)


def week_ahead(user: User, day: date) -> list[tuple[date, int]]:
    """How many cards fall due on each of the next seven days; the overdue count for tomorrow."""
    days = [day + timedelta(days=n) for n in range(1, WEEK + 1)]
    cards = Card.objects.of(user).practisable().due(days[-1])
    counts = dict.fromkeys(days, 0)
    for due, count in cards.values("due").annotate(n=Count("pk")).values_list("due", "n"):
        counts[max(due, days[0])] += count
    return list(counts.items())
