"""The end screen of a session."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from practice.http import CandidateRequest
from practice.models import Card, Session, User
from practice.models.load import week_ahead
from practice.recap import Recap

RETRY = 5  # weak questions that one button starts


@require_safe
def summary(request: CandidateRequest, session_id: UUID) -> HttpResponse:
    session = get_object_or_404(Session.objects.of(request.user), pk=session_id)
    if session.ended_at is None:
        return redirect(session)
    recap = Recap.of(session)
    context: dict[str, object] = {
        "session": session,
        "recap": recap,
        "retry": min(RETRY, len(recap.weak)),
    }
    today = request.user.study_day(timezone.now())
    if request.user.study_day(session.ended_at) == today:
        context |= _outlook(request.user, today)
    return render(request, "practice/summary.html", context)


def _outlook(user: User, today: date) -> dict[str, object]:
    """What is new today and what the next days bring: worth saying on the day itself."""
    week = week_ahead(user, today)
    return {
        "is_today": True,
        "new_today": Card.objects.of(user).filter(first_day=today).count(),
        "tomorrow": week[0][1],
        "week": week,
        "most": max(count for _, count in week),
    }
