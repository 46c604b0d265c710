"""Candidates, and the application as a logged-in browser meets it."""

from __future__ import annotations

from typing import cast

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from bench.visitor import Application, Visitor
from config import wsgi
from practice.models import User

APPLICATION = cast("Application", wsgi.application)


def a_candidate(name: str) -> User:
    return User.objects.create(username=name)


def browser_of(user: User, *, compressed: bool = True) -> Visitor:
    """A browser in which the candidate is logged in."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    cookies = {settings.SESSION_COOKIE_NAME: str(session.session_key)}
    return Visitor(APPLICATION, cookies, compressed)


def a_visitor() -> Visitor:
    return Visitor(APPLICATION)
