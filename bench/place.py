"""A folder with a database of its own, and how a measure is run on it, as in production."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from bench.results import Result

ROOT = Path(__file__).resolve().parent.parent
DATABASE = "qianmian.sqlite3"


class FailedError(Exception):
    """A measure that came to no result."""


@dataclass(frozen=True)
class Place:
    folder: Path
    database_url: str = ""  # SQLite in the folder when empty

    @property
    def env(self) -> dict[str, str]:
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "QIANMIAN_VAR": str(self.folder),
            "SECRET_KEY": secrets.token_urlsafe(50),
            "DEBUG": "0",
            "HTTPS": "0",
            "LOG_LEVEL": "INFO",
            "DATABASE_URL": self.database_url,
        }
        for name in ("STATICFILES_STORAGE", "ALLOWED_HOSTS", "SITE_URL"):  # the defaults
            env.pop(name, None)
        if not self.database_url:
            del env["DATABASE_URL"]
        return env

    def start(
        self, module: str, *arguments: str, env: dict[str, str] | None = None
    ) -> subprocess.Popen[str]:
        """A process that is spoken to through its input and output; its log goes nowhere."""
        return subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            env=env or self.env,
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def run(self, measure: str, *arguments: str) -> str:
        """What a measure printed."""
        done = subprocess.run(
            [sys.executable, "-m", "bench.measure", measure, *arguments],
            env=self.env,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise FailedError(f"{measure}: {done.stderr[-2_000:]}")
        return done.stdout

    def results(self, measure: str, *arguments: str) -> list[Result]:
        return [Result(**row) for row in json.loads(self.run(measure, *arguments))]

    def copy(self, folder: Path) -> Place:
        """The same data, to be changed by a measure without harm to the next."""
        shutil.copytree(self.folder, folder)
        return Place(folder)
