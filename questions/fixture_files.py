"""The bank's files: Django fixtures in YAML, read with each item's place, written in one form.

A *unit* is what is loaded, kept or refused as a whole: a category, or a question with its key
points, references and dated facts. A unit's digest tells whether anything in it has changed.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FIELDS: dict[str, tuple[str, ...]] = {  # in the order in which they are written
    "questions.category": (
        "slug", "level", "parent", "position", "name_zh", "name_en", "summary_zh", "summary_en",
        "source_url", "seed_id", "seed_text",
    ),
    "questions.question": (
        "slug", "category", "parent", "position", "title_zh", "title_en", "kind", "difficulty",
        "status", "seed_id", "seed_text", "short_zh", "short_en", "full_zh", "full_en",
        "pitfalls_zh", "pitfalls_en", "checks", "reviewed_on",
    ),
    "questions.keypoint": (
        "question", "key", "position", "level", "text_zh", "text_en", "accept_zh", "accept_en",
        "reject_zh", "reject_en",
    ),
    "questions.reference": ("question", "position", "title", "year", "arxiv", "doi", "url"),
    "questions.datedfact": (
        "question", "key", "claim_zh", "claim_en", "as_of", "pace", "recheck",
    ),
}  # fmt: skip
LINKS = {"category", "parent", "question"}  # natural keys, in a list
NUMBERS = {"position", "difficulty", "year"}
DATES = {"as_of", "reviewed_on"}
OWN_KEY = {"questions.category": "slug", "questions.question": "slug"}
Record = dict[str, Any]  # {"model": …, "fields": {…}}


class FixtureError(Exception):
    """Why a file is refused: names the file, the item and the reason."""

    def __init__(self, file: str, item: str, reason: str) -> None:
        super().__init__(f"{file}: {item}: {reason}")


@dataclass
class Unit:
    """A category or a question, with all that belongs to it, as it stands in a file."""

    file: str
    model: str
    slug: str
    records: list[Record]

    @property
    def fields(self) -> dict[str, Any]:
        """Of the category or question itself."""
        fields: dict[str, Any] = self.records[0]["fields"]
        return fields

    @property
    def key(self) -> tuple[str, str]:
        return (self.model, self.slug)

    @property
    def digest(self) -> str:
        return digest(self.records)

    def error(self, reason: str) -> FixtureError:
        return FixtureError(self.file, self.slug, reason)


def read(folder: Path) -> list[Unit]:
    """Every unit of every `*.yaml` file in a folder, files in the order of their names."""
    files = sorted(folder.glob("*.yaml"))
    if not files:
        raise FixtureError(str(folder), "-", "there is no fixture")
    units: dict[tuple[str, str], Unit] = {}
    parts: list[tuple[str, Record]] = []
    for path in files:
        for number, record in enumerate(_records(path), 1):
            _check_shape(path.name, number, record)
            key = OWN_KEY.get(record["model"])
            if key is None:
                parts.append((path.name, record))
                continue
            slug = str(record["fields"].get(key, ""))
            place = (record["model"], slug)
            if place in units:
                raise FixtureError(path.name, slug, f"is also in {units[place].file}")
            units[place] = Unit(path.name, record["model"], slug, [record])
    for file, record in parts:
        _attach(units, file, record)
    return list(units.values())


def digest(records: Iterable[Record]) -> str:
    """The same for the same content, whatever the order of the fields or the form of the dates."""
    text = json.dumps(
        list(records), sort_keys=True, ensure_ascii=False, default=str, separators=(",", ":")
    )
    return hashlib.sha256(text.encode()).hexdigest()


def write(records: Iterable[Record]) -> str:
    """The file that holds these records, in the one form in which the bank's files are kept."""
    ordered = [
        {
            "model": record["model"],
            "fields": {
                name: record["fields"][name]
                for name in FIELDS[record["model"]]
                if record["fields"].get(name) not in ("", None)
            },
        }
        for record in records
    ]
    return yaml.dump(
        ordered, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10_000
    ).replace("\n- model: questions.question\n", "\n\n- model: questions.question\n")


def tidy(text: str) -> str:
    """A long text as the files keep it: no white space at line ends, one line break at the end."""
    lines = [line.rstrip() for line in text.replace("\r\n", "\n").strip("\n").split("\n")]
    return "\n".join(lines) + "\n" if any(lines) else ""


def _records(path: Path) -> list[Any]:
    try:
        data = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise FixtureError(path.name, "-", f"is not YAML: {error}") from error
    if not isinstance(data, list):
        raise FixtureError(path.name, "-", "is not a list of records")
    return data


def _check_shape(file: str, number: int, record: Any) -> None:
    item = f"item {number}"
    if not isinstance(record, dict) or set(record) != {"model", "fields"}:
        raise FixtureError(file, item, "needs exactly `model` and `fields`")
    if not isinstance(record["model"], str) or record["model"] not in FIELDS:
        raise FixtureError(file, item, f"knows no model {record['model']!r}")
    if not isinstance(record["fields"], dict):
        raise FixtureError(file, item, "its `fields` are no mapping")
    unknown = set(record["fields"]) - set(FIELDS[record["model"]])
    if unknown:
        raise FixtureError(file, item, f"{record['model']} has no field {min(map(str, unknown))!r}")
    for name, value in record["fields"].items():
        if not _is_of_its_form(name, value):
            raise FixtureError(file, item, f"{name} is not of the right form: {value!r}")


def _is_of_its_form(name: str, value: Any) -> bool:
    """A text that YAML reads as a number is none: `arxiv: 2401.10020` would lose its last digit."""
    if name in LINKS:
        return isinstance(value, list) and len(value) == 1 and isinstance(value[0], str)
    kind = int if name in NUMBERS else dt.date if name in DATES else str
    return value is None or type(value) is kind


def _attach(units: dict[tuple[str, str], Unit], file: str, record: Record) -> None:
    owner = record["fields"].get("question", [""])[0]
    unit = units.get(("questions.question", owner))
    if unit is None:
        raise FixtureError(file, f"{record['model']} of {owner!r}", "there is no such question")
    unit.records.append(record)


class _Dumper(yaml.CSafeDumper):
    """Texts of several lines as blocks, natural keys on one line, nothing by reference."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: yaml.CSafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar(
        "tag:yaml.org,2002:str", text, style="|" if "\n" in text else None
    )


def _key(dumper: yaml.CSafeDumper, items: list[Any]) -> yaml.SequenceNode:
    flow = all(isinstance(item, str) for item in items)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=flow)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _key)
