"""Accounts, and the candidates' data: to look at, never to change."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from practice.models import Attempt, Card, Session, User


class ReadOnlyAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(User)
class UserAdmin(DjangoUserAdmin):  # type: ignore[type-arg]
    fieldsets = (
        *(DjangoUserAdmin.fieldsets or ()),
        (
            _("Practice"),
            {
                "fields": (
                    "language", "time_zone", "rollover_hour", "new_per_day", "session_size",
                    "desired_retention", "shows_timer", "shows_next_date",
                )
            },
        ),
    )  # fmt: skip

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What an account has practised goes with it, though nobody may change it otherwise."""
        listed, counts, forbidden, protected = super().get_deleted_objects(objs, request)
        read_only = {model._meta.verbose_name for model in (Session, Attempt, Card)}
        return listed, counts, forbidden - read_only, protected


@admin.register(Session)
class SessionAdmin(ReadOnlyAdmin):
    list_display = ("user", "kind", "started_at", "ended_at", "size", "turns")
    list_filter = ("kind",)
    list_select_related = ("user",)
    date_hierarchy = "started_at"
    ordering = ("-started_at",)


@admin.register(Attempt)
class AttemptAdmin(ReadOnlyAdmin):
    """Without the answers' text: what a candidate wrote is the candidate's."""

    list_display = ("user", "question", "confidence", "rating", "study_day", "tries", "depth")
    list_filter = ("rating", "confidence")
    list_select_related = ("user", "question")
    exclude = ("answer", "queue_before")
    show_full_result_count = False
    ordering = ("-shown_at",)


@admin.register(Card)
class CardAdmin(ReadOnlyAdmin):
    list_display = ("user", "question", "due", "stability", "difficulty", "last_rating", "reviews")
    list_select_related = ("user", "question")
    show_full_result_count = False
    ordering = ("-last", "-pk")
