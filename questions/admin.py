"""Curation of the bank."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, Field, Q, QuerySet, URLField
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from questions.models import Category, DatedFact, KeyPoint, Question, Reference, Report

HTTPS_LINKS: dict[type[Field[Any, Any]], dict[str, Any]] = {URLField: {"assume_scheme": "https"}}


class Missing(admin.SimpleListFilter):
    """What a question still lacks."""

    title = _("lacks")
    parameter_name = "lacks"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("answer", _("a full answer")),
            ("translation", _("a translation")),
            ("reference", _("a reference")),
            ("points", _("key points")),
            ("review", _("a review")),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Question]) -> QuerySet[Question]:
        match self.value():
            case "answer":
                return queryset.filter(full_zh="", full_en="")
            case "translation":
                return queryset.exclude(full_zh="", full_en="").filter(
                    Q(full_zh="") | Q(full_en="")
                )
            case "reference":
                return queryset.filter(references=None)
            case "points":
                return queryset.filter(key_points=None)
            case "review":
                return queryset.filter(reviewed_on=None)
        return queryset


class KeyPointInline(admin.StackedInline):  # type: ignore[type-arg]
    model = KeyPoint
    extra = 0
    fields = (
        ("key", "position", "level"),
        ("text_zh", "text_en"),
        ("accept_zh", "accept_en"),
        ("reject_zh", "reject_en"),
    )


class ReferenceInline(admin.TabularInline):  # type: ignore[type-arg]
    model = Reference
    extra = 0
    formfield_overrides = HTTPS_LINKS


class DatedFactInline(admin.StackedInline):  # type: ignore[type-arg]
    model = DatedFact
    extra = 0
    fields = (("key", "as_of", "pace"), ("claim_zh", "claim_en"), "recheck")


class FollowUpInline(admin.TabularInline):  # type: ignore[type-arg]
    """The follow-ups, to see and order; each is edited on its own page."""

    model = Question
    fk_name = "parent"
    extra = 0
    fields = ("position", "title_zh", "title_en", "status")
    show_change_link = True
    can_delete = False
    verbose_name = _("follow-up")
    verbose_name_plural = _("follow-ups")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Category)
class CategoryAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("name_zh", "name_en", "level", "parent", "position", "question_count")
    list_editable = ("position",)
    list_filter = ("level",)
    list_select_related = ("parent",)
    search_fields = ("name_zh", "name_en", "slug", "seed_text")
    prepopulated_fields = {"slug": ("name_en",)}
    autocomplete_fields = ("parent",)
    formfield_overrides = HTTPS_LINKS
    ordering = ("path",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Category]:
        categories: QuerySet[Category] = super().get_queryset(request)
        return categories.annotate(n=Count("questions"))

    @admin.display(description=_("questions"), ordering="n")
    def question_count(self, category: Any) -> int:
        count: int = category.n
        return count


@admin.register(Question)
class QuestionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = (
        "title_zh",
        "title_en",
        "category",
        "kind",
        "difficulty",
        "status",
        "reviewed_on",
    )
    list_filter = ("status", Missing, "kind", "difficulty", "category")
    list_select_related = ("category",)
    list_per_page = 50
    search_fields = ("title_zh", "title_en", "slug", "seed_id", "seed_text")
    autocomplete_fields = ("category", "parent")
    prepopulated_fields = {"slug": ("title_en",)}
    readonly_fields = ("updated_at", "on_site")
    inlines = (KeyPointInline, ReferenceInline, DatedFactInline, FollowUpInline)
    actions = ("publish", "send_to_review", "retire")
    ordering = ("path",)
    fieldsets = (
        (None, {"fields": (("slug", "status", "on_site"), ("category", "parent", "position"),
            ("kind", "difficulty"))}),
        (_("Question"), {"fields": (("title_zh", "title_en"),)}),
        (_("30-second answer"), {"fields": (("short_zh", "short_en"),)}),
        (_("Full answer"), {"fields": (("full_zh", "full_en"),)}),
        (_("Pitfalls"), {"fields": (("pitfalls_zh", "pitfalls_en"),)}),
        (_("Review"), {"fields": ("checks", ("reviewed_on", "updated_at"))}),
        (_("Seed"), {"fields": (("seed_id", "seed_text"),), "classes": ("collapse",)}),
    )  # fmt: skip

    class Media:
        css = {"all": ("css/admin.css",)}
        js = ("js/admin_preview.js",)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Question], search_term: str
    ) -> tuple[QuerySet[Question], bool]:
        """The bank's own search for whole words, beside Django's for slugs and seed ids."""
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if search_term:
            matching = Question.objects.matching(search_term).values("pk")
            found = found | queryset.filter(pk__in=list(matching.values_list("pk", flat=True)))
        return found, duplicates

    @admin.display(description=_("on the site"))
    def on_site(self, question: Question) -> str:
        if not question.pk or not question.is_published:
            return "–"
        return format_html('<a href="{}">{}</a>', question.get_absolute_url(), _("look"))

    @admin.action(description=_("Publish"))
    def publish(self, request: HttpRequest, questions: QuerySet[Question]) -> None:
        self._set(request, questions, Question.Status.PUBLISHED)

    @admin.action(description=_("Send to review"))
    def send_to_review(self, request: HttpRequest, questions: QuerySet[Question]) -> None:
        self._set(request, questions, Question.Status.IN_REVIEW)

    @admin.action(description=_("Retire"))
    def retire(self, request: HttpRequest, questions: QuerySet[Question]) -> None:
        """A main question takes its follow-ups with it: without it nobody can reach them."""
        chosen = list(questions.values_list("pk", flat=True))
        self._set(request, questions, Question.Status.RETIRED)
        self._retire_follow_ups(request, chosen)

    def save_related(
        self, request: HttpRequest, form: Any, formsets: Iterable[Any], change: Any
    ) -> None:
        super().save_related(request, form, formsets, change)
        if "status" in form.changed_data and form.instance.status == Question.Status.RETIRED:
            self._retire_follow_ups(request, [form.instance.pk])

    def _retire_follow_ups(self, request: HttpRequest, mains: list[int]) -> None:
        below = Question.objects.published().filter(parent__in=mains).exclude(pk__in=mains)
        follow_ups = self._change(request, below, Question.Status.RETIRED)
        if follow_ups:
            text = ngettext(
                "%(n)d published follow-up was retired with its main question.",
                "%(n)d published follow-ups were retired with their main questions.",
                follow_ups,
            )
            messages.success(request, text % {"n": follow_ups})

    def _set(
        self, request: HttpRequest, questions: QuerySet[Question], status: Question.Status
    ) -> None:
        changed = self._change(request, questions, status)
        text = ngettext("%(n)d question: %(status)s.", "%(n)d questions: %(status)s.", changed)
        messages.success(request, text % {"n": changed, "status": status.label})

    def _change(
        self, request: HttpRequest, questions: QuerySet[Question], status: Question.Status
    ) -> int:
        """Set the status of those that have another; how many they were."""
        changed = list(questions.exclude(status=status))
        for question in changed:
            question.status = status
            question.save(update_fields=["status", "updated_at"])
            self.log_change(request, question, [{"changed": {"fields": ["status"]}}])
        return len(changed)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Question]) -> None:
        for question in queryset.order_by("-path"):
            question.delete()


@admin.register(Report)
class ReportAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The queue of reported errors."""

    list_display = ("question", "kind", "summary", "status", "reporter", "created_at")
    list_editable = ("status",)
    list_filter = ("status", "kind")
    list_select_related = ("question", "reporter")
    search_fields = ("text", "question__title_zh", "question__title_en")
    readonly_fields = ("question", "reporter", "kind", "text", "created_at")
    ordering = ("-created_at",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description=_("what is wrong"))
    def summary(self, report: Report) -> str:
        return report.text[:100]


@admin.register(Reference)
class ReferenceAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("title", "year", "identifier", "question")
    list_filter = ("year",)
    list_select_related = ("question",)
    search_fields = ("title", "arxiv", "doi", "url")
    autocomplete_fields = ("question",)
    formfield_overrides = HTTPS_LINKS
    ordering = ("title", "pk")
