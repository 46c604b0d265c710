"""Makes what is missing on this machine: `python -m config.setup`, as often as one likes."""

from __future__ import annotations

import hashlib
import os
import secrets
import sys
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import CommandError, call_command

from config import env


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    make_secret(var_dir() / "secret_key")
    django.setup()
    try:
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("compile_messages", verbosity=0)
        call_command("load_questions")
        collect_static()
    except CommandError as error:
        sys.exit(str(error))


def var_dir() -> Path:
    """Where the settings, which cannot be read before there is a secret, will look for it."""
    project = Path(__file__).resolve().parent.parent
    return Path(env.text("QIANMIAN_VAR", str(project / "var")))


def make_secret(file: Path) -> None:
    """Generate a secret key, readable by its owner only, where there is none."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if not file.exists():
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="utf-8") as writer:
            writer.write(secrets.token_urlsafe(50))


def collect_static() -> None:
    """Collect, hash and compress the static files when one has changed since the last time."""
    mark, found = Path(settings.VAR_DIR) / "static.sha256", fingerprint()
    if mark.exists() and mark.read_text("utf-8") == found and Path(settings.STATIC_ROOT).is_dir():
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(found, "utf-8")


def fingerprint() -> str:
    """A digest of every static file's place, size and time, and of how they are stored."""
    facts = [settings.STATICFILES_STORAGE]
    for finder in get_finders():
        for path, storage in finder.list([]):
            stat = Path(storage.path(path)).stat()
            facts.append(f"{path} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("\n".join(facts).encode()).hexdigest()


if __name__ == "__main__":
    main()
