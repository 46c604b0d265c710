"""A question's page: the stem first, the answer on request, never in the page before."""

from __future__ import annotations

import re
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from questions.models import DatedFact, KeyPoint, Question
from tests.factories import a_follow_up, a_question, with_reference
from tests.queries import exactly

pytestmark = pytest.mark.django_db
HX = {"HX-Request": "true"}
SECRETS = ("秘密短答", "秘密长答", "秘密陷阱", "秘密要点", "秘密也算", "A paper", "秘密事实")


@pytest.fixture
def question(db: None) -> Question:
    """With an answer of every part, each with a word of its own."""
    question = a_question(
        slug="kv-cache",
        title_zh="什么是 KV cache？",
        title_en="What is the KV cache?",
        short_zh="秘密短答",
        short_en="secret short",
        full_zh="秘密长答 $x^2$ **粗**",
        full_en="secret full",
        pitfalls_zh="秘密陷阱",
        pitfalls_en="secret pitfall",
    )
    with_reference(question)
    KeyPoint.objects.create(
        question=question,
        key="k1",
        text_zh="秘密要点",
        text_en="secret point",
        accept_zh="秘密也算",
    )
    a_fact(question)
    return question


def a_fact(question: Question, days: int = 0, pace: str = "fast") -> DatedFact:
    return DatedFact.objects.create(
        question=question, key=f"f{days}", claim_zh="秘密事实", claim_en="secret fact", pace=pace,
        as_of=timezone.localdate() - timedelta(days=days), recheck="the vendor's page",
    )  # fmt: skip


