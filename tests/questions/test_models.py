"""The bank's models: places in the tree, what hangs together, what is refused, two languages."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import translation

from questions.models import Category, DatedFact, KeyPoint, Question, Reference, Report
from questions.models.localized import Localized
from tests.factories import a_category, a_follow_up, a_question, with_points, with_reference

pytestmark = pytest.mark.django_db


def fresh(question: Question) -> Question:
    return Question.objects.get(pk=question.pk)


def errors(instance: Question | Category | Reference) -> set[str]:
    try:
        instance.full_clean()
    except ValidationError as error:
        return set(error.message_dict)
    return set()


# --- Places -------------------------------------------------------------------------------------


def test_a_place_is_the_way_from_the_top() -> None:
    area = a_category(position=3)
    category = a_category(parent=area, position=12)
    question = a_question(category=category, position=4)
    follow_up = a_follow_up(question, position=1)
    assert (area.path, area.depth) == ("0003", 0)
    assert (category.path, category.depth) == ("0003/0012", 1)
    assert question.path == "0003/0012/0004"
    assert follow_up.path == "0003/0012/0004/0001"


def test_a_moved_category_takes_along_everything_below_it() -> None:
    area = a_category(position=1)
    section = a_category(parent=a_category(parent=area, position=2), position=3)
    question = a_question(category=section, position=4)
    follow_up = a_follow_up(question, position=5)
    area.position = 9
    area.save()
    section.refresh_from_db()
    assert section.path == "0009/0002/0003"
    assert fresh(question).path == "0009/0002/0003/0004"
    assert fresh(follow_up).path == "0009/0002/0003/0004/0005"


def test_a_category_under_another_parent_is_found_there() -> None:
    old, new = a_category(), a_category()
    category = a_category(parent=old)
    question = a_question(category=category)
    category.parent = new
    category.save()
    assert list(Question.objects.within(new)) == [question]
    assert not Question.objects.within(old).exists()
    assert set(Category.objects.within(new)) == {new, category}


def test_a_moved_question_takes_its_follow_ups_along() -> None:
    question = a_question()
    follow_up = a_follow_up(question, position=1)
    new = a_category(position=77)
    question.category, question.position = new, 6
    question.save()
    assert fresh(follow_up).category == new
    assert fresh(follow_up).path == "0077/0006/0001"


def test_a_follow_up_is_always_in_its_questions_category() -> None:
    question = a_question()
    follow_up = a_question(parent=question, category=a_category())
    assert fresh(follow_up).category == question.category


def test_a_category_does_not_hold_its_neighbour_whose_number_begins_alike() -> None:
    one, ten = a_category(position=1), a_category(position=10)
    a_question(category=ten)
    assert not Question.objects.within(one).exists()
    assert list(Category.objects.within(one)) == [one]


def test_the_banks_order_is_that_of_the_tree() -> None:
    late, early = a_category(position=10), a_category(position=9)
    questions = [
        a_question(category=late, position=1),
        a_question(category=early, position=10),
        a_question(category=early, position=9),
    ]
    follow_up = a_follow_up(questions[2])
    expected = [questions[2], follow_up, questions[1], questions[0]]
    assert list(Question.objects.in_bank_order()) == expected


# --- What hangs together --------------------------------------------------------------------------


def test_what_others_need_is_not_deleted() -> None:
    question = a_question()
    a_follow_up(question)
    for needed in (question, question.category):
        with pytest.raises(ProtectedError), transaction.atomic():
            needed.delete()
    assert Question.objects.count() == 2


def test_parts_go_with_their_question() -> None:
    question = with_points(with_reference(a_question()), "must", "should")
    question.delete()
    assert not KeyPoint.objects.exists()
    assert not Reference.objects.exists()


def test_slugs_seed_ids_and_keys_are_given_once() -> None:
    question = with_points(a_question(slug="one", seed_id="s1"), "must")
    category = a_category(seed_id="s1")
    for again in (
        lambda: a_question(slug="one"),
        lambda: a_question(seed_id="s1"),
        lambda: a_category(slug=category.slug),
        lambda: a_category(seed_id="s1"),
        lambda: with_points(question, "bonus"),
        lambda: a_question(difficulty=6),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            again()
    assert Question.objects.count() == 1
    a_question(seed_id="")
    a_question(seed_id="")


def test_natural_keys_lead_back() -> None:
    question = with_points(a_question(), "must")
    point = question.key_points.get()
    for model, instance in (
        (Category, question.category),
        (Question, question),
        (KeyPoint, point),
    ):
        assert model.objects.get_by_natural_key(*instance.natural_key()) == instance


# --- What is refused ------------------------------------------------------------------------------


@pytest.mark.parametrize("field", ["short_zh", "short_en", "full_zh", "full_en", "pitfalls_en"])
def test_a_formula_that_cannot_be_set_is_refused_at_its_field(field: str) -> None:
    question = a_question()
    assert errors(question) == set()
    setattr(question, field, r"$\frac{a}{$")
    assert errors(question) == {field}


def test_a_follow_up_hangs_on_a_main_question_only() -> None:
    main, other = a_question(), a_question()
    follow_up = a_follow_up(main)
    assert errors(follow_up) == set()
    other.parent = follow_up
    assert errors(other) == {"parent"}
    other.parent = other
    assert errors(other) == {"parent"}
    main.parent = a_question()
    assert errors(main) == {"parent"}, "it has a follow-up itself"


def test_a_category_is_not_below_itself() -> None:
    area = a_category()
    category = a_category(parent=area)
    assert errors(category) == set()
    area.parent = category
    assert errors(area) == {"parent"}
    area.parent = area
    assert errors(area) == {"parent"}


@pytest.mark.parametrize(
    ("identifiers", "wrong"),
    [
        ({"arxiv": "2106.09685"}, set()),
        ({"arxiv": "2401.1002"}, set()),
        ({"doi": "10.1000/182"}, set()),
        ({"url": "https://pytorch.org/docs/"}, set()),
        ({}, {"__all__"}),
        ({"arxiv": "2106.09685", "doi": "10.1000/182"}, {"__all__"}),
        ({"arxiv": "arXiv:2106.09685"}, {"arxiv"}),
        ({"arxiv": "2106.09685v2"}, {"arxiv"}),
        ({"doi": "https://doi.org/10.1000/182"}, {"doi"}),
        ({"url": "javascript:alert(1)"}, {"url"}),
    ],
    ids=str,
)
def test_a_reference_has_one_good_identifier(identifiers: dict[str, str], wrong: set[str]) -> None:
    reference = Reference(question=a_question(), title="A paper", year=2021, **identifiers)
    assert errors(reference) - {"__all__"} == wrong - {"__all__"}
    assert bool(errors(reference)) == bool(wrong)


def test_a_reference_leads_to_its_source() -> None:
    links = [
        (Reference(arxiv="2106.09685"), "https://arxiv.org/abs/2106.09685", "arXiv:2106.09685"),
        (Reference(doi="10.1000/182"), "https://doi.org/10.1000/182", "doi:10.1000/182"),
        (Reference(url="https://a.example/b"), "https://a.example/b", "a.example/b"),
    ]
    for reference, link, identifier in links:
        assert (reference.link, reference.identifier) == (link, identifier)


def test_texts_from_a_browser_get_the_files_form() -> None:
    question = a_question(full_zh="第一行  \r\n第二行", checks=" \r\n")
    question.full_clean()
    assert (question.full_zh, question.checks) == ("第一行\n第二行\n", "")


# --- Two languages --------------------------------------------------------------------------------


def test_a_text_is_read_in_the_active_language() -> None:
    question = a_question(title_zh="中", title_en="English")
    for language, text, lang in (
        ("zh-hans", "中", "zh-Hans"),
        ("en", "English", "en"),
        ("en-gb", "English", "en"),
        ("de", "中", "zh-Hans"),
    ):
        with translation.override(language):
            assert (question.title, question.title.lang, str(question)) == (text, lang, text)
    with translation.override(None):
        assert question.title == "中"


def test_a_text_that_is_missing_is_read_in_the_other_language_and_says_so() -> None:
    question = a_question(full_en="", short_zh="", pitfalls_zh="", pitfalls_en="")
    with translation.override("en"):
        assert (question.full, question.full.lang) == (question.full_zh, "zh-Hans")
        assert question.pitfalls == ""
    with translation.override("zh-hans"):
        assert (question.short, question.short.lang) == (question.short_en, "en")


def test_the_class_itself_has_no_text() -> None:
    assert isinstance(Question.title, Localized)
    assert Question.title.name == "title"


def test_every_part_is_read_in_the_active_language() -> None:
    question = with_points(a_question(), "must")
    fact = DatedFact(claim_zh="事实", claim_en="Fact")
    with translation.override("en"):
        assert str(question.key_points.get()) == "Point 1"
        assert str(fact) == "Fact"
        assert str(question.category) == question.category.name_en
    with translation.override("zh-hans"):
        assert str(question.key_points.get()) == "要点 1"


def test_what_the_admin_calls_them_tells_them_apart() -> None:
    reference = Reference(title="A paper", year=2021)
    assert str(reference) == "A paper (2021)"
    report = Report(kind="wrong", text="很长" * 100)
    assert "很长" in str(report)
    assert len(str(report)) < 120


@pytest.mark.parametrize(("pace", "days"), [("fast", 90), ("slow", 365)])
def test_a_fact_ages_at_its_pace(pace: str, days: int) -> None:
    fact = DatedFact(pace=pace, as_of=date(2026, 1, 1))
    assert not fact.over_age(date(2026, 1, 1) + timedelta(days=days))
    assert fact.over_age(date(2026, 1, 1) + timedelta(days=days + 1))
