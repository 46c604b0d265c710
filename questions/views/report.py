"""A candidate reports an error in a question."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from questions.forms import ReportForm
from questions.http import PageRequest, next_page
from questions.models import Question, Report

TEMPLATE = "questions/report.html"


@require_http_methods(["GET", "POST"])
def report(request: PageRequest, slug: str) -> HttpResponse:
    """The form, and what it sends; the same words sent twice are one report."""
    question = get_object_or_404(Question.objects.published(), slug=slug)
    form = ReportForm(request.POST or None)
    template = f"{TEMPLATE}#form" if request.htmx else TEMPLATE
    context: dict[str, object] = {"question": question, "form": form, "next": next_page(request)}
    if request.method == "GET" or not form.is_valid():
        return render(request, template, context, status=200 if request.method == "GET" else 422)
    Report.objects.get_or_create(
        question=question,
        reporter_id=request.user.pk,
        kind=form.cleaned_data["kind"],
        text=form.cleaned_data["text"],
        defaults={"created_at": timezone.now()},
    )
    if request.htmx:
        return render(request, f"{TEMPLATE}#thanks", context)
    messages.success(request, _("Thank you. A curator will look at it."))
    return redirect(next_page(request) or question)
