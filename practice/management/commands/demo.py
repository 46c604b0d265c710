"""A candidate with ninety days of plausible history, so that every page can be seen full."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from secrets import token_urlsafe
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from practice.models import Attempt, Bookmark, Card, Note, Session, User
from practice.models.pool import Wish
from questions.models import Question

NAME = "demo"
DAYS = 90
MISSED_DAYS = 0.25  # share of days without practice
SEED = 20_261_123


class Command(BaseCommand):
    help = (
        "Make the candidate `demo` with ninety days of practice, every one rated through the loop."
    )

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        if not Question.objects.published().exists():
            raise CommandError("The bank is empty: run load_questions first.")
        if User.objects.filter(username=NAME).exists():
            raise CommandError("There is a user `demo` already; delete it in the admin first.")
        password = token_urlsafe(9)
        user = User.objects.create_user(NAME, password=password, new_per_day=5, session_size=12)
        random = Random(SEED)
        today = user.study_day(timezone.now())
        for ago in range(DAYS, 0, -1):
            if random.random() > MISSED_DAYS:
                start = datetime.combine(today - timedelta(days=ago), time(20), user.zone)
                practise(user, start, random)
        self._marks(user, random)
        count = Attempt.objects.of(user).rated().count()
        self.stdout.write(
            f"{count} attempts in {DAYS} days. Log in as {NAME} with password {password}"
        )

    def _marks(self, user: User, random: Random) -> None:
        now = timezone.now()
        practised = Question.objects.filter(cards__user=user, parent=None).in_bank_order()
        for question in random.sample(list(practised), k=min(8, practised.count())):
            Bookmark.objects.create(user=user, question=question, created_at=now)
        for question in practised[:3]:
            text = "面试官追问时，先给**数量级**，再给公式。\n\n- 结论先行\n- 单位说清"
            Note.objects.create(user=user, question=question, text=text, updated_at=now)


def practise(user: User, now: datetime, random: Random) -> None:
    """One sitting, answered as somebody does who learns."""
    wish = Wish(size=user.session_size)
    session = Session.start(user, wish, now=now, seed=random.getrandbits(32))
    while session and (attempt := session.current()):
        card = Card.objects.filter(user=user, question_id=attempt.question_id).first()
        now += timedelta(seconds=random.randint(25, 110))
        known = card.recall(user.study_day(now)) if card else 0.35
        rating = _rating(known, random)
        confidence = max(1, min(3, round(1 + 2 * known + random.uniform(-0.8, 0.8))))
        session.reveal(attempt, now=now, confidence=confidence)
        now += timedelta(seconds=random.randint(8, 50))
        keys = list(attempt.question.key_points.values_list("key", flat=True))
        hits = [key for key in keys if random.random() < 0.3 + 0.2 * rating]
        session.rate(attempt, rating, now=now, hits=hits)


def _rating(known: float, random: Random) -> int:
    if random.random() > known:
        return random.choice((1, 1, 2))
    return random.choices((2, 3, 4), weights=(2, 5, 2))[0]
