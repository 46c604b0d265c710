"""The actions of the loop: each a POST, one transaction, repeated without effect."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from practice import step
from practice.forms import AnswerForm, DraftForm, RateForm, RevealForm, TicksForm
from practice.http import (
    CandidateRequest,
    action,
    own_attempt,
    own_session,
    rescues_text,
    to_session,
)
from practice.loop import next_step, refused
from practice.models import Attempt, MockInterview


@rescues_text
@action
def draft(request: CandidateRequest, session_id: UUID, attempt_id: UUID) -> HttpResponse:
    """Save what was typed: 204; 422 when too long; 410 when the question is over without it; 409
    with the text that it holds, when that is another than those on which this one was written."""
    form = DraftForm(request.POST)
    if not form.is_valid():
        wrong = next(iter(form.errors.values()))[0]
        return HttpResponse(wrong, status=422, content_type="text/plain")
    drafts = Attempt.objects.of(request.user).taking_text(timezone.now())
    drafts = drafts.filter(pk=attempt_id, session_id=session_id)
    text, bases = form.cleaned_data["answer"], form.cleaned_data["base"]
    if drafts.filter(answer__in=["", *bases]).update(answer=text):
        return HttpResponse(status=204)
    attempt = own_attempt(request, session_id, attempt_id)  # a stranger's is a 404
    if attempt.answer == text:
        return HttpResponse(status=204)
    if not drafts.exists():
        return HttpResponse(status=410)
    return HttpResponse(attempt.answer, status=409, content_type="text/plain; charset=utf-8")


@rescues_text
@action
def reveal(request: CandidateRequest, session_id: UUID, attempt_id: UUID) -> HttpResponse:
    attempt, form = own_attempt(request, session_id, attempt_id), RevealForm(request.POST)
    if not form.is_valid():
        return refused(request, attempt, form.errors)
    sent = form.cleaned_data
    attempt.session.reveal(
        attempt,
        now=timezone.now(),
        confidence=sent["confidence"],
        text=form.typed,
        gave_up=sent["gave_up"],
        measured_ms=sent["ms"],
    )
    return next_step(request, session_id)


@rescues_text
@action
def ticks(request: CandidateRequest, session_id: UUID, attempt_id: UUID) -> HttpResponse:
    """Keep the ticked key points; answers with the rating bar that they propose."""
    attempt, form = own_attempt(request, session_id, attempt_id), TicksForm(request.POST)
    if form.is_valid() and attempt.is_revealed and not attempt.is_finished:
        attempt.hits = form.cleaned_data["hits"]
        attempt.save(update_fields=["hits"])
    if not request.htmx:
        return to_session(session_id)
    context = {
        "attempt": attempt,
        "session": attempt.session,
        **step.rating_bar(attempt, ticking=True),
    }
    return render(request, "practice/partials/_rating_bar.html", context)


@rescues_text
@action
def rate(request: CandidateRequest, session_id: UUID, attempt_id: UUID) -> HttpResponse:
    attempt, form = own_attempt(request, session_id, attempt_id), RateForm(request.POST)
    if not form.is_valid():
        return refused(request, attempt, form.errors)
    sent = form.cleaned_data
    session = attempt.session
    session.rate(
        attempt, sent["rating"], now=timezone.now(), hits=sent["hits"], measured_ms=sent["ms"]
    )
    return next_step(request, session_id, session.showing)


@rescues_text
@action
def skip(request: CandidateRequest, session_id: UUID, attempt_id: UUID) -> HttpResponse:
    attempt, form = own_attempt(request, session_id, attempt_id), AnswerForm(request.POST)
    if not form.is_valid():
        return refused(request, attempt, form.errors)
    attempt.session.skip(attempt, now=timezone.now(), text=form.typed)
    return next_step(request, session_id)


@action
def undo(request: CandidateRequest, session_id: UUID) -> HttpResponse:
    session, turn = own_session(request, session_id), request.POST.get("turn", "")
    if not session.undo(now=timezone.now(), turn=int(turn) if turn.isdecimal() else None):
        messages.info(request, _("There is nothing to undo."))
    return next_step(request, session_id)


@action
def leave_ladder(request: CandidateRequest, session_id: UUID) -> HttpResponse:
    """Enough of this question's follow-ups."""
    session, form = own_session(request, session_id), AnswerForm(request.POST)
    text = form.typed if form.is_valid() else None
    session.leave_ladder(now=timezone.now(), text=text)
    return next_step(request, session_id)


@action
def end(request: CandidateRequest, session_id: UUID) -> HttpResponse:
    """Leave for good; of a mock interview, what was answered is still marked."""
    session = own_session(request, session_id)
    if session.is_interviewing:
        interview = MockInterview.objects.get(pk=session_id)
        interview.stop(now=timezone.now())
        return redirect("practice:today" if interview.ended_at else interview)
    session.end(now=timezone.now())
    return redirect("practice:summary", session.pk) if session.turns else redirect("practice:today")
