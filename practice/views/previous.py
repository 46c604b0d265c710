"""What the candidate answered the last time, on request."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from practice.http import CandidateRequest
from practice.models import Attempt


@require_safe
def previous(request: CandidateRequest, session_id: UUID, attempt_id: UUID) -> HttpResponse:
    """The last rated attempt at the question before this one, with what was ticked then."""
    mine = Attempt.objects.of(request.user)
    attempt = get_object_or_404(mine, pk=attempt_id, session_id=session_id)
    before = mine.rated().filter(question_id=attempt.question_id).exclude(pk=attempt.pk)
    last = before.order_by("-rated_at").first()
    points = attempt.question.key_points.all()
    context = {
        "attempt": attempt,
        "last": last,
        "points": [(point, point.key in last.hits) for point in points] if last else [],
    }
    template = "practice/previous.html"
    return render(request, f"{template}#previous" if request.htmx else template, context)
