"""How the candidate wants to practise."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from practice.forms import SettingsForm
from practice.http import CandidateRequest


@require_http_methods(["GET", "POST"])
def settings(request: CandidateRequest) -> HttpResponse:
    form = SettingsForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        user = form.save()
        with translation.override(user.language or translation.get_language()):
            messages.success(request, _("Saved."))
        return redirect("practice:settings")
    status = 422 if request.method == "POST" else 200
    return render(request, "practice/settings.html", {"form": form}, status=status)
