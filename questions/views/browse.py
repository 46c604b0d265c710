"""The bank: its tree, filters, search, and the questions that pass."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.decorators import login_not_required
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from questions import paging, tree
from questions.forms import BrowseForm
from questions.http import Own, PageRequest
from questions.models import Category, Question
from questions.models.question import QuestionQuerySet

LINKS = 3  # categories whose name is searched for, above the questions


@login_not_required
@require_safe
def browse(request: PageRequest, own: Own | None = None) -> HttpResponse:
    form = BrowseForm(request.GET)
    chosen = form.chosen()
    questions = Question.objects.published()
    if own:
        questions = own.narrow(request, questions)
    questions = form.narrow(questions)
    query = chosen.get("q", "")
    categories = list(Category.objects.in_tree_order())
    shown = {k: v for k, v in request.GET.items() if k not in {"after", "before", "lang"}}
    context = {
        "form": form,
        "query": query,
        "own_states": own.choices(request) if own else [],
        "own_state": request.GET.get("mine", ""),
        "category": chosen.get("category"),
        "categories_found": [c for c in categories if query and query.lower() in _names(c)][:LINKS],
        "tree": tree.build(categories, _counts(), getattr(chosen.get("category"), "slug", "")),
        "filters": urlencode(shown),
        **_results(request, questions, query),
    }
    template = "questions/browse.html"
    return render(request, f"{template}#results" if request.htmx else template, context)


def _results(request: PageRequest, questions: QuestionQuerySet, query: str) -> dict[str, object]:
    """One page: of what matches, best first, with how many there are; else in the bank's order."""
    place = {name: request.GET.get(name, "") for name in ("after", "before")}
    rows = questions.select_related("category", "parent")
    if not query:
        return {"page": paging.page(rows.listed().in_bank_order(), **place)}
    keys = questions.ranked(query)
    page = paging.ranked(keys, **place)
    found = rows.in_bulk(page.rows)
    page.rows = [found[key] for key in page.rows]
    return {"page": page, "total": len(keys)}


def _counts() -> dict[int, int]:
    """Published main questions by category."""
    rows = Question.objects.published().main().values("category").annotate(n=Count("pk"))
    return dict(rows.values_list("category", "n"))


def _names(category: Category) -> str:
    return f"{category.name_zh}\n{category.name_en}".lower()
