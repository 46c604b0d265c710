"""A study day ends at the candidate's rollover hour, in the candidate's own time zone."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo


def of(now: datetime, zone: ZoneInfo, rollover_hour: int) -> date:
    """The study day of an aware moment: before the rollover hour, still the day before."""
    local = now.astimezone(zone)
    return local.date() - timedelta(days=local.hour < rollover_hour)
