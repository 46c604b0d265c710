"""Every question has what an answer needs, in both languages, within its lengths."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest

from questions.models.dated_fact import LIFETIME
from tests.content.bank import LANGUAGES, Item, by_slug, items, length, plain, prose

MAIN = [item for item in items() if not item.is_light]
LIGHT = [item for item in items() if item.is_light]
VOLATILE = re.compile(r"截至|目前最新|as of \w+ 20\d\d|20\d\d 年 ?\d+ 月|\$\d+ per")


def between(low: int, number: int, high: int, what: str) -> None:
    assert low <= number <= high, f"{what}: {number}, wants {low} to {high}"


@pytest.mark.parametrize("item", items(), ids=str)
def test_titles_are_one_question(item: Item) -> None:
    assert item.get("title_zh").endswith("？")
    assert item.get("title_en").endswith("?")
    between(6, length(item.get("title_zh"), "zh"), 50, "title_zh")
    between(3, length(item.get("title_en"), "en"), 24, "title_en")


@pytest.mark.parametrize("item", items(), ids=str)
def test_the_short_answer_can_be_said_in_thirty_seconds(item: Item) -> None:
    zh, en = ((40, 170), (20, 80)) if item.is_light else ((90, 200), (50, 90))
    between(zh[0], length(item.get("short_zh"), "zh"), zh[1], "short_zh")
    between(en[0], length(item.get("short_en"), "en"), en[1], "short_en")


@pytest.mark.parametrize("item", items(), ids=str)
def test_the_short_answer_holds_nothing_that_expires(item: Item) -> None:
    for language in LANGUAGES:
        assert not VOLATILE.search(item.get(f"short_{language}"))


@pytest.mark.parametrize("item", MAIN, ids=str)
def test_the_full_answer_keeps_to_its_length(item: Item) -> None:
    zh, en = (2000, 1000) if item.may_be_long else (1250, 700)
    between(400, length(prose(item.get("full_zh")), "zh"), zh, "full_zh")
    between(180, length(prose(item.get("full_en")), "en"), en, "full_en")


@pytest.mark.parametrize("item", MAIN, ids=str)
def test_pitfalls_are_two_to_five_and_the_same_in_both_languages(item: Item) -> None:
    numbers = [len(re.findall(r"^- ", item.get(f"pitfalls_{lang}"), re.M)) for lang in LANGUAGES]
    assert numbers[0] == numbers[1]
    between(2, numbers[0], 5, "pitfalls")


@pytest.mark.parametrize("item", MAIN, ids=str)
def test_both_languages_have_the_same_tables_and_code(item: Item) -> None:
    zh, en = item.get("full_zh"), item.get("full_en")
    assert len(re.findall(r"^\|", zh, re.M)) == len(re.findall(r"^\|", en, re.M))
    assert zh.count("```") == en.count("```")


@pytest.mark.parametrize("item", items(), ids=str)
def test_key_points_are_a_rubric(item: Item) -> None:
    points = item.parts("keypoint")
    musts = sum(point["level"] == "must" for point in points)
    between(*((1, len(points), 3) if item.is_light else (3, len(points), 6)), "key points")
    between(*((1, musts, 3) if item.is_light else (2, musts, 4)), "must points")
    for point in points:
        between(6, length(point["text_zh"], "zh"), 70, point["key"])
        between(3, length(point.get("text_en", ""), "en"), 40, point["key"])
        for name in ("accept", "reject"):
            assert (f"{name}_zh" in point) == (f"{name}_en" in point), f"{point['key']} {name}"


@pytest.mark.parametrize("item", MAIN, ids=str)
def test_references_are_primary_and_identified(item: Item) -> None:
    references = item.parts("reference")
    between(1, len(references), 5, "references")
    for reference in references:
        identifiers = [name for name in ("arxiv", "doi", "url") if name in reference]
        assert len(identifiers) == 1, reference["title"]
        if "url" in reference:
            assert reference["url"].startswith("https://"), reference["title"]
        between(1950, reference["year"], date.today().year, reference["title"])  # noqa: DTZ011


@pytest.mark.parametrize("item", MAIN, ids=str)
def test_what_was_checked_is_said(item: Item) -> None:
    assert item.get("checks").strip()


@pytest.mark.parametrize("item", MAIN, ids=str)
def test_no_heading_stands_inside_an_answer(item: Item) -> None:
    for language in LANGUAGES:
        assert not re.search(r"^#", plain(item.get(f"full_{language}")), re.M)


def dated_facts() -> list[Any]:
    return [
        pytest.param(fact, id=f"{item}:{fact['key']}")
        for item in items()
        for fact in item.parts("datedfact")
    ]


@pytest.mark.parametrize("fact", dated_facts())
def test_a_dated_fact_is_not_over_age(fact: dict[str, Any]) -> None:
    """Against the day of the bank's latest review: no test may fail by the calendar alone."""
    edition = max(item.fields["reviewed_on"] for item in MAIN)
    assert edition - fact["as_of"] <= LIFETIME[fact["pace"]]


@pytest.mark.parametrize("item", items(), ids=str)
def test_links_to_other_questions_lead_somewhere(item: Item) -> None:
    for language in LANGUAGES:
        for _, text in item.texts(language):
            for slug in re.findall(r"\]\(/questions/([^/)]+)/\)", text):
                assert slug in by_slug(), slug


@pytest.mark.parametrize("item", [item for item in MAIN if "parent" not in item.fields], ids=str)
def test_every_main_question_has_two_follow_ups(item: Item) -> None:
    follow_ups = [other for other in items() if other.fields.get("parent") == [item.slug]]
    between(2, len(follow_ups), 10, "follow-ups")
