"""Today: how much there is to do, and one button to start."""

from __future__ import annotations

from datetime import date
from secrets import randbits

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from practice.forms import MockForm, WishForm
from practice.http import CandidateRequest, action
from practice.models import Session, User
from practice.models.load import Load, week_ahead
from practice.models.pool import Pool, Wish

RECENT = 5
MORE = 5  # new questions that one button starts on an empty day


@require_safe
def today(request: CandidateRequest) -> HttpResponse:
    day = request.user.study_day(timezone.now())
    recent = list(Session.objects.of(request.user).order_by("-started_at")[: RECENT + 1])
    load = Load.today(request.user, day)
    context: dict[str, object] = {
        "day": day,
        "load": load,
        "open_session": next((s for s in recent if s.ended_at is None), None),
        "recent": [s for s in recent if s.ended_at and s.turns][:RECENT],
    }
    if not load.size and not context["open_session"]:
        context |= _empty_day(request.user, day)
    return render(request, "practice/today.html", context)


def _empty_day(user: User, day: date) -> dict[str, object]:
    """What can be practised when nothing is due, and what tomorrow brings."""
    more = Pool(user, day, Wish(sources=("weak", "new"), size=MORE))
    weak, new = more.groups()
    return {"tomorrow": week_ahead(user, day)[0][1], "weak": len(weak), "new": len(new)}


@action
def start(request: CandidateRequest) -> HttpResponse:
    """Start what was wished, by default the daily session; an open one is continued."""
    wish = Wish(size=request.user.session_size)
    if request.POST.get("sources") or request.POST.get("size"):
        form = WishForm(request.POST)
        if not form.is_valid():
            context = {"form": form, "mock_form": MockForm()}
            return render(request, "practice/custom.html", context, status=422)
        wish = form.wish()
    now = timezone.now()
    session = Session.start(request.user, wish, now=now, seed=randbits(32))
    if session is None:
        messages.info(request, _("No question fits right now. Widen your choice."))
        return redirect("practice:custom")
    if session.started_at != now and not wish.is_daily:
        messages.info(request, _("This session is still open. Finish or end it first."))
    return redirect(session)
