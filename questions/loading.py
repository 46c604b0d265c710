"""Loads the bank's files: all of them or nothing, and never over a curator's edit.

Every unit keeps the digest of the file's version that was last loaded. While the database still
holds that version, a new one replaces it; where a curator has changed it since, theirs stays.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import models, transaction
from django.db.models import ProtectedError

from questions import checking, records
from questions.checking import PARTS, parents_first, plain
from questions.fixture_files import FIELDS, LINKS, FixtureError, Unit, digest, read
from questions.models import Category, Question

Key = tuple[str, str]  # model and slug
OWNERS: dict[str, type[Category | Question]] = {
    "questions.category": Category,
    "questions.question": Question,
}


@dataclass
class Outcome:
    """What a load did, by slug."""

    created: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # a curator's edit stands against the file
    retired: list[str] = field(default_factory=list)  # gone from the files, but practised
    deleted: list[str] = field(default_factory=list)


def load(folder: Path) -> Outcome:
    """Load every file of a folder; raises FixtureError before anything is written."""
    units = read(folder)
    for unit in units:
        checking.complete(unit)
    categories = [unit for unit in units if unit.model == "questions.category"]
    questions = [unit for unit in units if unit.model == "questions.question"]
    checking.check_links(categories, questions)
    stored = _stored(units)
    stale, outcome = [], Outcome()
    for unit in [*parents_first(categories), *parents_first(questions)]:
        if unit.key in stored and stored[unit.key].loaded_digest == unit.digest:
            outcome.unchanged.append(unit.slug)
        else:
            checking.check_values(unit)
            stale.append(unit)
    with transaction.atomic():
        edited = {unit.key for unit in stale if _is_edited(stored.get(unit.key))}
        for unit in stale:
            _load_unit(unit, stored.get(unit.key), outcome, is_edited=unit.key in edited)
        _drop_missing(units, outcome)
    return outcome


def _stored(units: list[Unit]) -> dict[Key, Category | Question]:
    """What the database holds of the files' units, by their keys in the files.

    A question of the seed that has another slug in the files is still the same question.
    """
    stored: dict[Key, Category | Question] = {
        ("questions.category", category.slug): category for category in Category.objects.all()
    }
    seeds: dict[str, Question] = {}
    for question in Question.objects.for_reading():
        stored["questions.question", question.slug] = question
        if question.seed_id:
            seeds[question.seed_id] = question
    keys = {unit.key for unit in units}
    for unit in units:
        same = seeds.get(unit.fields.get("seed_id", ""))
        if same and unit.key not in stored and ("questions.question", same.slug) not in keys:
            stored[unit.key] = same
    return stored


def _is_edited(instance: Category | Question | None) -> bool:
    return instance is not None and _current_digest(instance) != instance.loaded_digest


def _load_unit(
    unit: Unit, instance: Category | Question | None, outcome: Outcome, *, is_edited: bool
) -> None:
    if instance is None:
        _write(unit, None)
        outcome.created.append(unit.slug)
    elif not is_edited:
        _write(unit, instance)
        outcome.updated.append(unit.slug)
    elif _current_digest(instance) == unit.digest:  # the edit has come back as a fixture
        _mark(instance, loaded_digest=unit.digest)
        outcome.unchanged.append(unit.slug)
    else:
        _mark(instance, slug=unit.slug)
        outcome.kept.append(unit.slug)


def _mark(instance: Category | Question, **values: str) -> None:
    type(instance)._default_manager.filter(pk=instance.pk).update(**values)


def _current_digest(instance: Category | Question) -> str:
    if isinstance(instance, Category):
        return digest(records.of_category(instance))
    return digest(records.of_question(instance))


def _write(unit: Unit, instance: Category | Question | None) -> None:
    owner = OWNERS[unit.model]
    instance = instance or owner()
    for name in FIELDS[unit.model]:
        if name in LINKS:
            value = _target(owner, name, unit.fields.get(name))
        else:
            column = owner._meta.get_field(name)
            assert isinstance(column, models.Field)
            value = unit.fields.get(name, column.get_default())
        setattr(instance, name, value)
    instance.loaded_digest = unit.digest
    instance.save()
    if isinstance(instance, Question):
        _write_parts(unit, instance)


def _write_parts(unit: Unit, question: Question) -> None:
    for label, model in PARTS.items():
        manager = model._default_manager
        manager.filter(question=question).delete()
        manager.bulk_create(
            model(question=question, **plain(record))
            for record in unit.records
            if record["model"] == label
        )


def _target(owner: type[models.Model], name: str, key: list[str] | None) -> Any:
    if key is None:
        return None
    model = Question if (owner is Question and name == "parent") else Category
    return model.objects.get_by_natural_key(key[0])


def _drop_missing(units: list[Unit], outcome: Outcome) -> None:
    """What has gone from the files goes from the bank, unless it was edited or practised."""
    slugs = {model: [u.slug for u in units if u.model == model] for model in OWNERS}
    gone = Question.objects.exclude(loaded_digest="")
    gone = gone.exclude(slug__in=slugs["questions.question"])
    for question in gone.for_reading().order_by("-path"):  # follow-ups before their question
        if _is_edited(question):
            outcome.kept.append(question.slug)
        else:
            _drop(question, outcome)
    unused = Category.objects.exclude(loaded_digest="")
    unused = unused.exclude(slug__in=slugs["questions.category"])
    for category in unused.order_by("-path"):
        if _is_edited(category):
            outcome.kept.append(category.slug)
            continue
        try:
            with transaction.atomic():
                category.delete()
            outcome.deleted.append(category.slug)
        except ProtectedError:
            outcome.kept.append(category.slug)


def _drop(question: Question, outcome: Outcome) -> None:
    slug = question.slug
    try:
        with transaction.atomic():
            question.delete()
        outcome.deleted.append(slug)
    except ProtectedError:  # somebody has practised it
        if question.status != Question.Status.RETIRED:
            question.status = Question.Status.RETIRED
            question.loaded_digest = _current_digest(question)  # so that it may come back
            question.save()
        outcome.retired.append(slug)


__all__ = ["FixtureError", "Outcome", "load"]
