"""What is the candidate's own on a question's page: bookmark, note, history. The page loads it."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from practice.http import CandidateRequest
from practice.models import Attempt, Bookmark, Card, Note, Suspension
from questions.models import Question

HISTORY = 8  # attempts shown


@never_cache
@require_safe
def own(request: CandidateRequest, slug: str) -> HttpResponse:
    question = get_object_or_404(Question, slug=slug)
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
