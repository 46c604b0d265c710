"""What every test may use."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """A file for SQLite's test database, as in production: one connection a thread, WAL."""
    if connection.vendor == "sqlite":
        name = Path(settings.VAR_DIR) / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(name)
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")
