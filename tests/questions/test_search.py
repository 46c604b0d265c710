"""Search finds what people type, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from questions.models import Question, search
from tests.factories import a_question

pytestmark = pytest.mark.django_db


def found(query: str) -> list[str]:
    slugs = dict(Question.objects.values_list("pk", "slug"))
    return [slugs[key] for key in Question.objects.ranked(query)]


@pytest.fixture
def bank(db: None) -> None:
    a_question(
        slug="kv-cache",
        title_zh="为什么大模型推理时显存涨的那么多还一直占着？",
        title_en="Why does inference take so much GPU memory and hold on to it?",
        full_zh="KV cache 随序列长度增长。",
        full_en="The KV cache grows with the sequence.",
    )
    a_question(
        slug="lora",
        title_zh="LoRA 微调有什么特点？",
        title_en="What characterises LoRA fine-tuning?",
        full_zh="只训练低秩矩阵，省**显存**。",
        full_en="Only low-rank matrices are trained.",
    )


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("显存", ["kv-cache", "lora"]),
        ("推理", ["kv-cache"]),
        ("低秩矩阵", ["lora"]),
        ("涨", ["kv-cache"]),
        ("显存 LoRA", ["lora"]),
        ("lora", ["lora"]),
        ("ＬＯＲＡ", ["lora"]),
        ("memory", ["kv-cache"]),
        ("mem", ["kv-cache"]),
        ("trained", ["lora"]),
        ("fine-tuning", ["lora"]),
        ("存显", []),
        ("量化", []),
        ("emory", []),
        ("显存 quantisation", []),
    ],
)
def test_words_are_found_in_titles_and_answers_of_both_languages(
    bank: None, query: str, slugs: list[str]
) -> None:
    assert found(query) == slugs


@pytest.mark.parametrize("query", ["", "   ", "？！。", "\"'()*:&|<->", "----"])
def test_nothing_is_asked_and_nothing_found(bank: None, query: str) -> None:
    assert found(query) == []


@pytest.mark.parametrize(
    "query",
    ["lora AND", 'lora"', "lora')", "lora OR", "NOT lora", "lora*", "-lora", "lora:A", "^lora"],
)
def test_what_means_something_to_the_databases_is_harmless(bank: None, query: str) -> None:
    assert set(found(query)) <= {"lora"}


def test_five_hundred_characters_are_no_problem(bank: None, client: Client) -> None:
    assert found("显存" * 250) == []
    assert found("lora " * 100) == ["lora"]
    assert found("x" * 500) == []
    assert client.get(reverse("questions:browse"), {"q": "显" * 500}).status_code == 200


def test_a_word_that_fills_pages_can_be_kept() -> None:
    question = a_question(full_en="a" * 5000 + " keyword")
    assert found("keyword") == [question.slug]


def test_a_hit_in_a_title_goes_before_hits_in_answers() -> None:
    a_question(slug="answer", full_zh="量化" * 5, full_en="")
    a_question(slug="title", title_zh="什么是量化？")
    assert found("量化") == ["title", "answer"]


def test_an_answer_that_is_about_it_goes_before_one_that_mentions_it() -> None:
    a_question(slug="mentions", full_en="Sharding is one of many, many other words of the answer.")
    a_question(slug="about", full_en="Sharding. Sharding of weights. Sharding of states. Sharding.")
    assert found("sharding") == ["about", "mentions"]


def test_no_phrase_runs_from_the_title_into_the_answer() -> None:
    a_question(title_zh="甲乙", title_en="", short_zh="丙丁", seed_text="")
    assert found("乙丙") == []


def test_the_seeds_wording_is_found_too() -> None:
    a_question(slug="seed", seed_text="避坑记录")
    assert found("避坑") == ["seed"]


def test_an_updated_question_is_found_by_its_new_words_only() -> None:
    question = a_question(title_en="About gradients")
    question.title_en = "About schedulers"
    question.save()
    assert found("schedulers") == [question.slug]
    assert found("gradients") == []


def test_a_deleted_question_is_forgotten() -> None:
    question = a_question(title_en="About gradients")
    pk = question.pk
    question.delete()
    assert found("gradients") == []
    assert pk not in search.matches("gradients")


@pytest.mark.parametrize("status", ["draft", "in-review", "retired"])
def test_what_is_not_published_is_not_shown(client: Client, status: str) -> None:
    hidden = a_question(title_en="About gradients", status=status)
    page = client.get(reverse("questions:browse"), {"q": "gradients"}).content.decode()
    assert hidden.get_absolute_url() not in page
    hidden.status = Question.Status.PUBLISHED
    hidden.save()
    page = client.get(reverse("questions:browse"), {"q": "gradients"}).content.decode()
    assert hidden.get_absolute_url() in page


def test_reindex_builds_the_index_anew(bank: None) -> None:
    search.clear()
    search.index(987_654_321, "显存", "left over")
    assert found("显存") == []
    out = StringIO()
    call_command("reindex", stdout=out)
    assert out.getvalue() == "2 questions indexed.\n"
    assert found("显存") == ["kv-cache", "lora"]
    assert search.matches("left") == {}
