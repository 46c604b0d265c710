"""How an action of the loop is answered: with the step at which the session now stands."""

from __future__ import annotations

from uuid import UUID

from django.forms.utils import ErrorDict
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect, HttpResponseLocation

from practice import step
from practice.http import CandidateRequest, current_attempt, to_session
from practice.models import Attempt

TEMPLATE = "practice/session.html"


def next_step(
    request: CandidateRequest, session_id: UUID, showing: Attempt | None = None
) -> HttpResponse:
    """A fragment for htmx, a redirect for everybody else; `showing` saves looking the step up."""
    if not request.htmx:
        return to_session(session_id)
    attempt = showing or current_attempt(request, session_id)
    if attempt is None:
        return HttpResponseClientRedirect(to_session(session_id).url)
    if attempt.session.marking_since:  # the next answer is read by a request of its own
        return HttpResponseLocation(to_session(session_id).url, target="#step", swap="outerHTML")
    return render(request, f"{TEMPLATE}#step", step.context(attempt, request.user, timezone.now()))


def refused(request: CandidateRequest, attempt: Attempt, errors: ErrorDict) -> HttpResponse:
    """The same step again, with the reason and with what was typed."""
    current = current_attempt(request, attempt.session_id)
    if current is None:
        return to_session(attempt.session_id)
    current.answer = request.POST.get("answer", current.answer)
    context = step.context(current, request.user, timezone.now()) | {"errors": errors}
    template = f"{TEMPLATE}#step" if request.htmx else TEMPLATE
    return render(request, template, context, status=422)
