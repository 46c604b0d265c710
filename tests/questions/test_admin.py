"""Curation: every page answers a curator and nobody else; candidates' data is only looked at."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from practice.models import Attempt, Card, Session, User
from questions.models import Category, Question, Reference, Report
from tests.factories import (
    a_category,
    a_curator,
    a_follow_up,
    a_question,
    a_session,
    a_user,
    answered,
    with_points,
    with_reference,
)
from tests.queries import exactly

pytestmark = pytest.mark.django_db
OWN = [Category, Question, Reference, Report, User]
LOOKED_AT: list[type[Model]] = [Session, Attempt, Card]
CHANGELIST = reverse("admin:questions_question_changelist")


@pytest.fixture
def curator(db: None) -> Client:
    client = Client()
    client.force_login(a_curator())
    return client


@pytest.fixture
def bank(db: None) -> Question:
    """One of everything."""
    question = with_points(with_reference(a_question(slug="kv-cache")), "must")
    a_follow_up(question)
    Report.objects.create(question=question, text="旧了", created_at=timezone.now())
    answered(a_session(a_user(), now=timezone.now()))
    return question


def address(model: type[Model], page: str, *args: Any) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def pages() -> list[str]:
    """Every list, form for a new one, and form of one there is."""
    found = [reverse("admin:index"), reverse("admin:app_list", args=["questions"])]
    for model in admin.site._registry:
        if model._meta.app_label not in {"questions", "practice"}:
            continue
        found.append(address(model, "changelist"))
        if model not in {Report, *LOOKED_AT}:
            found.append(address(model, "add"))
        instance = model._default_manager.first()
        assert instance is not None, f"the test has made no {model.__name__}"
        found += [address(model, "change", instance.pk), address(model, "history", instance.pk)]
    return found


def listed(client: Client, **query: str) -> set[str]:
    changelist = client.get(CHANGELIST, query).context["cl"]
    return {question.slug for question in changelist.result_list}


def test_the_bank_and_the_candidates_data_are_there() -> None:
    assert set(admin.site._registry) >= {*OWN, *LOOKED_AT}


def test_every_page_answers_a_curator_without_inline_code(curator: Client, bank: Question) -> None:
    for page in pages():
        response = curator.get(page)
        assert response.status_code == 200, page
        html = response.content.decode()
        scripts = re.findall(r"<script\b([^>]*)>(.*?)</script>", html, re.DOTALL)
        assert all("src=" in attributes and not body.strip() for attributes, body in scripts), page
        assert not re.search(r"<[^>]+\s(style|on[a-z]+)=", html), page
        assert "script-src 'self';" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("who", ["visitor", "candidate"])
def test_nobody_else_gets_in(client: Client, bank: Question, who: str) -> None:
    if who == "candidate":
        client.force_login(a_user())
    for page in pages():
        for response in (client.get(page), client.post(page, {"action": "publish"})):
            assert response.status_code in {302, 403}, page
            assert "kv-cache" not in response.content.decode()
            assert bank.title_zh not in response.content.decode()


# --- Actions --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("action", "status"),
    [("publish", "published"), ("send_to_review", "in-review"), ("retire", "retired")],
)
def test_an_action_sets_the_status_of_what_is_chosen(
    curator: Client, action: str, status: str
) -> None:
    chosen = [a_question(status="draft"), a_question(status=status), a_question(status="draft")]
    other = a_question(status="draft")
    before = chosen[0].updated_at
    keys = [question.pk for question in chosen]
    response = curator.post(CHANGELIST, {"action": action, "_selected_action": keys}, follow=True)
    assert response.status_code == 200
    assert set(Question.objects.filter(pk__in=keys).values_list("status", flat=True)) == {status}
    other.refresh_from_db()
    assert other.status == "draft"
    chosen[0].refresh_from_db()
    assert chosen[0].updated_at > before
    assert LogEntry.objects.count() == 2, "one line for each that has changed"
    assert "2" in str(next(iter(response.context["messages"])))


def test_what_is_published_or_retired_is_seen_or_gone_at_once(
    curator: Client, client: Client
) -> None:
    question = a_question(status="draft", title_zh="什么是量化？")
    search = reverse("questions:browse") + "?q=量化"
    for action, is_seen in (("publish", True), ("retire", False)):
        curator.post(CHANGELIST, {"action": action, "_selected_action": [question.pk]})
        assert (question.get_absolute_url() in client.get(search).content.decode()) is is_seen
        assert (client.get(question.get_absolute_url()).status_code == 200) is is_seen


def test_questions_are_deleted_with_their_words(curator: Client) -> None:
    question = a_question(title_zh="什么是量化？")
    chosen = {"action": "delete_selected", "_selected_action": [question.pk], "post": "yes"}
    curator.post(CHANGELIST, chosen)
    assert not Question.objects.exists()
    a_question(pk=question.pk, title_zh="别的", title_en="")
    assert not Question.objects.matching("量化").exists()


# --- Filters and search ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("lacks", "slugs"),
    [
        ("answer", {"bare"}),
        ("translation", {"chinese"}),
        ("reference", {"bare", "chinese"}),
        ("points", {"bare", "chinese"}),
        ("review", {"bare", "chinese"}),
    ],
)
def test_one_can_list_what_questions_lack(curator: Client, lacks: str, slugs: set[str]) -> None:
    a_question(slug="bare", full_zh="", full_en="")
    a_question(slug="chinese", full_en="")
    whole = a_question(slug="whole", reviewed_on=timezone.localdate())
    with_points(with_reference(whole), "must", "should")
    assert listed(curator, lacks=lacks) == slugs
    assert listed(curator) == {"bare", "chinese", "whole"}


def test_one_can_list_by_status_kind_difficulty_and_category(curator: Client) -> None:
    question = a_question(slug="one", status="draft", kind="coding", difficulty=5)
    a_question(slug="two")
    for name, value in (
        ("status__exact", "draft"),
        ("kind__exact", "coding"),
        ("difficulty__exact", "5"),
        ("category__id__exact", str(question.category_id)),
    ):
        assert listed(curator, **{name: value}) == {"one"}


@pytest.mark.parametrize(
    ("query", "slugs"),
    [
        ("量化", {"quantisation"}),
        ("gradients", {"answered"}),
        ("quantis", {"quantisation"}),
        ("s99.1", {"seed"}),
        ("nothing", set()),
        ("", {"quantisation", "answered", "seed"}),
    ],
)
def test_search_finds_words_slugs_and_seed_ids(
    curator: Client, query: str, slugs: set[str]
) -> None:
    a_question(slug="quantisation", title_zh="什么是量化？", status="draft")
    a_question(slug="answered", full_en="About gradients.")
    a_question(slug="seed", seed_id="s99.1")
    assert listed(curator, q=query) == slugs


def test_the_list_costs_as_many_queries_however_long(curator: Client) -> None:
    a_question()
    for _ in range(2):
        with exactly(6):
            curator.get(CHANGELIST)
        for _ in range(10):
            a_question(category=Category.objects.first())


# --- Editing --------------------------------------------------------------------------------------


def sent(response: Any) -> dict[str, Any]:
    """What a browser would send of a form as it was shown."""
    forms = [response.context["adminform"].form]
    for each in response.context["inline_admin_formsets"]:
        forms += [each.formset.management_form, *each.formset.forms]
    values: dict[str, Any] = {}
    for form in forms:
        for name in form.fields:
            value = form[name].value()
            values[form.add_prefix(name)] = "" if value is None else value
    return {name: value for name, value in values.items() if value is not False}


def test_a_curator_edits_a_question_with_its_parts(curator: Client, bank: Question) -> None:
    page = address(Question, "change", bank.pk)
    form = sent(curator.get(page))
    form |= {"full_zh": "新的**答案**\r\n", "key_points-0-text_zh": "新要点"}
    assert curator.post(page, form).status_code == 302
    bank.refresh_from_db()
    assert bank.full_zh == "新的**答案**\n"
    assert bank.key_points.get().text_zh == "新要点"
    assert list(Question.objects.matching("答案 新的")) == [bank]


def test_a_bad_formula_and_two_identifiers_are_refused(curator: Client, bank: Question) -> None:
    page = address(Question, "change", bank.pk)
    form = sent(curator.get(page))
    for bad in ({"full_zh": r"$\frac{a}{$"}, {"references-0-doi": "10.1000/182"}):
        response = curator.post(page, form | bad)
        assert response.status_code == 200
        assert response.context["errors"]
    bank.refresh_from_db()
    assert "frac" not in bank.full_zh
    assert bank.references.get().doi == ""


def test_a_category_cannot_be_put_below_itself(curator: Client) -> None:
    area = a_category()
    below = a_category(parent=area)
    page = address(Category, "change", area.pk)
    response = curator.post(page, sent(curator.get(page)) | {"parent": below.pk})
    assert response.status_code == 200
    assert response.context["errors"]
    area.refresh_from_db()
    assert area.parent is None


def test_a_report_is_closed_but_not_rewritten(curator: Client, bank: Question) -> None:
    report = Report.objects.get()
    page = address(Report, "change", report.pk)
    assert curator.post(page, {"status": "mended", "text": "other"}).status_code == 302
    report.refresh_from_db()
    assert (report.status, report.text) == ("mended", "旧了")
    assert curator.get(address(Report, "add")).status_code == 403


def test_the_page_of_a_published_question_leads_to_the_site(
    curator: Client, bank: Question
) -> None:
    page = address(Question, "change", bank.pk)
    assert f'href="{bank.get_absolute_url()}"' in curator.get(page).content.decode()
    Question.objects.update(status="draft")
    assert f'href="{bank.get_absolute_url()}"' not in curator.get(page).content.decode()


# --- Candidates' data -----------------------------------------------------------------------------


@pytest.mark.parametrize("model", LOOKED_AT)
def test_candidates_data_is_neither_made_nor_changed_nor_deleted(
    curator: Client, bank: Question, model: type[Model]
) -> None:
    instance = model._default_manager.earliest("pk")
    before = list(model._default_manager.values())
    page = address(model, "change", instance.pk)
    assert curator.get(page).status_code == 200
    for refused in (address(model, "add"), page, address(model, "delete", instance.pk)):
        assert curator.post(refused, {"post": "yes", "rating": 1}).status_code == 403
    chosen = {"action": "delete_selected", "_selected_action": [instance.pk], "post": "yes"}
    curator.post(address(model, "changelist"), chosen)
    assert list(model._default_manager.values()) == before
    assert 'name="_save"' not in curator.get(page).content.decode()


def test_what_a_candidate_wrote_is_not_shown(curator: Client, bank: Question) -> None:
    attempt = Attempt.objects.exclude(answer="").get()
    assert attempt.answer == "我的回答"
    for page in pages():
        assert attempt.answer not in curator.get(page).content.decode(), page


# --- The preview ----------------------------------------------------------------------------------


def test_the_preview_shows_a_text_as_the_site_will(curator: Client) -> None:
    response = curator.post(
        reverse("questions:preview"), {"text": "**注意：**$x^2$ <script>alert(1)</script>"}
    )
    html = response.content.decode()
    assert response.status_code == 200
    assert "<strong>注意：</strong>" in html
    assert "<msup>" in html
    assert "<script>" not in html
    assert "<html" not in html


def test_the_preview_is_for_staff_and_is_posted(
    curator: Client, candidate: Client, client: Client
) -> None:
    page = reverse("questions:preview")
    for somebody in (candidate, client):
        response = somebody.post(page, {"text": "**粗**"})
        assert response.status_code == 302
        assert "login" in response.headers["Location"]
    assert curator.get(page).status_code == 405


def test_a_main_question_takes_its_published_follow_ups_with_it(curator: Client) -> None:
    main, other = a_question(), a_question()
    for status in ("published", "published", "draft"):
        a_follow_up(main, status=status)
    a_follow_up(other)
    chosen = {"action": "retire", "_selected_action": [main.pk]}
    response = curator.post(CHANGELIST, chosen, follow=True)
    statuses = main.follow_ups.in_bank_order().values_list("status", flat=True)
    assert sorted(statuses) == ["draft", "retired", "retired"]
    assert other.follow_ups.get().status == "published"
    said = [str(message) for message in response.context["messages"]]
    assert ["1" in said[0], "2" in said[1]] == [True, True]
    assert LogEntry.objects.count() == 3


def test_so_it_does_when_its_own_form_says_retired(curator: Client) -> None:
    main = a_question()
    a_follow_up(main)
    page = address(Question, "change", main.pk)
    fields = sent(curator.get(page)) | {"status": "retired"}
    response = curator.post(page, fields, follow=True)
    assert response.redirect_chain
    assert main.follow_ups.get().status == "retired"
    assert "1" in str(next(iter(response.context["messages"])))
    main.follow_ups.update(status="published")
    fields = sent(curator.get(page)) | {"title_zh": "改了题目？"}
    assert curator.post(page, fields).status_code == 302
    assert main.follow_ups.get().status == "published", "only what is retired now takes them"


def test_an_account_that_has_practised_can_be_deleted_by_who_may_delete_accounts(
    curator: Client, bank: Question
) -> None:
    candidate = User.objects.exclude(is_staff=True).get()
    page = address(User, "delete", candidate.pk)
    assert not curator.get(page).context["perms_lacking"]
    assert curator.post(page, {"post": "yes"}).status_code == 302
    assert not User.objects.filter(pk=candidate.pk).exists()
    assert not Attempt.objects.exists()


def test_who_may_not_delete_accounts_still_may_not(client: Client, bank: Question) -> None:
    candidate = User.objects.get()
    client.force_login(a_user(is_staff=True))
    assert client.post(address(User, "delete", candidate.pk), {"post": "yes"}).status_code == 403
