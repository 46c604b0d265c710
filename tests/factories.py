"""Plain functions that make what a test needs, with everything else at a sensible value."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from practice.models import Attempt, Session, User
from practice.models.pool import Wish
from questions.models import Category, KeyPoint, Question, Reference

NOW = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)  # 20:00 in Shanghai
NUMBERS = count(1)
PASSWORD = "a-long-enough-one-7"


def a_user(**values: Any) -> User:
    name = values.pop("username", f"candidate{next(NUMBERS)}")
    return User.objects.create_user(name, password=PASSWORD, **values)


def a_curator(**values: Any) -> User:
    return a_user(is_staff=True, is_superuser=True, **values)


def a_category(**values: Any) -> Category:
    number = next(NUMBERS)
    defaults = {
        "slug": f"category-{number}",
        "name_zh": f"分类{number}",
        "name_en": f"Area {number}",
    }
    return Category.objects.create(**{**defaults, "position": number % 10_000, **values})


def a_question(**values: Any) -> Question:
    """A published question with a short and a full answer in both languages."""
    number = next(NUMBERS)
    defaults = {
        "slug": f"question-{number}",
        "title_zh": f"第 {number} 题是什么？",
        "title_en": f"What is question {number}?",
        "status": Question.Status.PUBLISHED,
        "short_zh": "简短的回答。",
        "short_en": "A short answer.",
        "full_zh": "**详细**的回答，$x^2$。",
        "full_en": "The **full** answer, $x^2$.",
        "position": number % 10_000,
    }
    if "parent" not in values and "category" not in values:
        values["category"] = a_category()
    return Question.objects.create(**{**defaults, **values})


def a_follow_up(parent: Question, **values: Any) -> Question:
    return a_question(parent=parent, category=parent.category, **values)


def with_points(question: Question, *levels: str) -> Question:
    """Key points k1, k2 … of the given levels."""
    for number, level in enumerate(levels, 1):
        KeyPoint.objects.create(
            question=question,
            key=f"k{number}",
            position=number,
            level=level,
            text_zh=f"要点 {number}",
            text_en=f"Point {number}",
        )
    return question


def with_reference(question: Question) -> Question:
    Reference.objects.create(question=question, title="A paper", year=2023, arxiv="2305.14314")
    return question


def a_bank(size: int = 12, *, follow_ups: int = 0) -> list[Question]:
    """Main questions in three categories, each with follow-ups."""
    categories = [a_category() for _ in range(3)]
    questions = [a_question(category=categories[n % 3]) for n in range(size)]
    for question in questions:
        for _ in range(follow_ups):
            a_follow_up(question)
    return questions


def a_session(user: User, *, size: int = 10, now: datetime = NOW, **wish: Any) -> Session:
    session = Session.start(user, Wish(size=size, **wish), now=now, seed=7)
    assert session is not None
    return session


def the_attempt(session: Session) -> Attempt:
    """The showing at the head of the session's queue."""
    session.refresh_from_db()
    attempt = session.current()
    assert attempt is not None
    return attempt


def answered(
    session: Session, rating: int = 3, *, confidence: int | None = 2, now: datetime | None = None
) -> Attempt:
    """Reveal and rate the head of the queue."""
    attempt = the_attempt(session)
    now = now or attempt.shown_at + timedelta(seconds=30)
    assert session.reveal(attempt, now=now, confidence=confidence, text="我的回答")
    assert session.rate(attempt, rating, now=now + timedelta(seconds=10), hits=["k1"])
    return attempt
