"""What is the candidate's own on a question's page: bookmark, note, history. The page loads it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from practice.http import CandidateRequest, known_question
from practice.models import Attempt, Bookmark, Card, Note, Suspension

HISTORY = 8  # attempts shown


@require_safe
def own(request: CandidateRequest, slug: str) -> HttpResponse:
    question = known_question(request, slug)
    mine = {"user": request.user, "question": question}
    context = {
        "question": question,
        "is_bookmarked": Bookmark.objects.filter(**mine).exists(),
        "is_suspended": Suspension.objects.filter(**mine).exists(),
        "note": Note.objects.filter(**mine).first(),
        "card": Card.objects.filter(**mine).first(),
        "history": Attempt.objects.filter(**mine).rated().order_by("-rated_at")[:HISTORY],
    }
    template = "practice/own.html"
    return render(request, f"{template}#own" if request.htmx else template, context)
