"""The mock interview: its start, handing in an answer, and its report."""

from __future__ import annotations

from secrets import randbits
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from practice.forms import MockForm, RevealForm, WishForm
from practice.http import CandidateRequest, action, own_attempt, rescues_text
from practice.loop import next_step, refused
from practice.models import MockInterview, Session
from practice.recap import Recap


@action
def start(request: CandidateRequest) -> HttpResponse:
    form = MockForm(request.POST)
    if not form.is_valid():
        initial = {"size": request.user.session_size, "sources": ["due", "new"]}
        context = {"form": WishForm(initial=initial), "mock_form": form}
        return render(request, "practice/custom.html", context, status=422)
    now = timezone.now()
    interview = MockInterview.start(request.user, form.wish(), now=now, seed=randbits(32))
    if interview is None:
        messages.info(request, _("No question fits right now. Widen your choice."))
        return redirect("practice:custom")
    if interview.started_at != now:
        messages.info(request, _("This session is still open. Finish or end it first."))
    return redirect(interview)


@rescues_text
@action
def answered(request: CandidateRequest, session_id: UUID, attempt_id: UUID) -> HttpResponse:
    """Hand in an answer; the next question comes at once."""
    attempt, form = own_attempt(request, session_id, attempt_id), RevealForm(request.POST)
    if not form.is_valid():
        return refused(request, attempt, form.errors)
    interview = MockInterview.objects.get(pk=session_id)
    interview.user = request.user
    interview.answer(
        attempt,
        form.typed,
        confidence=form.cleaned_data["confidence"],
        now=timezone.now(),
    )
    return next_step(request, session_id)


@require_safe
def report(request: CandidateRequest, session_id: UUID) -> HttpResponse:
    """Every question with the answer given, the points hit and the time used; to print."""
    interviews = Session.objects.of(request.user).filter(kind=Session.Kind.MOCK)
    interview = get_object_or_404(interviews, pk=session_id)
    return render(
        request, "practice/mock_report.html", {"session": interview, "recap": Recap.of(interview)}
    )
