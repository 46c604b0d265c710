"""Set-up makes what is missing, and the second time nothing at all."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from django.core.management import CommandError
from pytest_django import Settings

from config import setup
from questions.models import Question


@pytest.fixture
def machine(tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fresh machine's var/."""
    settings.VAR_DIR = tmp_path / "var"
    settings.STATIC_ROOT = tmp_path / "var" / "static"
    monkeypatch.setenv("QIANMIAN_VAR", str(tmp_path / "var"))
    return tmp_path / "var"


@pytest.mark.django_db
def test_set_up_makes_the_secret_the_bank_and_the_static_files(
    machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    setup.main()
    assert (machine / "secret_key").is_file()
    assert (machine / "static" / "admin").is_dir()
    assert Question.objects.published().count() >= 134
    assert "0 unchanged" in capsys.readouterr().out


@pytest.mark.django_db
def test_set_up_once_more_changes_nothing(
    machine: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    setup.main()
    before = {path: path.stat().st_mtime_ns for path in machine.rglob("*") if path.is_file()}
    capsys.readouterr()
    setup.main()
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert "0 created, 0 updated" in capsys.readouterr().out


@pytest.mark.django_db
def test_a_changed_static_file_is_collected(
    machine: Path, tmp_path: Path, settings: Settings
) -> None:
    source = tmp_path / "own"
    source.mkdir()
    (source / "page.css").write_text("a{}")
    settings.STATICFILES_DIRS = [source]
    setup.collect_static()
    (source / "page.css").write_text("a{color:red}")
    setup.collect_static()
    assert (machine / "static" / "page.css").read_text() == "a{color:red}"


def test_the_secret_is_long_readable_by_its_owner_only_and_kept(tmp_path: Path) -> None:
    file = tmp_path / "var" / "secret_key"
    setup.make_secret(file)
    secret = file.read_text()
    assert len(secret) >= 50
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    setup.make_secret(file)
    assert file.read_text() == secret


def test_a_bank_that_cannot_be_loaded_stops_set_up_with_its_reason(
    machine: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(name: str, **options: object) -> None:
        if name == "load_questions":
            raise CommandError("Nothing was loaded. areas.yaml: no slug")

    monkeypatch.setattr(setup, "call_command", refuse)
    with pytest.raises(SystemExit, match=r"areas\.yaml: no slug"):
        setup.main()
