"""The layering rule and the house style, as far as a machine can see them."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.conf import settings
from importlinter.application.use_cases import lint_imports
from importlinter.configuration import configure

ROOT = Path(settings.BASE_DIR)
APPS = ("config", "practice", "questions")
MODULES = [
    path
    for app in APPS
    for path in sorted((ROOT / app).rglob("*.py"))
    if "migrations" not in path.parts
]
SHAPELESS = {"base", "common", "core", "helpers", "misc", "services", "signals", "utils"}


def trees(*, packages: bool = False) -> list[tuple[Path, ast.Module]]:
    """Every module, or every `__init__`, with its syntax tree."""
    chosen = [path for path in MODULES if (path.name == "__init__.py") == packages]
    return [(path.relative_to(ROOT), ast.parse(path.read_text("utf-8"))) for path in chosen]


def test_every_import_contract_holds(capsys: pytest.CaptureFixture[str]) -> None:
    configure()
    kept = lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None)
    assert kept, capsys.readouterr().out


def test_a_package_is_empty_unless_it_gathers_the_models() -> None:
    full = {str(path.parent) for path, tree in trees(packages=True) if tree.body}
    assert full == {"practice/models", "questions/models"}


def test_a_module_opens_with_a_sentence() -> None:
    silent = [path for path, tree in trees() if not (ast.get_docstring(tree) or "").strip()]
    assert silent == []


def test_nothing_is_imported_inside_a_function() -> None:
    hidden = [
        f"{path}:{node.lineno}"
        for path, tree in trees()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == []


def test_a_module_names_its_idea() -> None:
    assert [path for path, _ in trees() if path.stem in SHAPELESS] == []


def test_there_is_no_folder_at_the_top_without_a_reason() -> None:
    allowed = {*APPS, "bench", "docs", "fixtures", "locale", "requirements", "static", "templates"}
    here = {path.parent.name for path in ROOT.glob("[a-z]*/*")}
    assert here <= {*allowed, "tests", "var"}
