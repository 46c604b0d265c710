"""The first page: what this is, and one question to try at once."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from questions.models import Question


@login_not_required
@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """For a visitor; a candidate goes on to Today."""
    if request.user.is_authenticated:
        return redirect("practice:today")
    questions = Question.objects.published()
    context = {
        "question": questions.showcase(),
        "main_count": questions.main().count(),
        "follow_up_count": questions.exclude(parent=None).count(),
    }
    return render(request, "questions/landing.html", context)
