"""Prepares a test run before Django reads its settings: environment, database, no network.

Loaded by `-p tests.plugin`: a conftest.py would come after pytest-django has read the settings, and
the run would silently stay on the wrong database. With pytest-xdist the controller prepares and the
workers inherit its environment.
"""

from __future__ import annotations

import atexit
import ipaddress
import os
import secrets
import shutil
import socket
import sys
import tempfile
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests import postgres

VENDORS = ("sqlite", "postgresql")
AT_THE_END = ExitStack()


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Generator[None]:
    _refuse_the_network()
    if not _is_worker():
        _prepare()
    yield


def pytest_configure() -> None:
    if not _is_worker():
        call_command("compile_messages", verbosity=0)


def pytest_report_header() -> str:
    return f"database: {os.environ['QIANMIAN_TEST_DB']}"


def _is_worker() -> bool:
    return "PYTEST_XDIST_WORKER" in os.environ


def _prepare() -> None:
    atexit.register(AT_THE_END.close)
    folder = tempfile.mkdtemp(prefix="qianmian-test-")
    AT_THE_END.callback(shutil.rmtree, folder, ignore_errors=True)
    Path(folder, "static").mkdir()  # whitenoise warns of one that is missing
    os.environ |= {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DJANGO_ALLOW_ASYNC_UNSAFE": "1",  # Playwright's loop runs in the thread of the test
        "QIANMIAN_VAR": folder,
        "SECRET_KEY": secrets.token_urlsafe(50),
        "DEBUG": "0",
        "HTTPS": "0",
        "LOG_LEVEL": "INFO",
        "STATICFILES_STORAGE": "django.contrib.staticfiles.storage.StaticFilesStorage",
    }
    vendor = os.environ.setdefault("QIANMIAN_TEST_DB", "sqlite")
    if vendor not in VENDORS:
        raise pytest.UsageError(f"QIANMIAN_TEST_DB must be one of {VENDORS}, not {vendor!r}")
    os.environ.pop("DATABASE_URL", None)  # never a real database
    if vendor == "postgresql":
        os.environ["DATABASE_URL"] = _postgres_url()


def _postgres_url() -> str:
    try:
        server = postgres.provide()
    except postgres.NotAvailableError as error:
        if os.environ.get("REQUIRE_POSTGRES") == "1":
            raise pytest.UsageError(f"PostgreSQL is required: {error}") from error
        sys.stderr.write(f"\nNOTICE: NOT TESTED ON POSTGRESQL, there is none here: {error}\n\n")
        sys.exit(0)
    AT_THE_END.callback(server.stop)
    return server.url


def _refuse_the_network() -> None:
    """A test that would reach beyond this machine fails there."""
    connect = socket.socket.connect

    def connect_nearby(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_loopback(address[0]):
            raise RuntimeError(f"a test tried to reach {address[0]}")
        connect(self, address)

    socket.socket.connect = connect_nearby  # type: ignore[assignment, method-assign]


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
