"""The whole seed list is in the bank: nothing dropped, order and nesting kept, all to be found."""

from __future__ import annotations

import re
from collections.abc import Generator
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from questions.loading import load
from questions.models import Category, Question
from tests.questions.seed import Heading, Item, flat, read

pytestmark = pytest.mark.django_db
SEED = read()
PAGE = reverse("questions:browse")
LINKED = [heading for heading in SEED if heading.link]


@pytest.fixture(scope="module", autouse=True)
def bank(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Generator[None]:
    """The repository's bank, loaded once for all of these tests, which only read."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(Path(settings.BASE_DIR) / "fixtures")
        yield
        transaction.set_rollback(True)


def entry(text: str, within: Category) -> Category | Question:
    """What the bank made of an item: a section, or a question."""
    found: list[Category | Question] = [
        *Category.objects.within(within).filter(seed_text=text, level=Category.Level.SECTION),
        *Question.objects.within(within).filter(seed_text=text),
    ]
    assert len(found) == 1, f"{text!r} is in the bank {len(found)} times"
    return found[0]


def category_of(heading: Heading) -> Category:
    return Category.objects.get(seed_text=heading.text, source_url=heading.link)


def addresses(page: str) -> list[str]:
    """Of the questions on a page, in its order."""
    return re.findall(r'href="(/questions/[\w-]+/)"', page)


def walk(client: Client, **query: str) -> str:
    """What is found on the pages that follow each other."""
    found, address = "", f"{PAGE}?{urlencode(query)}"
    while address:
        results = client.get(address).content.decode().partition('id="results"')[2]
        found += unescape(results)
        following = re.search(r'rel="next"[^>]*href="([^"]+)"', results)
        address = f"{PAGE}{unescape(following[1])}&lang={query['lang']}" if following else ""
    return found


def test_the_list_is_as_long_as_it_is_known_to_be() -> None:
    assert [sum(h.level == level for h in SEED) for level in (2, 3)] == [13, 2]
    items = [item for heading in SEED for item in flat(heading.items)]
    assert len(items) == 149
    assert sum(not item.items for item in items) == 134
    assert len({heading.link for heading in LINKED}) == len(LINKED) == 14


def test_every_heading_is_a_category_with_its_link() -> None:
    for heading in SEED:
        category = category_of(heading)
        assert category.level == Category.Level.CATEGORY
        assert category.name_zh
        assert category.name_en
    assert Category.objects.filter(level="category").exclude(seed_id="").count() == len(SEED)


def test_the_headings_keep_their_nesting() -> None:
    above = next(heading for heading in SEED if heading.level == 2 and not heading.link)
    below = [heading for heading in SEED if heading.level == 3]
    children = category_of(above).children.exclude(seed_id="").in_tree_order()
    assert [child.seed_text for child in children] == [heading.text for heading in below]


def test_every_item_is_in_the_bank_exactly_once() -> None:
    entries = [
        entry(item.text, category_of(heading)) for heading in SEED for item in flat(heading.items)
    ]
    assert len({(type(each), each.pk) for each in entries}) == 149
    sections = Category.objects.filter(level="section").exclude(seed_id="").count()
    assert Question.objects.exclude(seed_id="").count() + sections == 149
    assert all(each.is_published for each in entries if isinstance(each, Question))


@pytest.mark.parametrize("heading", LINKED, ids=lambda heading: heading.text)
def test_the_items_of_a_heading_keep_their_order_and_nesting(heading: Heading) -> None:
    category = category_of(heading)

    def check(items: list[Item], above: Category | Question) -> None:
        entries = [entry(item.text, category) for item in items]
        paths = [each.path for each in entries]
        assert paths == sorted(set(paths))
        for item, each in zip(items, entries, strict=True):
            assert each.path.rpartition("/")[0] == above.path
            check(item.items, each)

    check(heading.items, category)


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("heading", LINKED, ids=lambda heading: heading.text)
def test_every_item_is_found_on_its_categorys_pages_in_order(
    client: Client, heading: Heading, language: str
) -> None:
    category = category_of(heading)
    page = walk(client, category=category.slug, lang=language)
    entries = [entry(item.text, category) for item in flat(heading.items)]
    expected = [each.get_absolute_url() for each in entries if isinstance(each, Question)]
    assert [address for address in addresses(page) if address in expected] == expected
    for each in entries:
        if isinstance(each, Category):
            assert (each.name_en if language == "en" else each.name_zh) in page


def test_every_question_has_a_title_in_both_languages_on_its_page(client: Client) -> None:
    for question in Question.objects.exclude(seed_id=""):
        assert re.search("[a-zA-Z]{3}", question.title_en), question.seed_id
        assert not re.search("[\u4e00-\u9fff]", question.title_en), question.seed_id
    pages = {language: walk(client, lang=language) for language in ("zh-hans", "en")}
    for question in Question.objects.exclude(seed_id=""):
        assert question.title_zh in pages["zh-hans"]
        assert question.title_en in pages["en"]


def test_the_whole_bank_walked_page_by_page_is_the_bank_in_order(client: Client) -> None:
    listed = Question.objects.published().listed().in_bank_order()
    assert addresses(walk(client, lang="en")) == [
        question.get_absolute_url() for question in listed
    ]


def test_an_items_own_wording_is_found_by_the_search(client: Client) -> None:
    for question in Question.objects.exclude(seed_id=""):
        assert question in Question.objects.matching(question.seed_text), question.seed_text
