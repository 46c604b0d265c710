"""Load the bank from its fixtures."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from questions.fixture_files import FixtureError
from questions.loading import load


class Command(BaseCommand):
    help = (
        "Load the bank from its fixtures: everything or nothing; a curator's edit is kept and "
        "reported, a question that was practised is retired, never deleted."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, default=settings.BASE_DIR / "fixtures")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            outcome = load(options["folder"])
        except FixtureError as error:
            raise CommandError(f"Nothing was loaded. {error}") from error
        counts = ", ".join(f"{len(slugs)} {name}" for name, slugs in vars(outcome).items())
        self.stdout.write(f"The bank: {counts}.")
        for slug in outcome.kept:
            self.stdout.write(self.style.WARNING(f"  kept as a curator left it: {slug}"))
        for slug in outcome.retired:
            self.stdout.write(self.style.WARNING(f"  no longer in the files, retired: {slug}"))
