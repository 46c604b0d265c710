"""Every address: private unless it is public on purpose, and nobody reads or changes another's."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from practice.models import Attempt, Bookmark, Card, Note, Session, Suspension, Tally, User
from tests.factories import a_bank, a_session, answered, the_attempt, with_points

pytestmark = pytest.mark.django_db

PUBLIC = {
    "landing", "browse", "question", "answer", "healthz", "readyz", "language", "account_login",
    "account_signup", "account_reset_password", "account_reset_password_done",
    "account_confirm_email", "account_reset_password_from_key",
    "account_reset_password_from_key_done", "account_inactive",
    "account_email_verification_sent", "account_logout", "robots", "sitemap", "manifest",
    "service-worker", "offline",
}  # fmt: skip


def patterns(resolver: URLResolver, prefix: str = "") -> list[tuple[str, URLPattern]]:
    found = []
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver):
            if entry.app_name != "admin":  # Django's own site asks for staff itself
                namespace = f"{entry.namespace}:" if entry.namespace else ""
                found += patterns(entry, prefix + namespace)
        else:
            found.append((prefix + (entry.name or ""), entry))
    return found


def arguments(pattern: URLPattern, session: Session, attempt: Attempt) -> dict[str, Any]:
    values = {
        "session_id": session.pk, "attempt_id": attempt.pk, "slug": attempt.question.slug,
        "turn": 1, "key": "k", "uidb36": "1",
    }  # fmt: skip
    return {name: values[name] for name in pattern.pattern.converters or {} if name in values}


@pytest.fixture
def session(user: User) -> Session:
    for question in a_bank(6):
        with_points(question, "must")
    session = a_session(user, now=timezone.now())
    attempt = answered(session, 3)
    mark = {"user": user, "question": attempt.question}
    Bookmark.objects.create(**mark, created_at=timezone.now())
    Note.objects.create(**mark, text="只有我知道", updated_at=timezone.now())
    return session


def addresses(session: Session) -> list[tuple[str, str]]:
    attempt = the_attempt(session)
    found = []
    for name, pattern in patterns(get_resolver()):
        given = arguments(pattern, session, attempt)
        if name and pattern.pattern.regex.groups == len(given):
            found.append((name, reverse(name, kwargs=given)))
    return found


def state() -> list[Any]:
    models = (Session, Attempt, Card, Tally, Bookmark, Note, Suspension)
    return [list(model.objects.order_by("pk").values()) for model in models]


def test_every_address_is_private_unless_public_on_purpose(
    client: Client, session: Session
) -> None:
    for name, address in addresses(session):
        if name.split(":")[-1] in PUBLIC:
            continue
        for response in (client.get(address), client.post(address)):
            location = response.headers.get("Location", "")
            assert response.status_code == 302, f"{name} answered {response.status_code}"
            assert "/login/" in location, f"{name} led to {location}"


def test_a_strangers_session_and_attempts_are_not_found(stranger: Client, session: Session) -> None:
    before, seen = state(), 0
    for name, address in addresses(session):
        if str(session.pk) not in address:
            continue
        seen += 1
        for response in (
            stranger.get(address),
            stranger.post(address, {"rating": 1, "answer": "x"}),
            stranger.post(address, {"rating": 1}, headers={"HX-Request": "true"}),
        ):
            assert response.status_code in {404, 405}, f"{name} answered {response.status_code}"
    assert seen >= 13
    assert state() == before


def test_a_strangers_marks_are_not_shown(stranger: Client, session: Session) -> None:
    slug = Note.objects.get().question.slug
    for name in ("practice:own", "practice:note"):
        assert "只有我知道" not in stranger.get(reverse(name, args=[slug])).content.decode()
    assert "只有我知道" not in stranger.get(reverse("practice:notebook")).content.decode()


def test_a_strangers_marks_are_not_changed(stranger: Client, session: Session) -> None:
    slug = Note.objects.get().question.slug
    stranger.post(reverse("practice:note", args=[slug]), {"text": ""})
    stranger.post(reverse("practice:bookmark", args=[slug]), {"set": "0"})
    stranger.post(reverse("practice:suspension", args=[slug]), {"set": "1"})
    assert Note.objects.get().text == "只有我知道"
    assert Bookmark.objects.count() == 1


def test_today_shows_only_ones_own(stranger: Client, session: Session) -> None:
    page = stranger.get(reverse("practice:today")).content.decode()
    assert str(session.pk) not in page
