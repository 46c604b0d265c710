"""The suite runs on the database that it says it runs on."""

from __future__ import annotations

import os
import socket
from concurrent.futures import ThreadPoolExecutor
from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection, connections

from questions.models import Category


def test_the_run_is_on_the_database_that_was_asked_for() -> None:
    assert connection.vendor == os.environ["QIANMIAN_TEST_DB"]


@pytest.mark.django_db
def test_every_change_of_a_model_has_its_migration() -> None:
    out = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=out)
    assert out.getvalue().strip() == "No changes detected"


@pytest.mark.django_db(transaction=True)
def test_another_thread_sees_what_this_one_has_committed() -> None:
    def count_elsewhere() -> int:
        try:
            return Category.objects.filter(slug="thread").count()
        finally:
            connections.close_all()

    Category.objects.create(slug="thread", name_zh="线程", name_en="Thread")
    with ThreadPoolExecutor(1) as pool:
        assert pool.submit(count_elsewhere).result() == 1


@pytest.mark.django_db
def test_sqlite_waits_instead_of_failing_and_survives_a_power_cut() -> None:
    if connection.vendor != "sqlite":
        pytest.skip("SQLite's own settings")
    with connection.cursor() as cursor:
        values = [cursor.execute(f"PRAGMA {name}").fetchone()[0] for name in
                  ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")]  # fmt: skip
    assert values == ["wal", 2, 20_000, 1]


def test_a_test_cannot_reach_beyond_this_machine() -> None:
    with socket.socket() as beyond, pytest.raises(RuntimeError, match="tried to reach"):
        beyond.connect(("192.0.2.1", 80))
