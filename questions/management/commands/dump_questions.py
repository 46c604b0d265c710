"""Write the bank back as fixtures."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from questions import records
from questions.fixture_files import write


class Command(BaseCommand):
    help = "Write the bank as fixtures, one file a category; loading them again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *args: Any, **options: Any) -> None:
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        names = set()
        for name, found in records.files():
            (folder / name).write_text(write(found), "utf-8")
            names.add(name)
        for stale in {path.name for path in folder.glob("*.yaml")} - names:
            (folder / stale).unlink()
        self.stdout.write(f"{len(names)} files in {folder}")
