"""Prints the ids of the rated attempts, and how many ratings the tallies count."""

from __future__ import annotations

import json

from django.db.models import F, Sum

from practice.models import Attempt, Tally


def measure() -> None:
    rated = [str(pk) for pk in Attempt.objects.rated().values_list("pk", flat=True)]
    count = F("missed") + F("partly") + F("good") + F("easy")
    counted = Tally.objects.aggregate(n=Sum(count))["n"] or 0
    print(json.dumps({"rated": rated, "counted": counted}))
