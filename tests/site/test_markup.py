"""What the templates write is HTML; `make audit` checks all of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

TEMPLATES = sorted(Path(settings.BASE_DIR, "templates").rglob("*.html"))


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_htmx_is_told_in_attributes_that_html_allows(template: Path) -> None:
    found = re.findall(r"\s(hx-[a-z-]+)=", template.read_text("utf-8"))
    assert found == [], "write data-hx-…"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_script_or_style_stands_in_the_page(template: Path) -> None:
    text = template.read_text("utf-8")
    assert re.findall(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)", text) == []
