"""A candidate's way through sessions, request by request, as the browser sends them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import cycle

from bench.visitor import Answer, Visitor

SIZE = 18  # questions a session, as by default
RATINGS = (3, 3, 4, 2, 1)
TEXT = "先给结论和数量级，再给公式，最后说明它在什么条件下不成立。" * 4
ATTEMPT = re.compile(rb"attempts/([0-9a-f-]{36})/")


class RefusedError(Exception):
    """An answer that is no success: what was measured does not count."""


@dataclass
class Walk:
    visitor: Visitor
    size: int = SIZE
    session: str = ""
    attempt: str = ""
    ratings: Iterator[int] = field(default_factory=lambda: cycle(RATINGS))

    def begin(self) -> None:
        """Start a session on any main questions."""
        self.visitor.get("/practice/")
        form = {"size": self.size, "sources": ["all"]}
        answer = self.visitor.post("/practice/sessions/", form)
        self.session = answer.headers.get("Location", "")
        if "/sessions/" not in self.session:
            raise RefusedError(f"no session: {answer.status}")
        self.next()

    def next(self, *, htmx: bool = True) -> Answer:
        return self._read(self.visitor.get(self.session, htmx=htmx))

    def reveal(self) -> Answer:
        path = f"{self.session}attempts/{self.attempt}/reveal/"
        form = {"confidence": 2, "answer": TEXT, "ms": 30_000}
        return self._read(self.visitor.post(path, form, htmx=True))

    def rate(self) -> Answer:
        path = f"{self.session}attempts/{self.attempt}/rating/"
        form = {"rating": next(self.ratings), "hits": ["k1", "k2"], "ms": 9_000}
        return self._read(self.visitor.post(path, form, htmx=True))

    def go_on(self) -> None:
        """A new session when the last one has ended."""
        if self.is_over:
            self.begin()

    @property
    def is_over(self) -> bool:
        """No session yet, or its last question is rated."""
        return not self.attempt

    def _read(self, answer: Answer) -> Answer:
        """Remember which attempt is on the screen; none when the session has ended."""
        if not 200 <= answer.status < 300:
            raise RefusedError(f"answered with {answer.status}")
        found = ATTEMPT.search(answer.body)
        self.attempt = found[1].decode() if found else ""
        return answer
