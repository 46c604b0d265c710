"""Cards and tallies computed from the attempts alone, and what of the stored ones differs."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date

from django.db import transaction

from practice.models import Attempt, Card, Tally, User
from practice.models.card import State, columns, review_of
from practice.models.tally import COUNTS, contribution


@transaction.atomic
def rebuild(user: User) -> int:
    """Set the candidate's cards and tallies right; returns how many rows were wrong."""
    states: dict[int, State] = defaultdict(State)
    counts: dict[tuple[date, int], Counter[str]] = defaultdict(Counter)
    for attempt in Attempt.objects.of(user).rated().in_order().iterator():
        states[attempt.question_id] = states[attempt.question_id].after(review_of(attempt))
        counts[attempt.study_day, attempt.category_id].update(contribution(attempt))
    return _cards(user, states) + _tallies(user, counts)


def _cards(user: User, states: dict[int, State]) -> int:
    wrong = 0
    stored = {card.question_id: card for card in Card.objects.of(user)}
    for question, state in states.items():
        values, card = columns(state), stored.pop(question, None)
        if card is None or any(getattr(card, name) != value for name, value in values.items()):
            Card.objects.update_or_create(user=user, question_id=question, defaults=values)
            wrong += 1
    Card.objects.filter(pk__in=[card.pk for card in stored.values()]).delete()
    return wrong + len(stored)


def _tallies(user: User, counts: dict[tuple[date, int], Counter[str]]) -> int:
    wrong = 0
    stored = {
        (tally.study_day, tally.category_id): tally for tally in Tally.objects.filter(user=user)
    }
    for (day, category), found in counts.items():
        values, tally = {name: found[name] for name in COUNTS}, stored.pop((day, category), None)
        if tally is None or any(getattr(tally, name) != value for name, value in values.items()):
            Tally.objects.update_or_create(
                user=user, study_day=day, category_id=category, defaults=values
            )
            wrong += 1
    Tally.objects.filter(pk__in=[tally.pk for tally in stored.values()]).delete()
    return wrong + len(stored)
