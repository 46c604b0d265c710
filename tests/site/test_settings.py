"""The environment decides; what is missing or makes no sense stops the start with its name."""

from __future__ import annotations

import importlib
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings as current
from django.core.exceptions import ImproperlyConfigured

from config import env, settings


@pytest.fixture
def reread(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """The environment of a fresh machine, to be changed before `read`."""
    for name in ("DATABASE_URL", "SECRET_KEY", "HTTPS", "DEBUG", "STATICFILES_STORAGE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("QIANMIAN_VAR", str(tmp_path))
    return monkeypatch


def read() -> ModuleType:
    """The settings as this environment makes them, beside those in use."""
    spec = importlib.util.spec_from_file_location("settings_read_again", settings.__file__)
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_without_a_secret_it_does_not_start(reread: pytest.MonkeyPatch) -> None:
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY"):
        read()


def test_the_secret_comes_from_the_file_that_set_up_made(
    reread: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "secret_key").write_text("from the file\n")
    assert read().SECRET_KEY == "from the file"


def test_the_environment_s_secret_goes_first(reread: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "secret_key").write_text("from the file")
    reread.setenv("SECRET_KEY", "from the environment")
    assert read().SECRET_KEY == "from the environment"


def test_by_default_it_is_production_over_https(reread: pytest.MonkeyPatch) -> None:
    reread.setenv("SECRET_KEY", "x")
    found = read()
    assert not found.DEBUG
    assert found.SECURE_SSL_REDIRECT
    assert found.SESSION_COOKIE_SECURE
    assert found.CSRF_COOKIE_SECURE
    assert found.SECURE_HSTS_SECONDS == 31_536_000


def test_on_one_machine_without_https_nothing_asks_for_it(reread: pytest.MonkeyPatch) -> None:
    reread.setenv("SECRET_KEY", "x")
    reread.setenv("HTTPS", "0")
    found = read()
    assert not found.SECURE_SSL_REDIRECT
    assert not found.SESSION_COOKIE_SECURE
    assert found.SECURE_HSTS_SECONDS == 0


def test_sqlite_in_var_is_the_default(reread: pytest.MonkeyPatch, tmp_path: Path) -> None:
    reread.setenv("SECRET_KEY", "x")
    database = read().DATABASES["default"]
    assert database["NAME"] == str(tmp_path / "qianmian.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"


def test_postgresql_gets_a_pool_of_the_size_that_is_asked_for(reread: pytest.MonkeyPatch) -> None:
    reread.setenv("SECRET_KEY", "x")
    reread.setenv("DATABASE_URL", "postgresql://candidate@localhost/qianmian")
    reread.setenv("DATABASE_POOL_SIZE", "3")
    database = read().DATABASES["default"]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert database["OPTIONS"]["pool"]["max_size"] == 3
    assert database["CONN_MAX_AGE"] == 0


def test_postgresql_goes_without_the_pool_when_told(reread: pytest.MonkeyPatch) -> None:
    reread.setenv("SECRET_KEY", "x")
    reread.setenv("DATABASE_URL", "postgresql://candidate@localhost/qianmian")
    reread.setenv("DATABASE_POOL", "0")
    assert "pool" not in read().DATABASES["default"].get("OPTIONS", {})


@pytest.mark.parametrize("value", ["maybe", "2", "-1"])
def test_a_switch_that_is_neither_on_nor_off_is_refused(
    monkeypatch: pytest.MonkeyPatch, value: str
) -> None:
    monkeypatch.setenv("HTTPS", value)
    with pytest.raises(ImproperlyConfigured, match="HTTPS must be 1 or 0"):
        env.flag("HTTPS", default=True)


@pytest.mark.parametrize(("value", "expected"), [("YES", True), ("off", False), ("", False)])
def test_a_switch_has_several_words_for_on_and_off(
    monkeypatch: pytest.MonkeyPatch, value: str, expected: bool
) -> None:
    monkeypatch.setenv("HTTPS", value)
    assert env.flag("HTTPS", default=not expected) is expected


@pytest.mark.parametrize("value", ["many", "-1", "1.5"])
def test_a_number_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("EMAIL_PORT", value)
    with pytest.raises(ImproperlyConfigured, match="EMAIL_PORT must be a whole number"):
        env.number("EMAIL_PORT", 587)


def test_a_list_forgives_spaces_and_empty_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", " a.example, ,b.example,")
    assert env.words("ALLOWED_HOSTS") == ["a.example", "b.example"]


def test_no_page_may_run_inline_or_foreign_code() -> None:
    policy = current.SECURE_CSP
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == ["'self'"]
    assert "unsafe" not in str(policy)
