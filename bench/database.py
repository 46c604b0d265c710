"""A PostgreSQL database of the benchmark's own, where the machine has a server or can start one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from tests import postgres

NAME = "qianmian_bench"


@dataclass(frozen=True)
class Database:
    url: str
    version: str


@contextmanager
def postgresql() -> Iterator[Database | None]:
    """Empty, and gone afterwards; None where there is no server."""
    try:
        server = postgres.provide()
    except postgres.NotAvailableError:
        yield None
        return
    try:
        version = _run(server.url, "DROP DATABASE IF EXISTS {}", "CREATE DATABASE {}")
        yield Database(urlunsplit(urlsplit(server.url)._replace(path=f"/{NAME}")), version)
        _run(server.url, "DROP DATABASE {} WITH (FORCE)")
    finally:
        server.stop()


def _run(url: str, *commands: str) -> str:
    """Returns the server's version."""
    with psycopg.connect(url, autocommit=True) as connection:
        for command in commands:
            connection.execute(sql.SQL(command).format(sql.Identifier(NAME)))
        number = connection.info.server_version
    return f"{number // 10_000}.{number % 10_000}"
