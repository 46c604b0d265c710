"""How allauth meets this product's users."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import get_language

from practice.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def save_user(
        self,
        request: HttpRequest,
        user: User,
        form: object,
        commit: bool = True,  # noqa: FBT001, FBT002 (the library's signature)
    ) -> User:
        """A new account keeps the language in which it was made."""
        language = get_language() or ""
        if language in User.Language.values:
            user.language = language
        saved: User = super().save_user(request, user, form, commit)
        return saved
