"""No page mixes the languages: no English is left in Chinese pages, and no Chinese in English."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import polib
import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core import mail
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse
from django.utils import timezone, translation

from practice.models import Bookmark, MockInterview, Note, Session, Suspension, User
from practice.models.pool import Wish
from questions.models import DatedFact, Question
from tests.factories import (
    PASSWORD,
    a_category,
    a_curator,
    a_follow_up,
    a_question,
    a_session,
    a_user,
    answered,
    the_attempt,
    with_points,
    with_reference,
)
from tests.site.page_texts import texts

pytestmark = pytest.mark.django_db
HAN = r"[\u3400-\u9fff]"
FIELD = re.compile(r"%\\?\(\w+\\?\)[sd]|%d")
LANGUAGES = ["zh-hans", "en"]


def _pattern(message: str) -> str:
    words = FIELD.sub(".+?", re.escape(message).replace("%%", "%"))
    return rf"(?<![\w-]){words}(?![\w-])"


def _english() -> re.Pattern[str]:
    """Any English message with a translation of its own, or three English words on end."""
    path = settings.BASE_DIR / "locale/zh_Hans/LC_MESSAGES/django.po"
    messages = {
        message
        for entry in polib.pofile(str(path))
        for message in (entry.msgid, entry.msgid_plural)
        if message and message != entry.msgstr and entry.msgctxt != "date format"
    }
    longest_first = sorted(messages, key=len, reverse=True)
    return re.compile("|".join([*map(_pattern, longest_first), r"[A-Za-z]+ [a-z]+ [a-z]+"]))


ENGLISH = _english()


def left(page: str, language: str) -> list[str]:
    """The texts of a page that are not in its language, and not marked as being in another."""
    if language == "en":
        return [said for tag, said in texts(page) if tag != "zh-Hans" and re.search(HAN, said)]
    return [said for tag, said in texts(page) if tag != "en" and ENGLISH.search(said)]


def mixed(client: Client, paths: list[str], language: str) -> dict[str, list[str]]:
    """What each page says in the wrong language; a page that does not open fails at once."""
    found = {}
    for path in paths:
        response = client.get(path, {"lang": language, **dict(_query(path))})
        assert response.status_code in {200, 404}, path
        found[path] = left(response.content.decode(), language)
    return {path: wrong for path, wrong in found.items() if wrong}


def _query(path: str) -> list[tuple[str, str]]:
    return [tuple(pair.split("=", 1)) for pair in path.partition("?")[2].split("&") if pair]  # type: ignore[misc]


@pytest.fixture
def question(db: None) -> Question:
    """A question with everything that a page can show of one."""
    category = a_category(summary_zh="一句简介。", summary_en="One sentence.")
    asked = a_question(category=category, slug="whole", seed_text="题源的另一种问法")
    asked.pitfalls_zh, asked.pitfalls_en = "常见误区。", "A pitfall."
    asked.reviewed_on = timezone.now().date()
    asked.save()
    with_points(with_reference(asked), "must", "should", "bonus")
    asked.key_points.update(accept_zh="近义", accept_en="Close", reject_zh="反义", reject_en="Not")
    old = timezone.now().date() - timedelta(days=800)
    DatedFact.objects.create(
        question=asked, key="f1", as_of=old, claim_zh="旧说法。", claim_en="An old claim."
    )
    a_follow_up(asked)
    a_question(category=category, slug="bare", short_zh="", short_en="", full_zh="", full_en="")
    return asked


def marked(user: User, question: Question) -> None:
    mine: dict[str, Any] = {"user": user, "question": question}
    Bookmark.objects.create(**mine, created_at=timezone.now())
    Note.objects.create(**mine, text="7 × 6", updated_at=timezone.now())


def practised(user: User) -> Session:
    """An ended session with a question missed while sure, one passed, and a follow-up."""
    session = a_session(user, size=2, now=timezone.now())
    for turn in range(8):
        if session.ended_at:
            break
        answered(session, 1 if turn == 0 else 2, confidence=3)
        session.refresh_from_db()
    session.attempts.update(answer="42")
    return session


def session_paths(session: Session) -> list[str]:
    name = "summary" if session.ended_at else "session"
    paths = [reverse(f"practice:{name}", args=[session.pk])]
    if session.turns:
        paths.append(reverse("practice:look-back", args=[session.pk, 1]))
    return paths


# --- The reader itself -------------------------------------------------------------------------


def test_english_in_a_chinese_page_is_seen() -> None:
    page = '<html lang="zh-Hans"><p>分类 · difficulty 3</p><p lang="en">Start</p>'
    assert left(page, "zh-hans") == ["分类 · difficulty 3"]


def test_chinese_in_an_english_page_is_seen() -> None:
    page = '<html lang="en"><a aria-label="题库">Bank</a><b lang="zh-Hans">千面</b></html>'
    assert left(page, "en") == ["题库"]


# --- The pages ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_visitor_sees_one_language(client: Client, question: Question, language: str) -> None:
    names = ["login", "signup", "reset_password", "reset_password_done", "email_verification_sent"]
    paths = [
        "/", "/questions/", "/questions/?q=nothing", "/questions/whole/",
        "/questions/whole/answer/", "/questions/bare/", "/nowhere/",
        question.category.get_absolute_url(),
        *(reverse(f"account_{name}") for name in names),
    ]  # fmt: skip
    assert mixed(client, paths, language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_candidate_sees_one_language(
    candidate: Client, user: User, question: Question, language: str
) -> None:
    user.shows_next_date = user.shows_timer = True
    user.save()
    account = ["change_password", "email", "logout", "reauthenticate"]
    paths = [
        reverse("practice:today"), reverse("practice:custom"), reverse("practice:settings"),
        reverse("practice:notebook"), "/questions/", "/questions/whole/",
        *(reverse(f"practice:{name}", args=["whole"]) for name in ("own", "note", "suspension")),
        reverse("questions:report", args=["whole"]),
        *(reverse(f"account_{name}") for name in account),
    ]  # fmt: skip
    assert mixed(candidate, paths, language) == {}
    marked(user, question)
    session = practised(user)
    assert mixed(candidate, [*paths, *session_paths(session)], language) == {}
    Suspension.objects.create(user=user, question=question, created_at=timezone.now())
    assert mixed(candidate, paths, language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_loop_speaks_one_language(
    candidate: Client, user: User, question: Question, language: str
) -> None:
    practised(user)
    session = a_session(user, size=2, now=timezone.now(), sources=("all",))
    for rating in (2, 1):
        assert mixed(candidate, [reverse("practice:today")], language) == {}
        assert mixed(candidate, session_paths(session), language) == {}
        attempt = the_attempt(session)
        session.reveal(attempt, now=timezone.now(), confidence=3, text="42")
        previous = reverse("practice:previous", args=[session.pk, attempt.pk])
        assert mixed(candidate, [*session_paths(session), previous], language) == {}
        session.rate(attempt, rating, now=timezone.now(), hits=["k1"])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_mock_interview_speaks_one_language(
    candidate: Client, user: User, question: Question, language: str
) -> None:
    wish = Wish(sources=("all",), size=1, seconds=60)
    mock = MockInterview.start(user, wish, now=timezone.now(), seed=7)
    assert isinstance(mock, MockInterview)
    while mock.is_interviewing:
        assert mixed(candidate, session_paths(mock), language) == {}
        mock.answer(the_attempt(mock), "42", now=timezone.now())
    while not mock.ended_at:
        assert mixed(candidate, session_paths(mock), language) == {}
        mock.rate(the_attempt(mock), 2, now=timezone.now(), hits=["k1"])
    report = reverse("practice:mock-report", args=[mock.pk])
    assert mixed(candidate, [*session_paths(mock), report], language) == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("sends_mail", [True, False])
def test_pages_that_are_seldom_seen_speak_one_language(language: str, *, sends_mail: bool) -> None:
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    folder = settings.BASE_DIR / "templates"
    for path in [*folder.glob("errors/*.html"), *folder.glob("account/[a-z]*.html")]:
        with translation.override(language):
            name = str(path.relative_to(folder))
            page = render_to_string(name, {"sends_mail": sends_mail}, request)
        assert left(page, language) == [], name


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_refused_form_says_why_in_one_language(
    client: Client, candidate: Client, language: str
) -> None:
    a_user(username="taken")
    sent = {"username": "taken", "email": "x", "password1": "12345", "password2": "1"}
    wrong = {"login": "taken", "password": "wrong"}
    settings_of = {"new_per_day": "-1", "session_size": "", "desired_retention": "3"}
    passwords = {"oldpassword": "wrong", "password1": "123", "password2": "12"}
    for browser, name, data in (
        (client, "account_signup", sent),
        (client, "account_signup", {}),
        (client, "account_login", wrong),
        (candidate, "practice:settings", settings_of),
        (candidate, "practice:start", {"size": "0"}),
        (candidate, "practice:mock", {"size": "99", "minutes": "x"}),
        (candidate, "account_change_password", passwords),
        (candidate, "account_email", {"action_add": "", "email": "x"}),
    ):
        page = browser.post(f"{reverse(name)}?lang={language}", data).content.decode()
        assert 'class="error' in page, name
        assert left(page, language) == [], name
        assert "您" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_mail_is_in_one_language(client: Client, language: str) -> None:
    a_user(username="reader", email="reader@example.org")
    for address in ("reader@example.org", "nobody@example.org"):
        url = f"{reverse('account_reset_password')}?lang={language}"
        client.post(url, {"email": address})
    assert len(mail.outbox) == 2
    for message in mail.outbox:
        body = re.sub(r"http\S+", "", str(message.body))
        page = f'<html lang="{language}"><p>{message.subject}</p><p>{body}</p>'
        assert left(page, language) == []
        assert "您" not in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_admin_speaks_one_language(client: Client, question: Question, language: str) -> None:
    curator = a_curator()
    client.force_login(curator)
    words = {"zh-hans": "题库管理", "en": "Qianmian curation"}
    page = client.get(reverse("admin:index"), {"lang": language}).content.decode()
    assert words[language] in page
    change = reverse("admin:questions_question_change", args=[question.pk])
    page = client.get(change, {"lang": language}).content.decode()
    assert ("30 秒回答" in page) is (language == "zh-hans")


def test_a_log_in_is_answered_in_the_language_of_the_account(client: Client) -> None:
    a_user(username="reader", language="en")
    sent = {"login": "reader", "password": PASSWORD}
    page = client.post(f"{reverse('account_login')}?lang=zh-hans", sent, follow=True)
    assert left(page.content.decode(), "en") == []
