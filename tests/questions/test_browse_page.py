"""The bank's page: tree, filters, search and paging, with a fixed number of queries."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from questions.models import Question
from questions.paging import SIZE
from tests.factories import a_bank, a_category, a_follow_up, a_question
from tests.queries import exactly

pytestmark = pytest.mark.django_db
ADDRESS = reverse("questions:browse")
HX = {"HX-Request": "true"}


def page(client: Client, **query: str) -> str:
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def shown(html: str) -> list[str]:
    """The slugs of the questions found, in the page's order."""
    return re.findall(r'href="/questions/([\w-]+)/"', html.partition('id="results"')[2])


def link(html: str, rel: str) -> str:
    found = re.search(rf'rel="{rel}"[^>]*href="([^"]+)"', html)
    return found[1] if found else ""


def test_everyone_sees_every_published_question_in_the_banks_order(client: Client) -> None:
    second, first = a_category(position=2), a_category(position=1)
    a_question(slug="c", category=second, position=1)
    a_question(slug="b", category=first, position=2)
    a_question(slug="a", category=first, position=1)
    assert shown(page(client)) == ["a", "b", "c"]


@pytest.mark.parametrize("status", ["draft", "in-review", "retired"])
def test_what_is_not_published_is_not_listed(client: Client, status: str) -> None:
    hidden = a_question(status=status)
    assert shown(page(client)) == []
    assert hidden.title_zh not in page(client)


def test_follow_ups_are_listed_when_they_have_their_own_answer_or_stand_in_the_seed(
    client: Client,
) -> None:
    main = a_question(slug="main")
    a_follow_up(main, slug="answered", position=1)
    a_follow_up(main, slug="light", position=2, full_zh="", full_en="")
    a_follow_up(main, slug="seed", position=3, full_zh="", full_en="", seed_id="s1.1")
    assert shown(page(client)) == ["main", "answered", "seed"]


def test_a_question_without_an_answer_says_so(client: Client) -> None:
    a_question(short_zh="", short_en="", full_zh="", full_en="")
    assert "no answer yet" in page(client, lang="en")
    Question.objects.update(short_en="Short.")
    assert "no answer yet" not in page(client, lang="en")


def test_the_tree_shows_each_category_with_its_number_of_questions(client: Client) -> None:
    area = a_category(name_zh="微调区", level="area")
    category = a_category(name_zh="低秩类", parent=area)
    a_follow_up(a_question(category=category))
    a_question(category=category)
    a_question(category=area, status="draft")
    html = page(client, category=category.slug)
    assert re.findall(r"(微调区|低秩类)\s*<span[^>]*>(\d+)</span>", html) == [
        ("微调区", "2"),
        ("低秩类", "2"),
    ]


def test_a_category_holds_everything_below_it(client: Client) -> None:
    area, other = a_category(position=1), a_category(position=11)
    section = a_category(parent=a_category(parent=area))
    a_question(slug="deep", category=section)
    a_question(slug="direct", category=area, position=9999)
    a_question(slug="elsewhere", category=other)
    assert shown(page(client, category=area.slug)) == ["deep", "direct"]
    assert area.name_zh in page(client, category=area.slug).partition("<h1>")[2][:100]


def test_kind_and_difficulty_narrow_the_list(client: Client) -> None:
    a_question(slug="a", kind="coding", difficulty=4)
    a_question(slug="b", kind="coding", difficulty=1)
    a_question(slug="c", kind="concept", difficulty=4)
    assert set(shown(page(client, kind="coding"))) == {"a", "b"}
    assert set(shown(page(client, difficulty="4"))) == {"a", "c"}
    assert shown(page(client, kind="coding", difficulty="4")) == ["a"]


def test_a_category_and_a_search_narrow_together(client: Client) -> None:
    category = a_category()
    a_question(slug="a", category=category, title_zh="显存")
    a_question(slug="b", title_zh="显存")
    a_question(slug="c", category=category)
    assert shown(page(client, category=category.slug, q="显存")) == ["a"]


@pytest.mark.parametrize(
    "query",
    [
        {"category": "nowhere"},
        {"category": "\x00"},
        {"kind": "riddle"},
        {"difficulty": "9"},
        {"difficulty": "hard"},
        {"q": "显" * 500},
        {"q": "\x00"},
        {"after": "nonsense"},
        {"before": "\x00"},
        {"after": "0001." + "9" * 30},
        {"page": "2"},
    ],
    ids=str,
)
def test_a_value_that_makes_no_sense_filters_nothing(client: Client, query: dict[str, str]) -> None:
    a_question(slug="a")
    assert shown(page(client, **query)) == ["a"]
    assert shown(page(client, **{"kind": "coding", **query})) == (["a"] if "kind" in query else [])


def test_a_chosen_filter_stays_chosen(client: Client) -> None:
    category = a_category()
    html = page(client, category=category.slug, kind="coding", difficulty="4", q="显存 & 'x'")
    assert '<option value="coding" selected>' in html
    assert '<option value="4" selected>' in html
    assert f'name="category" value="{category.slug}"' in html
    assert "显存 & 'x'" in html


