"""A session of one's own."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from practice.forms import MockForm, WishForm
from practice.http import CandidateRequest
from practice.models import Session


@require_safe
def custom(request: CandidateRequest) -> HttpResponse:
    if Session.objects.of(request.user).open().exists():
        messages.info(request, _("This session is still open. Finish or end it first."))
        return redirect("practice:today")
    initial = {"size": request.user.session_size, "sources": ["due", "new"]}
    context = {"form": WishForm(initial=initial), "mock_form": MockForm()}
    return render(request, "practice/custom.html", context)
