"""Compile the translations, without the gettext binaries that Django's own command needs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compile locale/*/LC_MESSAGES/*.po to .mo; what is up to date is skipped."

    def handle(self, *args: Any, **options: Any) -> None:
        for folder in settings.LOCALE_PATHS:
            for source in sorted(Path(folder).glob("*/LC_MESSAGES/*.po")):
                if _is_stale(source):
                    _compile(source)
                    self._say(f"{source.parent.parent.name}: compiled", options["verbosity"])

    def _say(self, line: str, verbosity: int) -> None:
        if verbosity:
            self.stdout.write(line)


def _is_stale(source: Path) -> bool:
    compiled = source.with_suffix(".mo")
    return not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime


def _compile(source: Path) -> None:
    """Write beside it and rename, so that nobody reads half a file."""
    half = source.with_suffix(".mo.new")
    polib.pofile(str(source)).save_as_mofile(str(half))
    half.replace(source.with_suffix(".mo"))
