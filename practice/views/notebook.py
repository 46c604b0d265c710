"""The candidate's notes and bookmarks."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from practice.http import CandidateRequest
from practice.models import Bookmark, Note, Suspension

SHOWN = 100  # of each kind, the latest first


@require_safe
def notebook(request: CandidateRequest) -> HttpResponse:
    def mine(model: type[Bookmark] | type[Note] | type[Suspension], newest: str) -> object:
        rows = model.objects.filter(user=request.user).select_related("question__category")
        return list(rows.order_by(newest, "-pk")[:SHOWN])

    context = {
        "notes": mine(Note, "-updated_at"),
        "bookmarks": mine(Bookmark, "-created_at"),
        "suspensions": mine(Suspension, "-created_at"),
    }
    return render(request, "practice/notebook.html", context)
