"""Clicks that arrive at the same moment: each accepted action counts once, none is lost."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from practice.models import Attempt, Card, Session, Tally, User
from tests.factories import a_bank, a_session, a_user, the_attempt

pytestmark = pytest.mark.django_db(transaction=True)
THREADS = 6


def at_once(act: Callable[[int], int]) -> list[int]:
    """The answers of some threads that all start together."""
    barrier = Barrier(THREADS)

    def run(number: int) -> int:
        try:
            barrier.wait(timeout=10)
            return act(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(run, range(THREADS)))


def logged_in(user: User) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(user)
    return client


@pytest.fixture
def session(db: None) -> Session:
    a_bank(6)
    return a_session(a_user(), now=timezone.now())


def test_ratings_of_one_showing_at_once_rate_once(session: Session) -> None:
    attempt = the_attempt(session)
    session.reveal(attempt, now=timezone.now(), confidence=3)
    browsers = [logged_in(session.user) for _ in range(THREADS)]
    address = reverse("practice:rate", args=[session.pk, attempt.pk])
    answers = at_once(lambda n: browsers[n].post(address, {"rating": 1 + n % 4}).status_code)
    assert answers == [303] * THREADS
    assert Attempt.objects.rated().count() == 1
    assert Card.objects.get().reviews == 1
    tally = Tally.objects.get()
    assert tally.missed + tally.partly + tally.good + tally.easy == 1


def test_starts_at_once_start_one_session() -> None:
    a_bank(6)
    user = a_user()
    browsers = [logged_in(user) for _ in range(THREADS)]
    address = reverse("practice:start")
    answers = at_once(lambda n: browsers[n].post(address).status_code)
    assert answers == [302] * THREADS
    assert Session.objects.count() == 1
    assert Attempt.objects.count() == 1


def test_undos_at_once_take_back_as_many_as_there_were(session: Session) -> None:
    for _ in range(2):
        attempt = the_attempt(session)
        session.reveal(attempt, now=timezone.now())
        session.rate(attempt, 3, now=timezone.now())
    browsers = [logged_in(session.user) for _ in range(THREADS)]
    address = reverse("practice:undo", args=[session.pk])
    at_once(lambda n: browsers[n].post(address).status_code)
    session.refresh_from_db()
    assert session.turns == 0
    assert not Card.objects.exists()
    assert not Tally.objects.exists()


def test_candidates_at_once_do_not_wait_in_vain() -> None:
    a_bank(6)
    sessions = [a_session(a_user(), now=timezone.now()) for _ in range(THREADS)]
    browsers = [logged_in(session.user) for session in sessions]

    def practise(number: int) -> int:
        for _ in range(3):
            session = sessions[number]
            attempt = the_attempt(session)
            for name, data in (("reveal", {"confidence": 2}), ("rate", {"rating": 3})):
                address = reverse(f"practice:{name}", args=[session.pk, attempt.pk])
                assert browsers[number].post(address, data).status_code == 303
        return 0

    at_once(practise)
    assert Attempt.objects.rated().count() == 3 * THREADS
    assert Card.objects.count() == 3 * THREADS
