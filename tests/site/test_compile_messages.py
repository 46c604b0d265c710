"""Translations are compiled without gettext, and only when they have changed."""

from __future__ import annotations

import gettext
import os
from io import StringIO
from pathlib import Path

import polib
import pytest
from django.core.management import call_command
from pytest_django import Settings


@pytest.fixture
def source(tmp_path: Path, settings: Settings) -> Path:
    """A small catalogue with a translation, a doubtful one and a missing one."""
    catalogue = polib.POFile()
    catalogue.metadata = {"Content-Type": "text/plain; charset=utf-8"}
    catalogue.append(polib.POEntry(msgid="Search", msgstr="搜索"))
    catalogue.append(polib.POEntry(msgid="Doubtful", msgstr="可疑", flags=["fuzzy"]))
    catalogue.append(polib.POEntry(msgid="Missing", msgstr=""))
    path = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    catalogue.save(str(path))
    settings.LOCALE_PATHS = [tmp_path]
    return path


def compile_messages() -> str:
    out = StringIO()
    call_command("compile_messages", stdout=out)
    return out.getvalue()


def test_gettext_reads_what_was_compiled(source: Path) -> None:
    assert compile_messages() == "zh_Hans: compiled\n"
    with source.with_suffix(".mo").open("rb") as file:
        found = gettext.GNUTranslations(file)
    assert found.gettext("Search") == "搜索"
    assert [found.gettext(text) for text in ("Doubtful", "Missing")] == ["Doubtful", "Missing"]


def test_what_is_up_to_date_is_left_alone(source: Path) -> None:
    compile_messages()
    assert compile_messages() == ""


def test_what_has_changed_is_compiled_again(source: Path) -> None:
    compile_messages()
    later = source.with_suffix(".mo").stat().st_mtime + 5
    os.utime(source, (later, later))
    assert compile_messages() == "zh_Hans: compiled\n"


def test_nothing_but_the_result_is_left_behind(source: Path) -> None:
    compile_messages()
    assert {path.name for path in source.parent.iterdir()} == {"django.po", "django.mo"}
