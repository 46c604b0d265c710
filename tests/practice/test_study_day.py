"""When a study day ends."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from practice import study_day

SHANGHAI = ZoneInfo("Asia/Shanghai")


@pytest.mark.parametrize(
    ("hour", "rollover", "day"),
    [
        (19, 4, date(2026, 11, 24)),  # 03:00 in Shanghai: still the day before
        (20, 4, date(2026, 11, 25)),  # 04:00
        (15, 0, date(2026, 11, 24)),
        (16, 0, date(2026, 11, 25)),
    ],
)
def test_a_day_ends_at_the_rollover_hour(hour: int, rollover: int, day: date) -> None:
    moment = datetime(2026, 11, 24, hour, tzinfo=UTC)
    assert study_day.of(moment, SHANGHAI, rollover) == day


def test_a_day_is_that_of_the_candidates_own_zone() -> None:
    moment = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert study_day.of(moment, ZoneInfo("Pacific/Auckland"), 0) == date(2026, 11, 25)
    assert study_day.of(moment, ZoneInfo("America/Los_Angeles"), 0) == date(2026, 11, 24)


def test_the_clock_change_loses_no_day() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert study_day.of(datetime(2026, 10, 25, 0, 30, tzinfo=UTC), berlin, 4) == date(2026, 10, 24)
    assert study_day.of(datetime(2026, 10, 25, 3, 30, tzinfo=UTC), berlin, 4) == date(2026, 10, 25)
