"""The loop: one question at a time."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from practice import step
from practice.http import RESCUED, CandidateRequest, current_attempt, put_back_rescued
from practice.models import Attempt, Session

TEMPLATE = "practice/session.html"


@require_safe
def session(request: CandidateRequest, session_id: UUID) -> HttpResponse:
    """The step that the session stands at; its end screen when it has ended."""
    if RESCUED in request.session:
        put_back_rescued(request)
    attempt = current_attempt(request, session_id)
    if attempt is None:
        ended = get_object_or_404(Session.objects.of(request.user), pk=session_id)
        return redirect("practice:summary", ended.pk)
    template = f"{TEMPLATE}#step" if request.htmx else TEMPLATE
    return render(request, template, step.context(attempt, request.user, timezone.now()))


@require_safe
def look_back(request: CandidateRequest, session_id: UUID, turn: int) -> HttpResponse:
    """A turn that is over, to look at; it changes nothing."""
    turns = (
        Attempt.objects.of(request.user).standing().select_related("session", "question__category")
    )
    attempt = get_object_or_404(turns, session_id=session_id, turn=turn)
    context = step.context(attempt, request.user, timezone.now()) | {"turn": turn}
    return render(request, "practice/look_back.html", context)
