"""What the database holds of a category or a question, as the records of a fixture."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import models

from questions.fixture_files import FIELDS, Record
from questions.models import Category, Question


def of_category(category: Category) -> list[Record]:
    return [_record(category)]


def of_question(question: Question) -> list[Record]:
    """The question itself, then its key points, references and dated facts."""
    return [
        _record(question),
        *map(_record, question.key_points.all()),
        *map(_record, question.references.all()),
        *map(_record, question.dated_facts.all()),
    ]


def files() -> Iterator[tuple[str, list[Record]]]:
    """Every file of the bank with its records: the areas, then one file a category."""
    homes: dict[int, str] = {}  # the file of each category; in tree order, so parents come first
    held: dict[str, list[Category]] = {}
    for category in Category.objects.select_related("parent").in_tree_order():
        homes[category.pk] = _home(category, homes)
        held.setdefault(homes[category.pk], []).append(category)
    for name, own in held.items():
        yield name, _file(own)


def _home(category: Category, homes: dict[int, str]) -> str:
    if category.level == Category.Level.AREA:
        return "areas.yaml"
    if category.level == Category.Level.SECTION and category.parent_id in homes:
        return homes[category.parent_id]
    return f"{category.slug}.yaml"


def _file(own: list[Category]) -> list[Record]:
    questions = Question.objects.filter(category__in=own).for_reading().in_bank_order()
    return [
        *map(_record, own),
        *(record for question in questions for record in of_question(question)),
    ]


def _record(instance: models.Model) -> Record:
    label = instance._meta.label_lower
    fields = {name: _value(getattr(instance, name)) for name in FIELDS[label]}
    return {
        "model": label,
        "fields": {name: value for name, value in fields.items() if value not in ("", None)},
    }


def _value(value: Any) -> Any:
    if isinstance(value, models.Model):
        return [value.slug] if isinstance(value, Category | Question) else [str(value.pk)]
    return value
