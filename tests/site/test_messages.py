"""The catalogue of the interface is whole, and its Chinese keeps to the house style."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import polib
import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd%]|\{\w*\}")
HAN = r"[\u3400-\u9fff]"
ENTRIES = list(polib.pofile(str(ROOT / CATALOGUE)))
Key = tuple[str | None, str, str]


def key(entry: polib.POEntry) -> Key:
    return (entry.msgctxt, entry.msgid, entry.msgid_plural)


def chinese(entry: polib.POEntry) -> list[str]:
    return list(entry.msgstr_plural.values()) or [entry.msgstr]


def wrong(entries: list[polib.POEntry], pattern: str) -> list[str]:
    return [text for e in entries for text in chinese(e) if re.search(pattern, text)]


# --- The catalogue -----------------------------------------------------------------------------


def test_every_message_is_translated() -> None:
    assert [key(entry) for entry in ENTRIES if not all(chinese(entry))] == []


def test_no_translation_is_doubtful_or_obsolete() -> None:
    assert [key(entry) for entry in ENTRIES if entry.fuzzy or entry.obsolete] == []


def test_chinese_has_one_plural() -> None:
    assert {len(chinese(entry)) for entry in ENTRIES} == {1}


def test_the_catalogue_holds_what_the_source_says(tmp_path: Path) -> None:
    if not shutil.which("xgettext"):
        sys.stderr.write("\nNOTICE: NOT TESTED WHETHER THE CATALOGUE IS COMPLETE: no xgettext\n")
        pytest.skip("xgettext is missing: install the package gettext")
    for folder in ("config", "questions", "practice", "templates"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    shutil.copy(ROOT / "manage.py", tmp_path)
    (tmp_path / "locale").mkdir()
    collect = [sys.executable, "manage.py", "makemessages", "--locale", "zh_Hans"]
    subprocess.run(collect, cwd=tmp_path, check=True, env={**os.environ, "PYTHONPATH": ""})
    found = {key(entry) for entry in polib.pofile(str(tmp_path / CATALOGUE))}
    held = {key(entry) for entry in ENTRIES}
    assert (found - held, held - found) == (set(), set()), "run `make messages` and translate"


def test_a_translation_fills_in_what_the_source_fills_in() -> None:
    for entry in ENTRIES:
        wanted = sorted(PLACEHOLDER.findall(entry.msgid_plural or entry.msgid))
        assert [sorted(PLACEHOLDER.findall(text)) for text in chinese(entry)] == [wanted]


# --- The Chinese -------------------------------------------------------------------------------


def test_chinese_takes_full_width_punctuation() -> None:
    assert wrong(ENTRIES, rf"{HAN}[,.;:?()]({HAN}|\s|$)|[,;?(]{HAN}") == []


def test_chinese_keeps_a_space_beside_latin_letters_and_digits() -> None:
    spaced = rf"{HAN}[A-Za-z0-9%]|[A-Za-z0-9]{HAN}"
    assert wrong([e for e in ENTRIES if e.msgctxt != "date format"], spaced) == []


def test_nobody_is_addressed_formally_or_shouted_at() -> None:
    assert wrong(ENTRIES, r"您|！|!") == []
    assert [entry.msgid for entry in ENTRIES if "!" in entry.msgid] == []
