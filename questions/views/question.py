"""One question: its stem, and the answer on request, never in the page before."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from questions.forms import ReportForm
from questions.http import PageRequest
from questions.models import Question

TEMPLATE = "questions/question.html"


@login_not_required
@require_safe
def question(request: HttpRequest, slug: str) -> HttpResponse:
    """The stem and what is asked after it."""
    questions = Question.objects.published().select_related("category", "parent")
    found = get_object_or_404(questions, slug=slug)
    return render(request, TEMPLATE, {"question": found, "follow_ups": _follow_ups(found)})


@login_not_required
@require_safe
def answer(request: PageRequest, slug: str) -> HttpResponse:
    """The same page with the answer; only the answer when htmx asks."""
    found = get_object_or_404(Question.objects.published().for_reading(), slug=slug)
    context: dict[str, object] = {
        "question": found,
        "shows_answer": True,
        "today": timezone.localdate(),
    }
    if request.htmx:
        return render(request, f"{TEMPLATE}#answer", context)
    context |= {"follow_ups": _follow_ups(found), "report_form": ReportForm()}
    return render(request, TEMPLATE, context)


def _follow_ups(found: Question) -> list[Question]:
    return list(found.follow_ups.published().in_bank_order())
