"""A mock interview: a session that asks against the clock and reveals nothing until the end.

First half: every question is shown with a deadline of the server's, answered, and gone.
Second half: each answer is revealed and rated in turn, like in any session.
"""

from __future__ import annotations

from datetime import datetime

from practice import queue as queues
from practice.models.attempt import GRACE, Attempt
from practice.models.pool import Pool, Wish
from practice.models.session import Session
from practice.models.user import User
from practice.selection import choose

FOLLOW_UPS = 2  # asked after each main question


class MockInterview(Session):
    class Meta:
        proxy = True

    @classmethod
    def start(cls, user: User, wish: Wish, *, now: datetime, seed: int) -> Session | None:
        """The candidate's open session, else a new interview; None when there is nothing to ask."""
        open_one = Session.objects.of(user).open().first()
        if open_one:
            return open_one
        pool = Pool(user, user.study_day(now), wish, seed)
        mains = [entry for entry in choose(pool.groups(), wish.size, seed) if entry.of is None]
        if not mains:
            return None
        queue = _with_follow_ups(mains, pool)
        interview = cls(
            user=user, kind=cls.Kind.MOCK, wish=wish.as_json(), queue=queues.dump(queue),
            size=len(mains), study_day=pool.day, started_at=now,
        )  # fmt: skip
        return interview.begin()

    def answer(
        self, attempt: Attempt, text: str | None, *, confidence: int | None = None, now: datetime
    ) -> bool:
        """Hand in an answer and hear the next question; too late, or with no text, the last draft
        counts."""
        if not self.is_interviewing or not self.asks(attempt):
            return False
        in_time = attempt.deadline is None or now <= attempt.deadline + GRACE
        if text is not None and in_time:
            attempt.answer = text
        attempt.confidence = confidence
        attempt.answered_at = min(now, attempt.deadline or now)
        attempt.reveal_ms = attempt.milliseconds(attempt.shown_at, attempt.answered_at, None)
        attempt.save(update_fields=["answer", "confidence", "answered_at", "reveal_ms"])
        self._go_on(self.entries[1:], now)
        return True

    def stop(self, *, now: datetime) -> None:
        """End the interview before its time: what was answered is marked, if anything was."""
        if self.attempts.exclude(answered_at=None).exists():
            self._go_on((), now)
        else:
            self.end(now=now)

    def _go_on(self, queue: queues.Queue, now: datetime) -> None:
        """Ask the next question; after the last one, mark what was answered."""
        queue, question = self._askable(queue)
        if question is None:
            self.marking_since = now
            answered = self.attempts.standing().exclude(answered_at=None)
            answered.update(revealed_at=now)
            queue = tuple(_entry(asked) for asked in answered.order_by("shown_at", "pk"))
        self.queue = queues.dump(queue)
        self.save(update_fields=["queue", "marking_since"])
        if question:
            self._show(question, now)


def _with_follow_ups(mains: list[queues.Entry], pool: Pool) -> queues.Queue:
    ladders = pool.ladders((entry.question for entry in mains), whole=True)
    queue: list[queues.Entry] = []
    for main in mains:
        queue.append(queues.Entry(main.question, main.category))
        for depth, follow_up in enumerate(ladders.get(main.question, [])[:FOLLOW_UPS], 1):
            queue.append(queues.Entry(follow_up, main.category, of=main.question, depth=depth))
    return tuple(queue)


def _entry(attempt: Attempt) -> queues.Entry:
    return queues.Entry(attempt.question_id, attempt.category_id, depth=attempt.depth)
