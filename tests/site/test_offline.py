"""What makes the site installable: the manifest, the worker and the page that it shows offline."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.contrib.staticfiles import finders
from django.test import Client

from config import installable


def shell(client: Client, language: str = "en") -> dict[str, Any]:
    script = client.get(f"/sw.js?lang={language}").content.decode()
    found = re.match(r"self\.shell = (\{.+\});\nimportScripts\(\"/static/js/service-worker", script)
    assert found
    return dict(json.loads(found[1]))


@pytest.mark.parametrize(("language", "tag"), [("zh-hans", "zh-Hans"), ("en", "en")])
def test_the_manifest_speaks_the_language_and_its_icons_exist(
    client: Client, language: str, tag: str
) -> None:
    response = client.get(f"/manifest.webmanifest?lang={language}")
    assert response.headers["Content-Type"] == "application/manifest+json"
    facts = response.json()
    assert (facts["lang"], facts["start_url"], facts["display"]) == (tag, "/", "standalone")
    assert {icon["purpose"] for icon in facts["icons"]} == {"any", "maskable"}
    for icon in facts["icons"]:
        assert finders.find(icon["src"].removeprefix("/static/")), icon["src"]


@pytest.mark.django_db
def test_every_page_names_the_manifest_in_its_language(client: Client) -> None:
    page = client.get("/?lang=en").content.decode()
    assert '<link rel="manifest" href="/manifest.webmanifest?lang=en">' in page


def test_the_worker_comes_from_the_root_and_is_asked_for_again_each_time(client: Client) -> None:
    response = client.get("/sw.js")
    assert response.headers["Content-Type"].startswith("text/javascript")
    assert "no-cache" in response.headers["Cache-Control"]


def test_the_worker_keeps_static_files_and_the_offline_page_only(client: Client) -> None:
    kept = shell(client)
    assert kept["offline"] == "/offline/?lang=en"
    assert shell(client, "zh-hans")["offline"] == "/offline/?lang=zh-hans"
    for file in kept["files"]:
        assert finders.find(file.removeprefix("/static/")), file


def test_the_name_of_what_is_kept_changes_with_its_content(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = shell(client)["cache"]
    assert shell(client)["cache"] == before
    monkeypatch.setattr(installable, "static", lambda name: f"/static/{name}?changed")
    assert shell(client)["cache"] != before


def test_asking_for_the_worker_takes_no_message_away(candidate: Client) -> None:
    candidate.post("/account/", {"session_size": "nonsense"})
    request = candidate.get("/sw.js").wsgi_request
    assert not getattr(get_messages(request), "used", False)


@pytest.mark.parametrize(("language", "word"), [("en", "Try again"), ("zh-hans", "data-again")])
def test_the_offline_page_is_public_and_nobodys(client: Client, language: str, word: str) -> None:
    page = client.get(f"/offline/?lang={language}").content.decode()
    assert word in page
    assert "csrf" not in page
    assert "data-user" not in page
    assert "noindex" in page
