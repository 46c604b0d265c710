"""The bank's files: read with each item's place, written in one form."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from django.apps import apps
from django.conf import settings
from hypothesis import given
from hypothesis import strategies as st

from questions.fixture_files import FIELDS, FixtureError, Record, digest, read, tidy, write

FIXTURES = Path(settings.BASE_DIR) / "fixtures"


def a_record(model: str = "question", **fields: Any) -> Record:
    return {"model": f"questions.{model}", "fields": fields}


def read_back(text: str) -> Any:
    return yaml.load(text, Loader=yaml.CSafeLoader)


def refusal(folder: Path, text: str) -> str:
    (folder / "b.yaml").write_text(text, "utf-8")
    with pytest.raises(FixtureError) as caught:
        read(folder)
    return str(caught.value)


def test_a_question_is_read_as_a_unit_with_all_that_belongs_to_it(tmp_path: Path) -> None:
    category = a_record("category", slug="c")
    question = a_record(slug="q", category=["c"])
    parts = [
        a_record("keypoint", question=["q"], key="k1"),
        a_record("reference", question=["q"], title="A paper", year=2023),
    ]
    (tmp_path / "a.yaml").write_text(write([category]))
    (tmp_path / "b.yaml").write_text(write([parts[0], question, parts[1]]))
    units = read(tmp_path)
    assert [(unit.file, unit.slug) for unit in units] == [("a.yaml", "c"), ("b.yaml", "q")]
    assert units[1].records == [question, *parts]
    assert units[1].fields == question["fields"]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("- [", "b.yaml: -: is not YAML"),
        ("a: 1", "b.yaml: -: is not a list of records"),
        ("", "b.yaml: -: is not a list of records"),
        ("- 1", "b.yaml: item 1: needs exactly `model` and `fields`"),
        ("- {model: questions.question, pk: 1, fields: {}}", "item 1: needs exactly"),
        ("- {model: auth.user, fields: {}}", "b.yaml: item 1: knows no model 'auth.user'"),
        ("- {model: [a], fields: {}}", "b.yaml: item 1: knows no model ['a']"),
        (
            "- {model: questions.question, fields: []}",
            "b.yaml: item 1: its `fields` are no mapping",
        ),
        (
            "- {model: questions.question, fields: {slug: a, path: x}}",
            "b.yaml: item 1: questions.question has no field 'path'",
        ),
        ("- {model: questions.question, fields: {1: a}}", "has no field '1'"),
        ("- {model: questions.question, fields: {category: c}}", "item 1: category is not of the"),
        ("- {model: questions.question, fields: {category: []}}", "category is not of the right"),
        ("- {model: questions.question, fields: {category: [1]}}", "category is not of the right"),
        ("- {model: questions.question, fields: {slug: [a]}}", "slug is not of the right form"),
        ("- {model: questions.question, fields: {checks: {a: b}}}", "checks is not of the right"),
        ('- {model: questions.question, fields: {position: "1"}}', "position is not of the right"),
        ("- {model: questions.question, fields: {position: yes}}", "position is not of the right"),
        (
            "- {model: questions.reference, fields: {arxiv: 2401.10020}}",
            "arxiv is not of the right",
        ),
        ('- {model: questions.datedfact, fields: {as_of: "2025-01"}}', "as_of is not of the right"),
        (
            "- {model: questions.keypoint, fields: {question: [nope], key: k1}}",
            "b.yaml: questions.keypoint of 'nope': there is no such question",
        ),
        ("- {model: questions.keypoint, fields: {key: k1}}", "of '': there is no such question"),
    ],
)
def test_a_file_of_another_shape_is_refused_with_file_item_and_reason(
    tmp_path: Path, text: str, reason: str
) -> None:
    assert reason in refusal(tmp_path, text)


def test_a_slug_that_is_taken_is_refused_with_both_files(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(write([a_record(slug="twice")]))
    assert refusal(tmp_path, write([a_record(slug="twice")])) == "b.yaml: twice: is also in a.yaml"


def test_a_file_that_is_no_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_bytes(b"- \xff\xfe")
    with pytest.raises(FixtureError, match=r"a\.yaml: -: is not YAML"):
        read(tmp_path)


def test_a_folder_without_fixtures_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FixtureError, match="there is no fixture"):
        read(tmp_path)


def test_a_file_cannot_make_python_objects(tmp_path: Path) -> None:
    assert "is not YAML" in refusal(tmp_path, "- !!python/object/apply:os.getcwd []")


def test_what_is_written_is_pleasant_to_edit() -> None:
    record = a_record(
        status="draft",
        slug="q",
        parent=["p"],
        category=["c"],
        seed_id="",
        reviewed_on=dt.date(2025, 1, 31),
        full_zh="第一行 $x$\n\n- 第二行：\n",
    )
    assert write([a_record("category", slug="c", position=0), record]) == (
        "- model: questions.category\n"
        "  fields:\n"
        "    slug: c\n"
        "    position: 0\n"
        "\n"
        "- model: questions.question\n"
        "  fields:\n"
        "    slug: q\n"
        "    category: [c]\n"
        "    parent: [p]\n"
        "    status: draft\n"
        "    full_zh: |\n"
        "      第一行 $x$\n"
        "\n"
        "      - 第二行：\n"
        "    reviewed_on: 2025-01-31\n"
    )


@given(
    st.lists(
        st.fixed_dictionaries(
            {"slug": st.text(min_size=1), "position": st.integers(0, 32_767)},
            optional={
                "full_zh": st.text(min_size=1),
                "seed_text": st.sampled_from(
                    ["1.10", "yes", "null", "- model: questions.question"]
                ),
                "reviewed_on": st.dates(),
            },
        ),
        max_size=3,
    )
)
def test_what_is_written_is_read_as_it_was(fields: list[dict[str, Any]]) -> None:
    records = [a_record(**each) for each in fields]
    back = read_back(write(records))
    assert back == records
    assert digest(back) == digest(records)


def test_the_digest_minds_the_content_and_not_its_order() -> None:
    one = a_record(slug="q", reviewed_on=dt.date(2025, 1, 31))
    assert digest([one]) == digest([a_record(reviewed_on=dt.date(2025, 1, 31), slug="q")])
    assert digest([one]) != digest([a_record(slug="q", reviewed_on=dt.date(2025, 2, 1))])
    assert digest([one, one]) != digest([one])


@pytest.mark.parametrize(
    ("text", "tidied"),
    [
        ("", ""),
        (" \r\n \n", ""),
        ("a", "a\n"),
        ("\n\na \r\n  b\t\n\n", "a\n  b\n"),
        ("a\n\nb\n", "a\n\nb\n"),
    ],
)
def test_a_long_text_is_kept_tidy(text: str, tidied: str) -> None:
    assert tidy(text) == tidied
    assert tidy(tidied) == tidied


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.yaml")), ids=lambda path: path.name)
def test_every_file_of_the_bank_is_in_the_one_form(path: Path) -> None:
    text = path.read_text("utf-8")
    records = read_back(text)
    assert write(records) == text
    for record in records:
        for name, value in record["fields"].items():
            if re.match("(short|full|pitfalls)_|checks", name):
                assert value == tidy(value)


def test_every_field_that_is_written_is_one_of_its_model() -> None:
    for label, names in FIELDS.items():
        columns = {field.name for field in apps.get_model(label)._meta.concrete_fields}
        internal = {"id", "path", "loaded_digest", "updated_at"}
        assert set(names) == columns - internal
