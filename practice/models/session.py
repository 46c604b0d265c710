"""One sitting: a queue of questions chosen once, answered one by one, left and resumed at will.

A verb runs inside its view's transaction, on rows that `locked` has locked. One that comes too late
(a replayed POST, a second tab, a double click) finds its attempt finished and changes nothing.
"""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from practice import queue as queues
from practice.models.attempt import ANSWER_LIMIT, Attempt
from practice.models.card import Card
from practice.models.pool import Pool, Wish
from practice.models.tally import Tally
from practice.models.user import User
from practice.selection import choose
from questions.models import Question

AHEAD = 5  # entries of a queue looked at together for one that may be asked


class SessionQuerySet(models.QuerySet["Session"]):
    def of(self, user: User) -> Self:
        return self.filter(user=user)

    def open(self) -> Self:
        return self.filter(ended_at=None)

    def locked(self) -> Self:
        """To be changed in this transaction, by nobody else meanwhile."""
        return self.select_for_update(of=("self",))


class Session(models.Model):
    class Kind(models.TextChoices):
        PRACTICE = "practice", _("Practice")
        MOCK = "mock", _("Mock interview")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, verbose_name=_("user"), related_name="sessions"
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.PRACTICE)
    wish = models.JSONField(_("what was asked for"), default=dict)
    queue = models.JSONField(_("queue"), default=list)
    size = models.PositiveSmallIntegerField(_("main questions"), default=0)
    marking_since = models.DateTimeField(_("marking since"), null=True, blank=True)  # of a mock
    turns = models.PositiveIntegerField(_("turns taken"), default=0)
    study_day = models.DateField(_("study day"))
    started_at = models.DateTimeField(_("started at"))
    ended_at = models.DateTimeField(_("ended at"), null=True, blank=True)

    objects = SessionQuerySet.as_manager()
    showing: Attempt | None = None  # what the last verb opened, with its question

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        constraints = [
            models.UniqueConstraint(
                fields=["user"], name="session_one_open", condition=models.Q(ended_at=None)
            )
        ]
        indexes = [models.Index(fields=["user", "-started_at"], name="session_recent")]

    def __str__(self) -> str:
        return f"{self.user_id} · {self.started_at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self) -> str:
        return reverse("practice:session", args=[self.pk])

    # --- Starting and ending ---------------------------------------------------------------

    @classmethod
    def start(cls, user: User, wish: Wish, *, now: datetime, seed: int) -> Session | None:
        """The candidate's open session, else a new one; None when there is nothing to ask."""
        open_one = cls.objects.of(user).open().first()
        if open_one:
            return open_one
        day = user.study_day(now)
        queue = choose(Pool(user, day, wish, seed).groups(), wish.size, seed)
        if not queue:
            return None
        session = cls(
            user=user, wish=wish.as_json(), queue=queues.dump(queue), size=len(queue),
            study_day=day, started_at=now,
        )  # fmt: skip
        return session.begin()

    def begin(self) -> Session | None:
        """Save it new and show its first question; the other one of a double click wins."""
        try:
            with transaction.atomic():
                self.save(force_insert=True)
                self._go_to(self.entries, self.started_at)
        except IntegrityError:
            return Session.objects.of(self.user).open().first()
        return self

    def end(self, *, now: datetime) -> None:
        """Leave for good; what was rated stays."""
        if self.ended_at is None:
            self.ended_at = now
            self.save(update_fields=["ended_at"])

    # --- The steps -------------------------------------------------------------------------

    def current(self) -> Attempt | None:
        """The showing at the head of the queue, with its question."""
        if self.ended_at or not self.queue:
            return None
        head = self.head
        return self.attempts.standing().get(question_id=head.question, tries=head.tries)

    def asks(self, attempt: Attempt) -> bool:
        """Whether the attempt is the open showing at the head of the queue."""
        if self.ended_at or not self.queue or attempt.is_finished:
            return False
        return (attempt.question_id, attempt.tries) == (self.head.question, self.head.tries)

    def reveal(
        self,
        attempt: Attempt,
        *,
        now: datetime,
        confidence: int | None = None,
        text: str | None = None,
        gave_up: bool = False,
        measured_ms: int | None = None,
    ) -> bool:
        """Show the answer, with what the candidate says of their confidence before seeing it."""
        if not self.asks(attempt) or attempt.is_revealed or self.is_interviewing:
            return False
        attempt.confidence, attempt.gave_up, attempt.revealed_at = confidence, gave_up, now
        attempt.reveal_ms = attempt.milliseconds(attempt.shown_at, now, measured_ms)
        if text is not None:
            attempt.answer = text[:ANSWER_LIMIT]
        attempt.save(update_fields=["confidence", "gave_up", "revealed_at", "reveal_ms", "answer"])
        return True

    def rate(
        self,
        attempt: Attempt,
        rating: int,
        *,
        now: datetime,
        hits: Sequence[str] = (),
        measured_ms: int | None = None,
    ) -> bool:
        """Rate the revealed head, schedule its card, count it, and show the next question."""
        if not self.asks(attempt) or not attempt.is_revealed:
            return False
        attempt.rating, attempt.hits, attempt.rated_at = rating, list(hits), now
        attempt.study_day = self.user.study_day(now)  # it may have been shown the day before
        attempt.rate_ms = attempt.milliseconds(attempt.revealed_at, now, measured_ms)
        if self.is_mock:
            after = self.entries[1:]
        else:
            after = queues.after_rating(self.entries, rating, attempt.confidence)
        self._finish(attempt, after, ["rating", "hits", "rated_at", "rate_ms", "study_day"], now)
        Card.rate(attempt)
        Tally.add(attempt)
        return True

    def skip(self, attempt: Attempt, *, now: datetime, text: str | None = None) -> bool:
        """Pass over the head; its schedule does not change, and what was typed is kept."""
        if not self.asks(attempt) or self.is_interviewing:
            return False
        self._pass_over(attempt, queues.after_skip(self.entries), now, text)
        return True

    def leave_ladder(self, *, now: datetime, text: str | None = None) -> bool:
        """Drop the follow-ups of the question being asked; the one on the screen is passed over."""
        attempt = self.current()
        if attempt is None or not self.head.depth:
            return False
        self._pass_over(attempt, queues.without_ladder(self.entries), now, text)
        return True

    def undo(self, *, now: datetime, turn: int | None = None) -> bool:
        """Take back the last turn: card, tally and queue as before, the text kept; many levels.

        With the number of a turn, only that one: a repeated request takes back nothing more. An
        ended session is not reopened beside an open one.
        """
        last = self.attempts.standing().filter(turn=self.turns).first()
        if last is None or turn not in {None, self.turns} or self._is_superseded():
            return False
        last.undone_at = now
        last.save(update_fields=["undone_at"])
        if last.rating:
            mine = Attempt.objects.filter(user_id=last.user_id, question_id=last.question_id)
            Card.rebuild(last.user_id, last.question_id, mine.rated().in_order())
            Tally.take_back(last)
        last.reopen()
        self.queue, self.turns, self.ended_at = last.queue_before, self.turns - 1, None
        self.save(update_fields=["queue", "turns", "ended_at"])
        return True

    # --- Its parts -------------------------------------------------------------------------

    @property
    def is_mock(self) -> bool:
        return self.kind == self.Kind.MOCK

    @property
    def is_interviewing(self) -> bool:
        """A mock interview in its first half, where nothing is revealed."""
        return self.is_mock and self.marking_since is None

    @property
    def entries(self) -> queues.Queue:
        return queues.load(self.queue)

    @property
    def head(self) -> queues.Entry:
        return queues.Entry.from_json(self.queue[0])

    @property
    def number(self) -> int:
        """Which of its main questions is being asked, from 1."""
        waiting = queues.waiting_mains(self.entries)
        begun = self.size - waiting
        shown_now = bool(self.queue) and self.head.tries == 1 and not self.head.depth
        return max(1, begun + shown_now)

    def _is_superseded(self) -> bool:
        return self.ended_at is not None and Session.objects.of(self.user).open().exists()

    def _pass_over(
        self, attempt: Attempt, after: queues.Queue, now: datetime, text: str | None
    ) -> None:
        attempt.skipped_at = now
        if text is not None and not attempt.is_revealed:
            attempt.answer = text
        self._finish(attempt, after, ["skipped_at", "answer"], now)

    def _finish(
        self, attempt: Attempt, after: queues.Queue, changed: list[str], now: datetime
    ) -> None:
        self.turns += 1
        attempt.turn, attempt.queue_before = self.turns, self.queue
        attempt.save(update_fields=[*changed, "turn", "queue_before"])
        self._go_to(after, now)

    def _go_to(self, queue: queues.Queue, now: datetime) -> None:
        """Show the first question of a queue that may still be asked; end when there is none."""
        question = None
        if not self.marking_since:  # in a marking every question was shown before
            queue, question = self._askable(queue)
        self.queue = queues.dump(queue)
        self.ended_at = None if queue else now
        self.save(update_fields=["queue", "turns", "ended_at"])
        if question:
            self._show(question, now)

    def _askable(self, queue: queues.Queue) -> tuple[queues.Queue, Question | None]:
        """The queue from its first question that is still published and not put away."""
        for start in range(0, len(queue), AHEAD):
            window = queue[start : start + AHEAD]
            questions = Question.objects.published().exclude(suspensions__user=self.user_id)
            questions = questions.select_related("category", "parent")
            found = questions.in_bulk([entry.question for entry in window])
            for place, entry in enumerate(window, start):
                if entry.question in found:
                    return queue[place:], found[entry.question]
        return (), None

    def _show(self, question: Question, now: datetime) -> None:
        """Open the showing at the head of the queue; one that an undo put back is shown again."""
        head = self.head
        showing = Attempt(
            session=self, user_id=self.user_id, question=question, category_id=head.category,
            tries=head.tries, depth=head.depth, study_day=self.user.study_day(now),
            retention=self.user.desired_retention, shown_at=now, deadline=self._deadline(now),
        )  # fmt: skip
        try:
            with transaction.atomic():
                showing.save(force_insert=True)
        except IntegrityError:
            return
        self.showing = showing

    def _deadline(self, now: datetime) -> datetime | None:
        """When the answer is taken away: only in a mock interview."""
        seconds = self.wish.get("seconds") if self.is_mock else None
        return now + timedelta(seconds=seconds) if seconds else None