def test_a_search_lists_the_best_first_with_the_way_to_each(client: Client) -> None:
    main = a_question(slug="main", full_zh="讲到量化。")
    a_follow_up(main, slug="follow", title_zh="量化会掉点吗？", full_zh="")
    html = page(client, q="量化")
    assert shown(html) == ["follow", "main"]
    assert main.title_zh in html.partition("量化会掉点吗？")[2]
    assert main.category.name_zh in html


def test_a_search_also_finds_categories_by_name(client: Client) -> None:
    category = a_category(name_zh="推理与部署", name_en="Inference & serving")
    for query in ("推理", "SERVING"):
        assert (
            f'href="{category.get_absolute_url()}"'
            in page(client, q=query).partition('id="results"')[2]
        )
    assert (
        f'href="{category.get_absolute_url()}"'
        not in page(client, q="nothing").partition('id="results"')[2]
    )


def test_what_is_searched_for_cannot_break_out_of_the_page(client: Client) -> None:
    html = client.get(ADDRESS, {"q": '"><script>alert(1)</script>'}).content.decode()
    assert "<script>alert" not in html


def test_an_empty_result_offers_the_whole_bank(client: Client) -> None:
    a_question()
    html = page(client, q="nothing of the kind")
    assert shown(html) == []
    assert f'href="{ADDRESS}"' in html.partition('id="results"')[2]


def test_htmx_gets_only_the_results(client: Client) -> None:
    a_question(slug="a")
    response = client.get(ADDRESS, {"kind": "concept"}, headers=HX)
    html = response.content.decode()
    assert html.strip().startswith("<div")
    assert "<html" not in html
    assert shown(html) == ["a"]
    assert "HX-Request" in response.headers["Vary"]


def test_pages_lead_to_each_other_and_keep_the_filters(client: Client) -> None:
    category = a_category()
    for number in range(SIZE + 3):
        a_question(category=category, slug=f"q{number}", position=number, kind="coding")
    a_question(kind="concept")
    first = page(client, kind="coding")
    assert shown(first) == [f"q{number}" for number in range(SIZE)]
    assert link(first, "prev") == ""
    assert "kind=coding" in link(first, "next")
    second = unescape(client.get(ADDRESS + link(first, "next")).content.decode())
    assert shown(second) == [f"q{number}" for number in range(SIZE, SIZE + 3)]
    assert link(second, "next") == ""
    back = unescape(client.get(ADDRESS + link(second, "prev")).content.decode())
    assert shown(back) == shown(first)


def test_the_number_of_queries_does_not_grow_with_the_bank(client: Client) -> None:
    a_bank(6, follow_ups=1)
    category = a_category(parent=a_category())
    for size in (6, 60):
        for query, number in (
            ({}, 3),
            ({"q": "题"}, 5),
            ({"category": category.slug}, 4),
            ({"kind": "coding", "difficulty": "3"}, 3),
        ):
            with exactly(number):
                page(client, **query)
        if size == 6:
            a_bank(60, follow_ups=1)


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post(ADDRESS).status_code == 405
    assert client.head(ADDRESS).status_code == 200


def test_a_title_in_the_other_language_is_marked_as_such(client: Client) -> None:
    a_question(title_zh="只有中文", title_en="")
    assert re.search(r'lang="zh-Hans"[^>]*>\s*只有中文', page(client, lang="en"))
    assert not re.search(r'<span[^>]*lang="zh-Hans"[^>]*>\s*只有中文', page(client, lang="zh-hans"))


def test_a_search_tells_how_many_there_are_and_shows_them_page_by_page(client: Client) -> None:
    category = a_category()
    for _ in range(SIZE + 3):
        a_question(category=category, title_zh="什么是量化？", kind="coding")
        a_question(category=category, title_zh="什么是量化？", status="draft")
    a_question(title_zh="什么是量化？", kind="concept")
    first = page(client, q="量化", kind="coding", lang="en")
    assert f"{SIZE + 3} questions for “量化”" in first
    assert len(shown(first)) == SIZE
    assert link(first, "prev") == ""
    second = unescape(client.get(ADDRESS + link(first, "next")).content.decode())
    assert len({*shown(first), *shown(second)}) == SIZE + 3
    assert link(second, "next") == ""
    back = unescape(client.get(ADDRESS + link(second, "prev")).content.decode())
    assert shown(back) == shown(first)


def test_what_does_not_pass_the_filters_takes_no_place_among_what_is_found(
    client: Client,
) -> None:
    category = a_category()
    for _ in range(205):
        a_question(category=category, title_zh="量化", title_en="", short_zh="", full_zh="")
    wanted = a_question(slug="wanted", kind="coding", full_zh="这里也讲一点量化。" + "别的。" * 50)
    assert shown(page(client, q="量化", kind="coding")) == [wanted.slug]
    assert "206 questions" in page(client, q="量化", lang="en")


def test_at_most_three_categories_are_found_and_only_by_their_names(client: Client) -> None:
    for number in range(4):
        a_category(name_zh=f"推理{number}", slug=f"named-{number}")
    a_category(seed_text="推理", slug="seed", position=0)
    results = page(client, q="推理").partition('id="results"')[2]
    assert re.findall(r"category=([\w-]+)", results) == ["named-0", "named-1", "named-2"]
