"""What must hold of the bank's files before any of them is loaded; each refusal names its item."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from questions.fixture_files import FIELDS, LINKS, Record, Unit
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


def complete(unit: Unit) -> None:
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


def check_links(categories: list[Unit], questions: list[Unit]) -> None:
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
    parents_first(categories)


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


def check_values(unit: Unit) -> None:
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
    return [MODELS[record["model"]](**plain(record)) for record in unit.records]


def plain(record: Record) -> dict[str, Any]:
    return {name: value for name, value in record["fields"].items() if name not in LINKS}


def parents_first(units: list[Unit]) -> list[Unit]:
    placed: dict[str, Unit] = {}
    waiting = units
    while waiting:
        ready = [u for u in waiting if "parent" not in u.fields or u.fields["parent"][0] in placed]
        if not ready:
            raise waiting[0].error("is, by its parents, below itself")
        placed.update({unit.slug: unit for unit in ready})
        waiting = [unit for unit in waiting if unit.slug not in placed]
    return list(placed.values())