def text(client: Client, address: str, **query: str) -> str:
    response = client.get(address, query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def stem(client: Client, question: Question, **query: str) -> str:
    return text(client, question.get_absolute_url(), **query)


def answer(client: Client, question: Question, **query: str) -> str:
    return text(client, reverse("questions:answer", args=[question.slug]), **query)


def test_the_stem_is_there_and_the_answer_is_not(client: Client, question: Question) -> None:
    for language in ("zh-hans", "en"):
        html = stem(client, question, lang=language)
        assert (question.title_zh if language == "zh-hans" else question.title_en) in html
        assert question.category.get_absolute_url() in html
        assert reverse("questions:answer", args=[question.slug]) in html
        assert not [secret for secret in SECRETS if secret in html]
        assert "secret" not in html


def test_the_answer_has_every_part_rendered(client: Client, question: Question) -> None:
    html = answer(client, question)
    assert not [secret for secret in SECRETS if secret not in html]
    assert "<msup><mi>x</mi><mn>2</mn></msup>" in html
    assert "<strong>粗</strong>" in html
    assert 'href="https://arxiv.org/abs/2305.14314"' in html
    assert question.title_zh in html


def test_the_answer_is_in_the_readers_language(client: Client, question: Question) -> None:
    html = answer(client, question, lang="en")
    for part in ("short", "full", "pitfall", "point", "fact"):
        assert f"secret {part}" in html
    assert "秘密长答" not in html


def test_htmx_gets_only_the_answer(client: Client, question: Question) -> None:
    address = reverse("questions:answer", args=[question.slug])
    response = client.get(address, headers=HX)
    html = response.content.decode()
    assert "秘密长答" in html
    assert "<html" not in html
    assert question.title_zh not in html
    assert "HX-Request" in response.headers["Vary"]


def test_what_is_asked_after_it_is_listed_in_order(client: Client, question: Question) -> None:
    second = a_follow_up(question, position=2, title_zh="再追问")
    first = a_follow_up(question, position=1, title_zh="先追问")
    a_follow_up(question, status="draft", title_zh="没写完")
    for html in (stem(client, question), answer(client, question)):
        assert html.index("先追问") < html.index("再追问")
        assert first.get_absolute_url() in html
        assert second.get_absolute_url() in html
        assert "没写完" not in html


def test_a_follow_up_leads_back_to_its_question(client: Client, question: Question) -> None:
    html = stem(client, a_follow_up(question))
    assert f'href="{question.get_absolute_url()}"' in html
    assert question.title_zh in html


def test_the_seeds_wording_is_shown_where_the_title_differs(client: Client) -> None:
    differs = a_question(title_zh="怎样微调？", seed_text="微调方法是啥？")
    same = a_question(title_zh="怎样评测？", seed_text="怎样评测？")
    assert "微调方法是啥？" in stem(client, differs)
    assert stem(client, same).count("怎样评测？") == stem(client, a_question()).count("题是什么？")
    assert not same.shows_seed_text


def test_a_question_without_an_answer_says_so_and_offers_none(client: Client) -> None:
    bare = a_question(short_zh="", short_en="", full_zh="", full_en="")
    html = stem(client, bare, lang="en")
    assert "no reference answer yet" in html
    assert reverse("questions:answer", args=[bare.slug]) not in html
    assert "no reference answer yet" in answer(client, bare, lang="en")
    assert "no reference answer yet" not in stem(client, a_question(), lang="en")


@pytest.mark.parametrize("status", ["draft", "in-review", "retired"])
def test_what_is_not_published_is_not_found(client: Client, status: str) -> None:
    hidden = a_question(status=status)
    for name in ("question", "answer"):
        response = client.get(reverse(f"questions:{name}", args=[hidden.slug]))
        assert response.status_code == 404
        assert hidden.title_zh not in response.content.decode()
    assert client.get("/questions/no-such-question/").status_code == 404


def test_a_text_that_is_only_there_in_the_other_language_says_which(client: Client) -> None:
    question = a_question(title_en="", full_zh="只有中文的答案", full_en="", short_en="English.")
    html = answer(client, question, lang="en")
    assert re.search(r'<div[^>]* lang="zh-Hans">\s*<p>只有中文的答案', html)
    assert re.search(rf'<h1[^>]* lang="zh-Hans">{question.title_zh}', html)
    assert re.search(r"<div[^>]*>\s*<p>English\.", html)
    assert not re.search(r"<div[^>]*lang=[^>]*>\s*<p>English\.", html)
    assert 'lang="en"' in answer(client, a_question(full_zh="", full_en="Only English."))


@pytest.mark.parametrize(
    ("pace", "days", "is_over_age"),
    [("fast", 90, False), ("fast", 91, True), ("slow", 365, False), ("slow", 366, True)],
)
def test_a_fact_that_has_aged_says_so(
    client: Client, pace: str, days: int, is_over_age: bool
) -> None:
    question = a_question()
    fact = a_fact(question, days, pace)
    html = answer(client, question)
    assert ("over-age" in html) == is_over_age
    assert f"{fact.as_of:%Y-%m}" in html


def test_the_day_of_the_last_review_is_shown(client: Client) -> None:
    question = a_question(reviewed_on=timezone.localdate())
    assert f"{question.reviewed_on}" in answer(client, question)
    assert f"{question.reviewed_on}" not in answer(client, a_question())


def test_only_a_candidate_is_offered_notes_and_history(
    client: Client, candidate: Client, question: Question
) -> None:
    own = reverse("practice:own", args=[question.slug])
    assert own in stem(candidate, question)
    assert own not in stem(client, question)


def test_the_number_of_queries_does_not_grow_with_the_answer(
    client: Client, question: Question
) -> None:
    address = reverse("questions:answer", args=[question.slug])
    for number in range(2, 4):
        with exactly(2):
            client.get(question.get_absolute_url())
        with exactly(5):
            client.get(address)
        with exactly(4):
            client.get(address, headers=HX)
        a_follow_up(question)
        KeyPoint.objects.create(question=question, key=f"k{number}", text_zh="又一点")
        a_fact(question, days=number)
        with_reference(question)


def test_only_reading_is_allowed(client: Client, question: Question) -> None:
    for name in ("question", "answer"):
        assert client.post(reverse(f"questions:{name}", args=[question.slug])).status_code == 405


def test_a_follow_up_of_a_retired_question_names_it_but_does_not_lead_there(
    client: Client,
) -> None:
    main = a_question(status="retired")
    follow_up = a_follow_up(main)
    page = client.get(follow_up.get_absolute_url()).content.decode()
    assert main.title_zh in page
    assert "已下线" in page
    assert f'href="{main.get_absolute_url()}"' not in page
