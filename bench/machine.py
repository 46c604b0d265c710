"""Facts about the machine and the versions, without its name, its user or any path."""

from __future__ import annotations

import os
import platform
import re
import sqlite3
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("django", "django-htmx", "psycopg", "fsrs", "markdown-it-py", "nh3")


def facts(load_before: float, load_after: float, postgresql: str) -> dict[str, str]:
    return {
        "Python": platform.python_version(),
        "Packages": ", ".join(f"{name} {version(name)}" for name in PACKAGES),
        "SQLite": sqlite3.sqlite_version,
        "PostgreSQL": postgresql or "none here: not measured",
        "Machine": f"{platform.system()} {platform.machine()}, {_processor()}, "
        f"{os.cpu_count()} cores, {_memory()}",
        "Load": f"{load_before:.1f} before, {load_after:.1f} after (one minute's average, "
        "which counts the benchmark and whatever else ran)",
    }


def load() -> float:
    return os.getloadavg()[0]


def _processor() -> str:
    found = re.search(r"^model name\s*: (.+)$", _read("/proc/cpuinfo"), re.MULTILINE)
    return found[1] if found else "processor unknown"


def _memory() -> str:
    found = re.search(r"^MemTotal:\s*(\d+) kB$", _read("/proc/meminfo"), re.MULTILINE)
    return f"{int(found[1]) / 1024**2:.0f} GiB" if found else "memory unknown"


def _read(path: str) -> str:
    return Path(path).read_text("utf-8") if Path(path).exists() else ""
