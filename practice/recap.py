"""What a session came to, for its end screen and the report of a mock interview."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from practice.models import Attempt, Session

PASS = 2


@dataclass(frozen=True)
class Ladder:
    """How far one main question's follow-ups went."""

    question: object
    asked: int
    passed: int


@dataclass(frozen=True)
class Recap:
    attempts: list[Attempt]  # rated, in order

    @classmethod
    def of(cls, session: Session) -> Recap:
        turns = session.attempts.standing().exclude(rating=None)
        turns = turns.select_related("question__parent", "question__category")
        return cls(list(turns.prefetch_related("question__key_points").order_by("turn")))

    @property
    def answered(self) -> int:
        return len(self.first_tries)

    @property
    def first_tries(self) -> list[Attempt]:
        return [attempt for attempt in self.attempts if attempt.tries == 1]

    @property
    def right_at_first(self) -> int:
        return sum((attempt.rating or 0) >= PASS for attempt in self.first_tries)

    @property
    def surely_wrong(self) -> list[Attempt]:
        """Sure before the reveal, missed after it: what to look at first."""
        return [attempt for attempt in self.first_tries if attempt.missed_surely]

    @property
    def weak(self) -> list[Attempt]:
        """Whose last rating in the session was below "got it"."""
        last = {attempt.question_id: attempt for attempt in self.attempts}
        return [attempt for attempt in last.values() if (attempt.rating or 0) <= PASS]

    @property
    def seconds(self) -> int:
        """Time spent on the questions themselves; pauses do not count."""
        return sum((a.reveal_ms or 0) + (a.rate_ms or 0) for a in self.attempts) // 1000

    @property
    def pace(self) -> int:
        """Seconds a question."""
        return self.seconds // len(self.attempts) if self.attempts else 0

    @property
    def ladders(self) -> list[Ladder]:
        """Where the follow-ups stopped."""
        rungs: dict[int, list[Attempt]] = defaultdict(list)
        for attempt in self.first_tries:
            if attempt.depth and attempt.question.parent_id:
                rungs[attempt.question.parent_id].append(attempt)
        return [
            Ladder(
                asked[0].question.parent,
                asked=len(asked),
                passed=sum((attempt.rating or 0) >= PASS for attempt in asked),
            )
            for asked in rungs.values()
        ]

    @property
    def ended_at(self) -> datetime | None:
        return self.attempts[-1].rated_at if self.attempts else None
