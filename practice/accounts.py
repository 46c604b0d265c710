"""How allauth meets this product's users: in the product's words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth_forms
from allauth.account.adapter import DefaultAccountAdapter
from django.contrib.auth.password_validation import MinimumLengthValidator
from django.http import HttpRequest
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from practice.models import User

MISMATCH = _("That name and password do not match. Check both and try again.")
LABELS = {
    "login": _("Username or e-mail address"),
    "username": _("Username"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password1": _("New password"),
    "password2": _("New password again"),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "cannot_remove_primary_email": _("Make another address primary before you remove this."),
        "email_password_mismatch": MISMATCH,
        "email_taken": _("This address belongs to another account. Log in there, or give another."),
        "enter_current_password": _("Enter your current password."),
        "incorrect_password": _("This is not your current password. Try again."),
        "invalid_password_reset": _("This link no longer works. Ask for a new one."),
        "max_email_addresses": _("You can keep at most %d addresses. Remove one first."),
        "rate_limited": _("Too many tries at once"),
        "too_many_login_attempts": _("Too many tries. Wait a few minutes and try again."),
        "unverified_primary_email": _("Confirm an address before you make it primary."),
        "username_password_mismatch": MISMATCH,
    }

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


class LengthValidator(MinimumLengthValidator):
    """Django's own, whose error its Chinese catalogue lacks."""

    def get_error_message(self) -> str:
        return gettext("The password is too short. Use at least %(n)d characters.") % self._length

    def get_help_text(self) -> str:
        return gettext("Use at least %(n)d characters.") % self._length

    @property
    def _length(self) -> dict[str, int]:
        return {"n": self.min_length}


class OwnWords:
    """The product's labels, and none of the placeholders that repeat them."""

    fields: dict[str, Any]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)


class LoginForm(OwnWords, allauth_forms.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = ""  # the page has its own link to the reset


class SignupForm(OwnWords, allauth_forms.SignupForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = _("Password")
        self.fields["password2"].label = _("Password again")


class AddEmailForm(OwnWords, allauth_forms.AddEmailForm):  # type: ignore[misc]
    pass


class ChangePasswordForm(OwnWords, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    pass


class SetPasswordForm(OwnWords, allauth_forms.SetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordForm(OwnWords, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    pass


class ResetPasswordKeyForm(OwnWords, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    pass


class ReauthenticateForm(OwnWords, allauth_forms.ReauthenticateForm):  # type: ignore[misc]
    pass
