"""What every test may use."""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from practice.models import User
from tests.factories import a_user


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """A file for SQLite's test database, as in production: one connection a thread, WAL."""
    if connection.vendor == "sqlite":
        name = Path(settings.VAR_DIR) / "test.sqlite3"
        connection.settings_dict["TEST"]["NAME"] = str(name)
    request.getfixturevalue("django_db_modify_db_settings_parallel_suffix")


def pytest_configure() -> None:
    """Accounts are made by the hundred here, and nobody guesses their passwords."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    for handler in logging.getLogger().handlers:
        if isinstance(handler, logging.StreamHandler):
            handler.setStream(sys.__stderr__)  # its own is pytest's, closed before the first test


@pytest.fixture
def user(db: None) -> User:
    return a_user()


@pytest.fixture
def candidate(user: User) -> Client:
    """A browser in which `user` is logged in."""
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def stranger(db: None) -> Client:
    """A browser in which another candidate is logged in."""
    client = Client()
    client.force_login(a_user())
    return client
