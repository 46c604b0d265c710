"""The collected style sheet is one file, and so is a page's script."""

from __future__ import annotations

from pathlib import Path

from django.contrib.staticfiles.finders import get_finders
from django.core.files.storage import FileSystemStorage
from django.core.management import call_command
from pytest_django.fixtures import Settings

from config.static_storage import Sources, inlined, inlined_script


def test_an_import_becomes_its_layer_and_its_addresses_still_lead_to_the_file(
    tmp_path: Path,
) -> None:
    (tmp_path / "css/parts").mkdir(parents=True)
    (tmp_path / "css/main.css").write_text('@layer a;\n\n@import url("parts/b.css") layer(a);\n')
    (tmp_path / "css/parts/b.css").write_text('/* why */\n.b {\n  src: url("../../x.woff2");\n}\n')
    folder = FileSystemStorage(tmp_path)
    paths: Sources = {name: (folder, name) for name in ("css/main.css", "css/parts/b.css")}
    assert inlined("css/main.css", paths) == (
        '@layer a;\n\n@layer a {\n.b {\n  src: url("../x.woff2");\n}\n}\n'
    )


def test_an_imported_script_becomes_a_block_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "js").mkdir()
    (tmp_path / "js/all.js").write_text('// All.\n\nimport "./one.js";\nstart();\n')
    (tmp_path / "js/one.js").write_text("const a = 1;\n")
    folder = FileSystemStorage(tmp_path)
    paths: Sources = {name: (folder, name) for name in ("js/all.js", "js/one.js")}
    assert inlined_script("js/all.js", paths) == "// All.\n\n{\nconst a = 1;\n}\nstart();\n"


def test_the_collected_style_sheet_imports_nothing(settings: Settings, tmp_path: Path) -> None:
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "config.static_storage.InliningStaticFilesStorage"},
    }
    call_command("collectstatic", interactive=False, verbosity=0)
    (sheet,) = (tmp_path / "css").glob("main.*.css")
    text = sheet.read_text("utf-8")
    assert "@import" not in text
    assert "@layer tokens {" in text
    assert 'url("../fonts/stix-two-math.' in text
    for name in ("app", "session"):
        (script,) = (tmp_path / "js").glob(f"{name}.*.js")
        assert "import " not in script.read_text("utf-8")


def test_every_part_of_the_style_sheet_is_imported() -> None:
    sources = {
        name: (storage, name)
        for finder in get_finders()
        for name, storage in finder.list([])
        if name.startswith("css/")
    }
    main = Path(sources["css/main.css"][0].path("css/main.css")).read_text("utf-8")
    parts = {name.removeprefix("css/") for name in sources} - {"main.css", "admin.css"}
    assert {part for part in parts if f'url("{part}")' not in main} == set()
