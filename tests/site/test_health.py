"""Liveness and readiness."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest
from django.db import OperationalError, connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def database_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        raise OperationalError("connection to server at 10.0.0.7 failed: password=hunter2")

    monkeypatch.setattr(connection, "cursor", refuse)


def test_it_is_alive_and_ready(client: Client) -> None:
    for path in ("/healthz", "/readyz"):
        response = client.get(path)
        assert (response.status_code, response.json()) == (200, {"status": "ok"})
        assert "no-store" in response.headers["Cache-Control"]


def test_it_is_not_ready_before_every_migration(client: Client) -> None:
    MigrationRecorder(connection).record_unapplied("questions", "0002_search")
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "unready", "reason": "1 migrations are not applied"}
    assert client.get("/healthz").status_code == 200


def test_without_a_database_it_is_alive_but_not_ready(client: Client, database_down: None) -> None:
    response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json() == {"status": "unready", "reason": "the database does not answer"}
    assert client.get("/healthz").status_code == 200


def test_only_reading_is_allowed(client: Client) -> None:
    for path in ("/healthz", "/readyz"):
        assert client.head(path).status_code == 200
        assert client.post(path).status_code == 405
