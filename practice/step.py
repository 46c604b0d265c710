"""What a step of the loop shows. Read-only; at most the queries that its tests fix."""

from __future__ import annotations

from datetime import datetime
from math import ceil
from typing import Any

from practice import proposal
from practice.models import Attempt, User


def context(attempt: Attempt, user: User, now: datetime) -> dict[str, Any]:
    """The showing as the loop's template wants it; the answer only once it is revealed."""
    session, question = attempt.session, attempt.question
    shown: dict[str, Any] = {
        "session": session,
        "attempt": attempt,
        "question": question,
        "number": session.number,
        "confidences": Attempt.Confidence.choices,
        "progress": 100 * (session.number - 1) // max(1, session.size),
        "user_settings": user,
    }
    if attempt.deadline:
        shown["remaining"] = max(0, ceil((attempt.deadline - now).total_seconds()))
    if attempt.is_revealed:
        shown |= _revealed(attempt)
    return shown


def rating_bar(attempt: Attempt, *, ticking: bool = False) -> dict[str, Any]:
    """The four ratings, with the one that the ticked key points propose.

    Until something has been ticked nothing is proposed: "no tick" is not yet "nothing said", and
    Space must not rate what nobody has looked at.
    """
    points = list(attempt.question.key_points.all())
    levels = {point.key: point.level for point in points}
    begun = ticking or attempt.hits or attempt.gave_up
    return {
        "points": points,
        "hits": attempt.hits,
        "proposed": proposal.propose(levels, attempt.hits, gave_up=attempt.gave_up)
        if begun
        else None,
        "ratings": Attempt.Rating.choices,
    }


def _revealed(attempt: Attempt) -> dict[str, Any]:
    question = attempt.question
    return rating_bar(attempt) | {
        "references": list(question.references.all()),
        "dated_facts": list(question.dated_facts.all()),
        "today": attempt.study_day,
    }
