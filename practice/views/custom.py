"""A session of one's own."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from practice.forms import MockForm, WishForm
from practice.http import CandidateRequest


@require_safe
def custom(request: CandidateRequest) -> HttpResponse:
    initial = {"size": request.user.session_size, "sources": ["due", "new"]}
    context = {"form": WishForm(initial=initial), "mock_form": MockForm()}
    return render(request, "practice/custom.html", context)
