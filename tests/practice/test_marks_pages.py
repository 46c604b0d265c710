"""Bookmarks, notes, "not again", the notebook, and what a question's page loads of one's own."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from practice.models import Bookmark, Note, Suspension, User
from questions.models import Question
from tests.factories import a_question, a_session, answered

pytestmark = pytest.mark.django_db
HX = {"HX-Request": "true"}


@pytest.fixture
def question(db: None) -> Question:
    return a_question(slug="kv-cache")


def test_a_bookmark_is_set_and_taken_away(candidate: Client, question: Question) -> None:
    address = reverse("practice:bookmark", args=[question.slug])
    for _ in range(2):
        assert candidate.post(address, {"set": "1"}).status_code == 302
    assert Bookmark.objects.count() == 1
    page = candidate.post(address, {"set": "0"}, headers=HX).content.decode()
    assert not Bookmark.objects.exists()
    assert 'aria-pressed="false"' in page


def test_one_comes_back_to_where_one_was_but_never_elsewhere(
    candidate: Client, question: Question
) -> None:
    address = reverse("practice:bookmark", args=[question.slug])
    here = candidate.post(address, {"set": "1", "next": "/practice/notebook/"})
    elsewhere = candidate.post(address, {"set": "1", "next": "https://evil.example/"})
    assert here.headers["Location"] == "/practice/notebook/"
    assert elsewhere.headers["Location"] == question.get_absolute_url()


def test_a_note_is_written_read_and_taken_away(candidate: Client, question: Question) -> None:
    address = reverse("practice:note", args=[question.slug])
    assert "<textarea" in candidate.get(address).content.decode()
    page = candidate.post(address, {"text": "记住 **16n**"}, headers=HX).content.decode()
    assert "<strong>16n</strong>" in page
    assert "<textarea" not in candidate.get(address).content.decode()
    assert "<textarea" in candidate.get(address, {"edit": "1"}).content.decode()
    candidate.post(address, {"text": "改了"})
    assert Note.objects.get().text == "改了"
    candidate.post(address, {"text": "  "})
    assert not Note.objects.exists()


def test_too_long_a_note_is_kept_in_the_form(candidate: Client, question: Question) -> None:
    address = reverse("practice:note", args=[question.slug])
    response = candidate.post(address, {"text": "长" * 10_001})
    assert response.status_code == 422
    assert "长长长" in response.content.decode()
    assert not Note.objects.exists()


def test_a_question_is_put_away_after_a_look_and_taken_back(
    candidate: Client, user: User, question: Question
) -> None:
    address = reverse("practice:suspension", args=[question.slug])
    assert candidate.get(address).status_code == 200
    answered(a_session(user, now=timezone.now()))
    assert "100%" in candidate.get(address).content.decode()
    candidate.post(address, {"set": "1"})
    assert Suspension.objects.get().question == question
    assert 'value="0"' in candidate.get(address).content.decode()
    candidate.post(address, {"set": "0"})
    assert not Suspension.objects.exists()


def test_the_notebook_is_inviting_when_empty(candidate: Client) -> None:
    assert "empty" in candidate.get(reverse("practice:notebook")).content.decode()


def test_the_notebook_holds_notes_bookmarks_and_what_was_put_away(
    candidate: Client, user: User, question: Question
) -> None:
    mark = {"user": user, "question": question}
    Note.objects.create(**mark, text="笔记一", updated_at=timezone.now())
    Bookmark.objects.create(**mark, created_at=timezone.now())
    Suspension.objects.create(**mark, created_at=timezone.now())
    page = candidate.get(reverse("practice:notebook")).content.decode()
    assert page.count(question.title_zh) == 3
    assert "笔记一" in page


def test_a_questions_page_loads_what_is_ones_own(
    candidate: Client, user: User, question: Question
) -> None:
    answered(a_session(user, now=timezone.now()))
    Note.objects.create(user=user, question=question, text="我的", updated_at=timezone.now())
    address = reverse("practice:own", args=[question.slug])
    assert address in candidate.get(question.get_absolute_url()).content.decode()
    fragment = candidate.get(address, headers=HX).content.decode()
    assert "我的" in fragment
    assert "<html" not in fragment
    assert "<html" in candidate.get(address).content.decode()


def test_an_unknown_question_is_not_found(candidate: Client) -> None:
    for name in ("own", "note", "suspension"):
        assert candidate.get(reverse(f"practice:{name}", args=["nope"])).status_code == 404
    assert candidate.post(reverse("practice:bookmark", args=["nope"])).status_code == 404


def test_a_draft_is_not_found_unless_one_has_met_or_marked_it(
    candidate: Client, stranger: Client, user: User
) -> None:
    draft = a_question(status="draft")
    addresses = [reverse(f"practice:{n}", args=[draft.slug]) for n in ("own", "note", "suspension")]
    mark = reverse("practice:bookmark", args=[draft.slug])
    for address in addresses:
        assert candidate.get(address).status_code == 404
    assert candidate.post(mark, {"set": "1"}).status_code == 404
    Bookmark.objects.create(user=user, question=draft, created_at=timezone.now())
    for address in addresses:
        assert candidate.get(address).status_code == 200
        assert stranger.get(address).status_code == 404
    assert candidate.post(mark, {"set": "0"}).headers["Location"] == reverse("practice:notebook")


def test_a_question_one_has_practised_is_known_when_it_is_retired(
    candidate: Client, user: User, question: Question
) -> None:
    answered(a_session(user, now=timezone.now()))
    Question.objects.update(status="retired")
    assert candidate.get(reverse("practice:own", args=[question.slug])).status_code == 200


@pytest.mark.parametrize("name", ["note", "suspension"])
def test_a_page_to_come_back_to_is_one_of_ours(
    candidate: Client, question: Question, name: str
) -> None:
    address = reverse(f"practice:{name}", args=[question.slug])
    for bad in ("https://evil.example/", "javascript:alert(1)", "//evil.example"):
        assert bad not in candidate.get(address, {"next": bad}).content.decode()
    assert "/practice/notebook/?x" in (
        candidate.get(address, {"next": "/practice/notebook/?x"}).content.decode()
    )


def test_what_is_retired_is_named_in_the_notebook_but_leads_nowhere(
    candidate: Client, user: User, question: Question
) -> None:
    mark = {"user": user, "question": question}
    Note.objects.create(**mark, text="笔记一", updated_at=timezone.now())
    Bookmark.objects.create(**mark, created_at=timezone.now())
    Question.objects.update(status="retired")
    page = candidate.get(reverse("practice:notebook")).content.decode()
    assert page.count(question.title_zh) == 2
    assert page.count("已下线") == 2
    assert f'href="{question.get_absolute_url()}"' not in page
