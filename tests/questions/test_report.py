"""A candidate reports an error in a question; a curator finds it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from practice.models import User
from questions.models import Question, Report
from tests.factories import a_question

pytestmark = pytest.mark.django_db
HX = {"HX-Request": "true"}
GOOD = {"kind": "outdated", "text": "H100 的数字旧了"}


@pytest.fixture
def question(db: None) -> Question:
    return a_question(slug="kv-cache")


@pytest.fixture
def address(question: Question) -> str:
    return reverse("questions:report", args=[question.slug])


def test_a_report_is_kept_with_who_sent_it(
    candidate: Client, user: User, question: Question, address: str
) -> None:
    assert address in candidate.get(question.get_absolute_url()).content.decode()
    assert question.title_zh in candidate.get(address).content.decode()
    response = candidate.post(address, GOOD)
    assert response.status_code == 302
    assert response.headers["Location"] == question.get_absolute_url()
    report = Report.objects.get()
    assert (report.question, report.reporter_id) == (question, user.pk)
    assert (report.kind, report.text, report.status) == ("outdated", GOOD["text"], "open")
    thanked = candidate.get(question.get_absolute_url(), {"lang": "en"}).content.decode()
    assert "success" in thanked


def test_a_stranger_is_asked_to_log_in_and_comes_back(client: Client, address: str) -> None:
    came_from = {"Referer": f"http://testserver{address}"}
    for response in (client.get(address), client.post(address, GOOD, headers=came_from)):
        assert response.status_code == 302
        assert response.headers["Location"] == f"{reverse('account_login')}?next={address}"
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "bad",
    [
        {"kind": "outdated", "text": ""},
        {"kind": "outdated", "text": "   "},
        {"kind": "riddle", "text": "我写的话"},
        {"kind": "outdated", "text": "我写的话" * 501},
    ],
    ids=["empty", "blank", "kind", "too long"],
)
@pytest.mark.parametrize("headers", [{}, HX], ids=["page", "fragment"])
def test_a_bad_report_is_refused_with_its_text_kept(
    candidate: Client, address: str, bad: dict[str, str], headers: dict[str, str]
) -> None:
    response = candidate.post(address, bad, headers=headers)
    assert response.status_code == 422
    html = response.content.decode()
    assert bad["text"] in html
    assert 'id="report-form"' in html
    assert 'aria-invalid="true"' in html
    assert ("<html" in html) == (headers != HX)
    assert not Report.objects.exists()


def test_the_same_words_sent_twice_are_one_report(
    candidate: Client, stranger: Client, address: str
) -> None:
    for _ in range(2):
        candidate.post(address, GOOD)
    assert Report.objects.count() == 1
    candidate.post(address, {**GOOD, "text": "另一处"})
    stranger.post(address, GOOD)
    assert Report.objects.count() == 3


def test_htmx_gets_the_form_and_the_thanks_as_fragments(candidate: Client, address: str) -> None:
    form = candidate.get(address, headers=HX).content.decode()
    assert "<textarea" in form
    assert "<html" not in form
    thanks = candidate.post(address, GOOD, headers=HX).content.decode()
    assert 'id="report-form"' in thanks
    assert "<textarea" not in thanks
    assert "<html" not in thanks
    assert Report.objects.count() == 1


def test_a_report_is_shown_as_text(candidate: Client, address: str) -> None:
    bad = {"kind": "", "text": "</textarea><script>alert(1)</script>"}
    assert "<script>alert" not in candidate.post(address, bad).content.decode()


def test_there_is_nothing_to_report_on_what_is_not_published(
    candidate: Client, question: Question, address: str
) -> None:
    Question.objects.update(status="draft")
    assert candidate.get(address).status_code == 404
    assert candidate.post(address, GOOD).status_code == 404
    assert not Report.objects.exists()


def test_a_report_outlives_the_account_of_who_sent_it(
    candidate: Client, user: User, address: str
) -> None:
    candidate.post(address, GOOD)
    user.delete()
    assert Report.objects.get().reporter is None


def test_one_comes_back_to_the_page_that_led_to_the_report(
    candidate: Client, question: Question, address: str
) -> None:
    page = candidate.get(address, {"next": "/practice/"}).content.decode()
    assert 'name="next" value="/practice/"' in page
    refused = candidate.post(address, {"kind": "", "next": "/practice/"}).content.decode()
    assert 'name="next" value="/practice/"' in refused
    for target, led in (
        ("/practice/", "/practice/"),
        ("https://evil.example/", question.get_absolute_url()),
    ):
        response = candidate.post(address, {**GOOD, "next": target})
        assert response.headers["Location"] == led
