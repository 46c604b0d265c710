"""The first page: one question to try, for whoever has no account yet."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from questions.models.question import SHOWCASE
from tests.factories import a_category, a_follow_up, a_question
from tests.queries import exactly

pytestmark = pytest.mark.django_db
ADDRESS = reverse("questions:landing")


def page(client: Client, **query: str) -> str:
    response = client.get(ADDRESS, query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_visitor_can_try_a_question_without_its_answer_in_the_page(client: Client) -> None:
    question = a_question(full_zh="秘密答案", short_zh="秘密短答")
    html = page(client)
    assert question.title_zh in html
    assert reverse("questions:answer", args=[question.slug]) in html
    assert "秘密" not in html


def test_the_showcase_goes_first_while_it_is_published_and_answered(client: Client) -> None:
    first = a_question(category=a_category(position=1), title_zh="先来的题")
    showcase = a_question(slug=SHOWCASE, category=a_category(position=9), title_zh="招牌题")
    assert "招牌题" in page(client)
    showcase.full_en = ""
    showcase.save()
    assert first.title_zh in page(client)
    showcase.full_en, showcase.status = "Answer.", "draft"
    showcase.save()
    assert first.title_zh in page(client)
    assert "招牌题" not in page(client)


def test_only_a_main_question_with_a_full_answer_in_both_languages_is_shown(
    client: Client,
) -> None:
    bare = a_question(full_en="", title_zh="没有英文", category=a_category(position=1))
    a_follow_up(bare, title_zh="只是追问")
    a_question(title_zh="还没发布", status="draft")
    html = page(client)
    for title in ("没有英文", "只是追问", "还没发布"):
        assert title not in html


def test_an_empty_bank_has_a_first_page_too(client: Client) -> None:
    html = page(client)
    assert 'id="answer"' not in html
    assert reverse("account_signup") in html


def test_it_tells_how_many_questions_there_are(client: Client) -> None:
    main = a_question()
    for _ in range(16):
        a_question(category=main.category)
    for _ in range(23):
        a_follow_up(main)
    a_question(status="draft")
    html = page(client, lang="en")
    assert re.search(r"\b17\b[^<]*\b23\b", html)


def test_a_candidate_goes_on_to_today(candidate: Client) -> None:
    response = candidate.get(ADDRESS)
    assert response.status_code == 302
    assert response.headers["Location"] == reverse("practice:today")


def test_it_costs_four_queries_however_large_the_bank(client: Client) -> None:
    for _ in range(2):
        a_follow_up(a_question())
        with exactly(4):
            page(client)


def test_only_reading_is_allowed(client: Client) -> None:
    assert client.post(ADDRESS).status_code == 405
