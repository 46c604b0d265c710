"""Loads the bank's files: all of them or nothing, and never over a curator's edit.

Every unit keeps the digest of the file's version that was last loaded. While the database still
holds that version, a new one replaces it; where a curator has changed it since, theirs stays.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import ProtectedError

from questions import records
from questions.fixture_files import FIELDS, LINKS, FixtureError, Record, Unit, digest, read
from questions.models import Category, DatedFact, KeyPoint, Question, Reference

PARTS: dict[str, type[models.Model]] = {
    "questions.keypoint": KeyPoint,
    "questions.reference": Reference,
    "questions.datedfact": DatedFact,
}
MODELS: dict[str, type[models.Model]] = {
    "questions.category": Category,
    "questions.question": Question,
    **PARTS,
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
        _complete(unit)
    categories = [unit for unit in units if unit.model == "questions.category"]
    questions = [unit for unit in units if unit.model == "questions.question"]
    _check_links(categories, questions)
    known = {
        **_digests(Category.objects.values_list("slug", "loaded_digest"), "questions.category"),
        **_digests(Question.objects.values_list("slug", "loaded_digest"), "questions.question"),
    }
    for unit in units:
        if known.get((unit.model, unit.slug)) != unit.digest:
            _check_values(unit)
    outcome = Outcome()
    with transaction.atomic():
        for unit in [*_parents_first(categories), *_parents_first(questions)]:
            _load_unit(unit, known.get((unit.model, unit.slug)), outcome)
        _drop_missing(
            {unit.slug for unit in questions}, {unit.slug for unit in categories}, outcome
        )
    return outcome


# --- Before anything is written ----------------------------------------------------------------


def _complete(unit: Unit) -> None:
    """Write out the defaults, as a dump does, so that the digests can be compared."""
    for record in unit.records:
        model, fields = MODELS[record["model"]], record["fields"]
        for name in FIELDS[record["model"]]:
            column = model._meta.get_field(name)
            assert isinstance(column, models.Field)
            value = fields.pop(name, None)
            value = column.get_default() if value is None else value
            if value not in ("", None):
                fields[name] = value


def _check_links(categories: list[Unit], questions: list[Unit]) -> None:
    slugs = {unit.slug for unit in categories}
    mains = {unit.slug: unit for unit in questions if "parent" not in unit.fields}
    for unit in categories:
        _check_link(unit, "parent", slugs)
    for unit in questions:
        if "category" not in unit.fields:
            raise unit.error("has no category")
        _check_link(unit, "category", slugs)
        _check_link(unit, "parent", set(mains))
        main = mains[unit.fields["parent"][0]] if "parent" in unit.fields else unit
        if unit.fields["category"] != main.fields["category"]:
            raise unit.error("is not in the category of the question that it follows")
    for units in (categories, questions):
        _check_seed_ids(units)
    _parents_first(categories)


def _check_link(unit: Unit, name: str, known: set[str]) -> None:
    target = unit.fields.get(name)
    if target is not None and target[0] not in known:
        raise unit.error(f"{name} {target} is not in the files")


def _check_seed_ids(units: list[Unit]) -> None:
    seen: dict[str, Unit] = {}
    for unit in units:
        seed_id = unit.fields.get("seed_id")
        if seed_id and seen.setdefault(seed_id, unit) is not unit:
            raise unit.error(f"seed_id {seed_id} is also that of {seen[seed_id].slug}")


def _check_values(unit: Unit) -> None:
    try:
        for instance in _instances(unit):
            instance.clean_fields(exclude=[*LINKS, "loaded_digest", "path"])
            instance.clean()
        _check_parts_differ(unit)
    except ValidationError as error:
        reasons = "; ".join(f"{name}: {' '.join(texts)}" for name, texts in _messages(error))
        raise unit.error(reasons) from error
    except (TypeError, ValueError) as error:
        raise unit.error(str(error)) from error


def _check_parts_differ(unit: Unit) -> None:
    keys = [(r["model"], r["fields"]["key"]) for r in unit.records if "key" in r["fields"]]
    if len(keys) != len(set(keys)):
        raise unit.error("has two parts with the same key")


def _messages(error: ValidationError) -> Iterable[tuple[str, list[str]]]:
    return error.message_dict.items() if hasattr(error, "error_dict") else [("-", error.messages)]


def _instances(unit: Unit) -> list[models.Model]:
    return [MODELS[record["model"]](**_plain(record)) for record in unit.records]


def _plain(record: Record) -> dict[str, Any]:
    return {name: value for name, value in record["fields"].items() if name not in LINKS}


def _parents_first(units: list[Unit]) -> list[Unit]:
    placed: dict[str, Unit] = {}
    waiting = units
    while waiting:
        ready = [u for u in waiting if "parent" not in u.fields or u.fields["parent"][0] in placed]
        if not ready:
            raise waiting[0].error("is, by its parents, below itself")
        placed.update({unit.slug: unit for unit in ready})
        waiting = [unit for unit in waiting if unit.slug not in placed]
    return list(placed.values())


def _digests(rows: Iterable[tuple[str, str]], model: str) -> dict[tuple[str, str], str]:
    return {(model, slug): loaded for slug, loaded in rows}


# --- Writing -----------------------------------------------------------------------------------


def _load_unit(unit: Unit, loaded: str | None, outcome: Outcome) -> None:
    if loaded == unit.digest:
        outcome.unchanged.append(unit.slug)
        return
    if loaded is None:
        _write(unit, None)
        outcome.created.append(unit.slug)
        return
    instance = _find(unit)
    current = _current_digest(instance)
    if current == unit.digest:  # the curator's edit has come back as a fixture
        type(instance)._default_manager.filter(pk=instance.pk).update(loaded_digest=unit.digest)
        outcome.unchanged.append(unit.slug)
    elif current == loaded:
        _write(unit, instance)
        outcome.updated.append(unit.slug)
    else:
        outcome.kept.append(unit.slug)


def _find(unit: Unit) -> Category | Question:
    if unit.model == "questions.category":
        return Category.objects.get(slug=unit.slug)
    return Question.objects.for_reading().get(slug=unit.slug)


def _current_digest(instance: Category | Question) -> str:
    if isinstance(instance, Category):
        return digest(records.of_category(instance))
    return digest(records.of_question(instance))


def _write(unit: Unit, instance: Category | Question | None) -> None:
    owner = Category if unit.model == "questions.category" else Question
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
            model(question=question, **_plain(record))
            for record in unit.records
            if record["model"] == label
        )


def _target(owner: type[models.Model], name: str, key: list[str] | None) -> Any:
    if key is None:
        return None
    model = Question if (owner is Question and name == "parent") else Category
    return model.objects.get_by_natural_key(key[0])


def _drop_missing(questions: set[str], categories: set[str], outcome: Outcome) -> None:
    """What has gone from the files goes from the bank, unless it was edited or practised."""
    gone = Question.objects.exclude(loaded_digest="").exclude(slug__in=questions)
    for question in gone.for_reading().order_by("-path"):  # follow-ups before their question
        if _current_digest(question) != question.loaded_digest:
            outcome.kept.append(question.slug)
        else:
            _drop(question, outcome)
    unused = Category.objects.exclude(loaded_digest="").exclude(slug__in=categories)
    for category in unused.order_by("-path"):
        if _current_digest(category) != category.loaded_digest:
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
