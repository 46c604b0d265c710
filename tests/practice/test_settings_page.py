"""The candidate's settings."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from practice.models import User

pytestmark = pytest.mark.django_db
ADDRESS = "/account/"
GOOD: dict[str, Any] = {
    "language": "en",
    "time_zone": "Europe/Berlin",
    "rollover_hour": 3,
    "new_per_day": 5,
    "session_size": 12,
    "desired_retention": 0.92,
    "shows_timer": "on",
}


def test_settings_are_saved(candidate: Client, user: User) -> None:
    assert candidate.get(ADDRESS).status_code == 200
    response = candidate.post(ADDRESS, GOOD)
    assert response.headers["Location"] == reverse("practice:settings")
    user.refresh_from_db()
    assert (user.time_zone, user.new_per_day, user.shows_timer) == ("Europe/Berlin", 5, True)
    assert "Settings" in candidate.get(ADDRESS).content.decode()


@pytest.mark.parametrize(
    "bad",
    [
        {"time_zone": "Mars/Olympus"},
        {"rollover_hour": 13},
        {"desired_retention": 0.99},
        {"session_size": 0},
        {"session_size": ""},
    ],
)
def test_nonsense_is_refused_next_to_its_field(
    candidate: Client, user: User, bad: dict[str, Any]
) -> None:
    response = candidate.post(ADDRESS, {**GOOD, **bad})
    assert response.status_code == 422
    assert "is-wrong" in response.content.decode()
    user.refresh_from_db()
    assert user.new_per_day == 8


def test_the_model_refuses_an_unknown_time_zone(user: User) -> None:
    user.time_zone = "Mars/Olympus"
    with pytest.raises(Exception, match="time_zone"):
        user.full_clean()
