"""Bookmark, note and "not again" of a question: from the loop, from the bank, from the notebook."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from practice.forms import NoteForm
from practice.http import CandidateRequest, action, back, known_question
from practice.models import Bookmark, Card, Note, Suspension
from questions.http import next_page
from questions.models import Question


@action
def bookmark(request: CandidateRequest, slug: str) -> HttpResponse:
    """Set or take away, as the form says: sent twice it is still set."""
    question = known_question(request, slug)
    wanted = request.POST.get("set") == "1"
    _mark(Bookmark, request, question, wanted=wanted)
    if not request.htmx:
        return back(request, question)
    context = {"question": question, "is_bookmarked": wanted}
    return render(request, "practice/partials/_bookmark.html", context)


@require_http_methods(["GET", "POST"])
def suspension(request: CandidateRequest, slug: str) -> HttpResponse:
    """Never ask this again, after a look at what would be forgotten; or ask it again."""
    question = known_question(request, slug)
    if request.method == "POST":
        _mark(Suspension, request, question, wanted=request.POST.get("set") == "1")
        return back(request, question)
    day = request.user.study_day(timezone.now())
    card = Card.objects.of(request.user).filter(question=question).first()
    context = {
        "question": question,
        "card": card,
        "recall": round(100 * card.recall(day)) if card else None,
        "is_suspended": question.suspensions.filter(user=request.user).exists(),
        "next": next_page(request),
    }
    return render(request, "practice/suspension.html", context)


@require_http_methods(["GET", "POST"])
def note(request: CandidateRequest, slug: str) -> HttpResponse:
    """Read and write the note; an empty one takes it away."""
    question = known_question(request, slug)
    mine = Note.objects.filter(user=request.user, question=question).first()
    form = NoteForm(request.POST or None, instance=mine)
    template = "practice/note.html"
    page = f"{template}#note" if request.htmx else template
    context: dict[str, Any] = {
        "question": question,
        "form": form,
        "note": mine,
        "next": next_page(request),
    }
    if request.method == "GET" or not form.is_valid():
        context["is_editing"] = request.method == "POST" or "edit" in request.GET or mine is None
        return render(request, page, context, status=422 if request.method == "POST" else 200)
    context["note"] = _write(request, question, form.cleaned_data["text"])
    return render(request, page, context) if request.htmx else back(request, question)


def _mark(
    model: type[Bookmark] | type[Suspension],
    request: CandidateRequest,
    question: Question,
    *,
    wanted: bool,
) -> None:
    if wanted:
        defaults = {"created_at": timezone.now()}
        model.objects.get_or_create(user=request.user, question=question, defaults=defaults)
    else:
        model.objects.filter(user=request.user, question=question).delete()


def _write(request: CandidateRequest, question: Question, text: str) -> Note | None:
    if not text:
        Note.objects.filter(user=request.user, question=question).delete()
        return None
    defaults = {"text": text, "updated_at": timezone.now()}
    note, _ = Note.objects.update_or_create(user=request.user, question=question, defaults=defaults)
    return note
