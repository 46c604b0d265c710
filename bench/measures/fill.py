"""Makes a database and fills it: `fill shipped`, or `fill N` for N synthetic questions."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.db import transaction

from bench import bank
from config.setup import collect_static
from questions.models import Category, KeyPoint, Question, search
from questions.models.category import STEP

AREAS, CATEGORIES = 6, 5  # areas, and categories in each
LADDER = 5  # every fifth question is a follow-up of the one before
BATCH = 500


def measure(what: str) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("compile_messages", verbosity=0)
    collect_static()
    if what == "shipped":
        call_command("load_questions", verbosity=0)
    else:
        synthetic(int(what))


@transaction.atomic
def synthetic(number: int) -> None:
    leaves, main = categories(), None
    made: list[tuple[Question, bank.Text]] = []
    for place, text in enumerate(bank.texts(number)):
        is_follow_up = main is not None and place % LADDER == LADDER - 1
        question = a_question(place, text, leaves, main if is_follow_up else None)
        made.append((question, text))
        if not is_follow_up:
            main = question
        question.pk = place + 1
    Question.objects.bulk_create((question for question, _ in made), batch_size=BATCH)
    KeyPoint.objects.bulk_create(
        (point for question, text in made for point in points(question, text)), batch_size=BATCH
    )
    for question, _ in made:
        search.index(question.pk, question.search_titles, question.search_body)


def categories() -> list[Category]:
    leaves = []
    for one in range(AREAS):
        area = Category(slug=f"area-{one}", level="area", position=one)
        area.name_zh, area.name_en = f"领域 {one}", f"Area {one}"
        area.save()
        for two in range(CATEGORIES):
            leaf = Category(slug=f"category-{one}-{two}", parent=area, position=two)
            leaf.name_zh, leaf.name_en = f"分类 {one}.{two}", f"Category {one}.{two}"
            leaf.save()
            leaves.append(leaf)
    return leaves


def a_question(
    place: int, text: bank.Text, leaves: list[Category], parent: Question | None
) -> Question:
    category = parent.category if parent else leaves[place % len(leaves)]
    above = parent.path if parent else category.path
    written = {f"{name}_{text.language}": getattr(text, name) for name in ("short", "full")}
    titles: dict[str, Any] = {"title_zh": text.title, f"title_{text.language}": text.title}
    return Question(
        slug=f"question-{place}",
        category=category,
        parent=parent,
        position=place // len(leaves) % 10_000,
        path=f"{above}/{STEP.format(place // len(leaves) % 10_000)}",
        status=Question.Status.PUBLISHED,
        difficulty=1 + place % 5,
        **titles,
        **written,
    )


def points(question: Question, text: bank.Text) -> list[KeyPoint]:
    levels = ("must", "must", "should", "bonus")
    return [
        KeyPoint(question=question, key=f"k{number}", position=number, level=level, text_zh=point)
        for number, (level, point) in enumerate(zip(levels, text.points, strict=True), 1)
    ]
