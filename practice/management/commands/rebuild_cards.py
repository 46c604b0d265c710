"""Compute every card and tally anew, from the attempts alone."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from practice.models import User
from practice.rebuilding import rebuild


class Command(BaseCommand):
    help = "Compute all cards and tallies from the attempts; changes nothing when all is well."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--user", help="only this candidate, by username")

    def handle(self, *args: Any, **options: Any) -> None:
        users = User.objects.order_by("pk")
        if options["user"]:
            users = users.filter(username=options["user"])
        for user in users.iterator():
            changed = rebuild(user)
            if changed:
                self.stdout.write(f"{user.username}: {changed} rows were not what they should be")
        self.stdout.write("All cards and tallies are what the attempts make them.")
