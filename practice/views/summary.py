"""The end screen of a session."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from practice.http import CandidateRequest
from practice.models import Card, Session
from practice.models.load import week_ahead
from practice.recap import Recap

RETRY = 5  # weak questions that one button starts


@never_cache
@require_safe
def summary(request: CandidateRequest, session_id: UUID) -> HttpResponse:
    session = get_object_or_404(Session.objects.of(request.user), pk=session_id)
    if session.ended_at is None:
        return redirect(session)
    recap = Recap.of(session)
    week = week_ahead(request.user, session.study_day)
    context = {
        "session": session,
        "recap": recap,
        "new_today": Card.objects.of(request.user).filter(first_day=session.study_day).count(),
        "tomorrow": week[0][1],
        "week": week,
        "most": max(count for _, count in week),
        "retry": min(RETRY, len(recap.weak)),
    }
    return render(request, "practice/summary.html", context)
