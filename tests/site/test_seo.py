"""Search engines are told what is public, in which languages, and to leave the rest alone."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.test import Client
from pytest_django import Settings

from questions.models import Question
from tests.factories import a_category, a_question

pytestmark = pytest.mark.django_db
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def head(client: Client, address: str) -> str:
    return client.get(address).content.decode().partition("</head>")[0]


def test_robots_may_read_the_bank_but_nothing_private(client: Client) -> None:
    lines = client.get("/robots.txt").content.decode().splitlines()
    assert {"Disallow: /practice/", "Disallow: /account/", "Disallow: /admin/"} <= set(lines)
    assert not {"Disallow: /", "Disallow: /questions/"} & set(lines)
    assert lines[-1] == "Sitemap: http://testserver/sitemap.xml"


def test_the_sitemap_has_every_public_page_in_both_languages(client: Client) -> None:
    category = a_category(slug="peft")
    a_question(slug="lora", category=category)
    a_question(slug="secret", category=category, status=Question.Status.DRAFT)
    tree = ElementTree.fromstring(client.get("/sitemap.xml").content)
    pages = {str(url.findtext("s:loc", "", NAMES)): url for url in tree}
    paths = ["/?", "/questions/?", "/questions/?category=peft&", "/questions/lora/?"]
    assert set(pages) == {
        f"http://testserver{path}lang={code}" for path in paths for code in ("zh-hans", "en")
    }
    lora = pages["http://testserver/questions/lora/?lang=en"]
    assert {link.get("hreflang") for link in lora.iterfind("x:link", NAMES)} == {
        "zh-hans", "en", "x-default",
    }  # fmt: skip
    assert lora.findtext("s:lastmod", "", NAMES)


def test_the_sites_own_address_comes_from_the_settings(client: Client, settings: Settings) -> None:
    settings.SITE_URL = "https://qianmian.example"
    assert "Sitemap: https://qianmian.example/" in client.get("/robots.txt").content.decode()
    assert "<loc>https://qianmian.example/" in client.get("/sitemap.xml").content.decode()
    assert 'href="https://qianmian.example/?lang=' in head(client, "/")


@pytest.mark.parametrize("path", ["/questions/lora/?", "/questions/?category=peft&amp;", "/?"])
@pytest.mark.parametrize(("code", "locale"), [("zh-hans", "zh_CN"), ("en", "en_US")])
def test_a_public_page_names_its_address_in_each_language_and_its_card(
    client: Client, path: str, code: str, locale: str
) -> None:
    a_question(slug="lora", category=a_category(slug="peft"))
    found = head(client, f"{path.replace('&amp;', '&')}lang={code}&kind=")
    address = f"http://testserver{path}"
    assert f'<link rel="canonical" href="{address}lang={code}">' in found
    for other, tag in (("zh-hans", "zh-Hans"), ("en", "en"), ("zh-hans", "x-default")):
        assert f'<link rel="alternate" hreflang="{tag}" href="{address}lang={other}">' in found
    assert f'<meta property="og:locale" content="{locale}">' in found
    title = re.search("<title>(.+)</title>", found)
    assert title
    assert f'<meta property="og:title" content="{title[1]}">' in found
    assert 'property="og:image" content="http://testserver/static/img/social' in found
    assert "noindex" not in found


def test_the_answer_belongs_to_its_question(client: Client) -> None:
    a_question(slug="lora")
    found = head(client, "/questions/lora/answer/?lang=en")
    assert 'rel="canonical" href="http://testserver/questions/lora/?lang=en"' in found


@pytest.mark.parametrize("path", ["/practice/", "/account/", "/practice/notebook/", "/nothing/"])
def test_a_private_page_or_an_error_is_not_to_be_indexed(candidate: Client, path: str) -> None:
    found = head(candidate, path)
    assert '<meta name="robots" content="noindex">' in found
    assert "canonical" not in found
    assert "og:" not in found
