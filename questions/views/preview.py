"""Markdown as the pages will show it, for the curators' editor."""

from __future__ import annotations

from django.contrib.admin.views.decorators import staff_member_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST


@staff_member_required
@require_POST
def preview(request: HttpRequest) -> HttpResponse:
    return render(request, "questions/preview.html", {"text": request.POST.get("text", "")})
