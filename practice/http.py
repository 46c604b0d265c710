"""How a request of the loop is read: own rows only, one transaction, nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.text import normalize_newlines
from django.views.decorators.http import require_POST
from django_htmx.middleware import HtmxDetails

from practice.models import Attempt, Bookmark, Card, Note, Session, Suspension, User
from practice.models.attempt import ANSWER_LIMIT
from questions.http import next_page
from questions.models import Question

P = ParamSpec("P")
RESCUED = "rescued"  # key in the browser session: texts typed when the login had expired


class CandidateRequest(HttpRequest):
    """A request of somebody who is logged in."""

    user: User
    htmx: HtmxDetails


View = Callable[Concatenate[CandidateRequest, P], HttpResponse]


def action(view: View[P]) -> View[P]:
    """A POST that is one transaction: what it accepted is committed before its answer goes out."""
    wrapped = require_POST(transaction.atomic(view))
    return wraps(view)(wrapped)


def own_session(request: CandidateRequest, session_id: UUID) -> Session:
    """The candidate's session, locked for this transaction; another's is a 404."""
    session = get_object_or_404(Session.objects.of(request.user).locked(), pk=session_id)
    session.user = request.user
    return session


def own_attempt(request: CandidateRequest, session_id: UUID, attempt_id: UUID) -> Attempt:
    """The candidate's attempt with its session, both locked; another's is a 404."""
    attempts = Attempt.objects.of(request.user).locked()
    attempt = get_object_or_404(attempts, pk=attempt_id, session_id=session_id)
    attempt.session.user = request.user
    return attempt


def current_attempt(request: CandidateRequest, session_id: UUID) -> Attempt | None:
    """The showing at the head of the session's queue, with its question and marks, in one query."""
    before = Attempt.objects.rated().filter(user=OuterRef("user"), question=OuterRef("question"))
    marks = Bookmark.objects.filter(user=OuterRef("user"), question=OuterRef("question"))
    waiting = (
        Attempt.objects.of(request.user)
        .open()
        .filter(session_id=session_id, session__ended_at=None)
        .select_related("session", "question__category", "question__parent")
        .annotate(has_previous=Exists(before), is_bookmarked=Exists(marks))
    )
    for attempt in waiting:
        if attempt.session.asks(attempt):
            attempt.session.user = request.user
            return attempt
    return None


def known_question(request: CandidateRequest, slug: str) -> Question:
    """A published question, or one that the candidate has met or marked; a draft is a 404."""
    seen = Q(status=Question.Status.PUBLISHED)
    for model in (Attempt, Card, Note, Bookmark, Suspension):
        seen |= Q(Exists(model.objects.filter(user=request.user, question=OuterRef("pk"))))
    return get_object_or_404(Question.objects.filter(seen), slug=slug)


def to_session(session_id: UUID) -> HttpResponseRedirect:
    response = HttpResponseRedirect(reverse("practice:session", args=[session_id]))
    response.status_code = 303  # the browser asks for the page with GET
    return response


def back(request: CandidateRequest, question: Question) -> HttpResponse:
    """To the page that the form names, else to the question, or the notebook if it is retired."""
    target = question.get_absolute_url() if question.is_published else reverse("practice:notebook")
    return HttpResponseRedirect(next_page(request) or target)


def rescues_text(view: View[P]) -> View[P]:
    """When the login has expired, keep what was typed and come back to the session after it."""

    def after_login(request: HttpRequest, session_id: UUID, attempt_id: UUID) -> str:
        text = normalize_newlines(request.POST.get("answer", ""))[:ANSWER_LIMIT]
        if text:
            request.session[RESCUED] = {str(attempt_id): text}
        return reverse("practice:session", args=[session_id])

    view.after_login = after_login  # type: ignore[attr-defined]
    return view


def put_back_rescued(request: CandidateRequest) -> None:
    """Save the text that was typed when the login had expired as the draft of its attempt."""
    for attempt_id, text in request.session.pop(RESCUED, {}).items():
        Attempt.objects.of(request.user).filter(revealed_at=None, pk=attempt_id).open().update(
            answer=text
        )
