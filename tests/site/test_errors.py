"""Error pages in the product's design, without a word of what went wrong inside."""

from __future__ import annotations

from typing import Any, NoReturn

import pytest
from django.db import OperationalError, connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from config import errors
from tests.factories import a_curator

pytestmark = pytest.mark.django_db


def assert_designed(response: Any, status: int) -> None:
    html = response.content.decode()
    assert response.status_code == status
    assert response.headers["Content-Type"] == "text/html; charset=utf-8"
    assert 'id="main"' in html
    assert "css/main.css" in html
    assert 'href="/"' in html
    assert "Traceback" not in html


def test_a_request_that_makes_no_sense(client: Client) -> None:
    response = client.get("/questions/", headers={"host": "evil.example"})
    assert_designed(response, 400)
    assert "evil.example" not in response.content.decode()


def test_a_page_that_is_not_open_to_one(client: Client) -> None:
    client.force_login(a_curator())
    assert_designed(client.get(reverse("admin:questions_report_add")), 403)


def test_a_page_that_there_is_not(client: Client, candidate: Client) -> None:
    for browser in (client, candidate):
        response = browser.get("/nowhere/<script>alert(1)</script>")
        assert_designed(response, 404)
        assert "<script>alert" not in response.content.decode()
        assert reverse("questions:browse") in response.content.decode()


def test_an_address_that_only_takes_what_is_sent(client: Client, candidate: Client) -> None:
    for browser, path in ((client, reverse("language")), (candidate, reverse("practice:start"))):
        response = browser.get(path)
        assert_designed(response, 405)
        assert response.headers["Allow"] == "POST"
    for headers in ({"HX-Request": "true"}, {"Accept": "application/json"}):
        assert client.get(reverse("language"), headers=headers).content == b""


def test_error_pages_are_in_the_readers_language(client: Client) -> None:
    for language, lang in (("en", "en"), ("zh-hans", "zh-Hans")):
        html = client.get("/nowhere/", {"lang": language}).content.decode()
        assert f'<html lang="{lang}">' in html


def test_something_that_broke_inside(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*args: object, **kwargs: object) -> NoReturn:
        raise RuntimeError("the secret reason")

    monkeypatch.setattr("questions.views.landing.render", fail)
    client.raise_request_exception = False
    response = client.get("/")
    assert_designed(response, 500)
    assert "secret reason" not in response.content.decode()
    assert "X-Request-ID" in response.headers
    assert "Content-Security-Policy" in response.headers


def test_the_page_for_what_broke_needs_neither_database_nor_user(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: Any, **kwargs: Any) -> NoReturn:
        raise OperationalError

    monkeypatch.setattr(connection, "cursor", refuse)
    response: HttpResponse = errors.server_error(rf.get("/"))
    assert_designed(response, 500)
    assert 'lang="en"' in response.content.decode(), "it says it in both languages"


@pytest.mark.parametrize("path", [reverse("language"), "/account/login/", "/account/signup/"])
def test_a_form_from_an_expired_page(path: str) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post(path, {"language": "en", "login": "a", "password": "b"})
    assert_designed(response, 403)
    assert "CSRF" not in response.content.decode()
    assert response.templates[0].name == "errors/csrf.html"
