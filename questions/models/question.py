"""One thing that an interviewer asks, with its reference answer; follow-ups hang below it."""

from __future__ import annotations

from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from questions import markdown
from questions.fixture_files import tidy
from questions.models import search
from questions.models.category import STEP, Category
from questions.models.localized import Localized

MARKDOWN_FIELDS = ("short_zh", "short_en", "full_zh", "full_en", "pitfalls_zh", "pitfalls_en")

SHOWCASE = "train-memory-nb"  # the question on the first page, while it is published


class QuestionQuerySet(models.QuerySet["Question"]):
    def published(self) -> Self:
        return self.filter(status=Question.Status.PUBLISHED)

    def main(self) -> Self:
        """Without the follow-ups."""
        return self.filter(parent=None)

    def listed(self) -> Self:
        """As the bank lists them: light follow-ups stand only on their question's own page."""
        light = models.Q(parent__isnull=False, full_zh="", full_en="", seed_id="")
        return self.exclude(light)

    def within(self, category: Category) -> Self:
        """In the category or anywhere below it."""
        return self.filter(path__startswith=f"{category.path}/")

    def in_bank_order(self) -> Self:
        return self.order_by("path", "pk")

    def matching(self, query: str) -> Self:
        """Those whose titles or answers hold every word of the query."""
        return self.filter(pk__in=list(search.matches(query)))

    def ranked(self, query: str) -> list[int]:
        """The keys of those that match the query, best match first."""
        ranks = search.matches(query)
        keys = self.filter(pk__in=list(ranks)).values_list("pk", flat=True)
        return sorted(keys, key=lambda pk: (ranks[pk], pk))

    def showcase(self) -> Question | None:
        """A question with a full answer that a visitor can try at once."""
        answered = self.main().exclude(full_zh="").exclude(full_en="")
        return answered.order_by(
            models.Case(models.When(slug=SHOWCASE, then=0), default=1), "path"
        ).first()

    def for_reading(self) -> Self:
        return self.select_related("category", "parent").prefetch_related(
            "key_points", "references", "dated_facts"
        )


class QuestionManager(models.Manager["Question"]):
    def get_by_natural_key(self, slug: str) -> Question:
        return self.get(slug=slug)


class Question(models.Model):
    class Kind(models.TextChoices):
        CONCEPT = "concept", _("Concept")
        COMPARISON = "comparison", _("Comparison")
        DERIVATION = "derivation", _("Derivation")
        ESTIMATION = "estimation", _("Estimation")
        CODING = "coding", _("Coding")
        SYSTEM_DESIGN = "system-design", _("System design")
        TROUBLESHOOTING = "troubleshooting", _("Troubleshooting")

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in-review", _("in review")
        PUBLISHED = "published", _("published")
        RETIRED = "retired", _("retired")

    class Difficulty(models.IntegerChoices):
        DEFINITION = 1, _("1 · definition")
        JUNIOR = 2, _("2 · standard")
        MECHANISM = 3, _("3 · mechanism")
        DESIGN = 4, _("4 · derive or design")
        DEPTH = 5, _("5 · research depth")

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    category = models.ForeignKey(
        Category, models.PROTECT, verbose_name=_("category"), related_name="questions"
    )
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("follow-up of"),
        related_name="follow_ups",
        null=True,
        blank=True,
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title_zh = models.CharField(_("title (zh)"), max_length=200)
    title_en = models.CharField(_("title (en)"), max_length=300, blank=True)
    kind = models.CharField(_("kind"), max_length=16, choices=Kind, default=Kind.CONCEPT)
    difficulty = models.PositiveSmallIntegerField(
        _("difficulty"), choices=Difficulty, default=Difficulty.JUNIOR
    )
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.DRAFT)
    short_zh = models.TextField(_("30-second answer (zh)"), blank=True)
    short_en = models.TextField(_("30-second answer (en)"), blank=True)
    full_zh = models.TextField(_("full answer (zh)"), blank=True)
    full_en = models.TextField(_("full answer (en)"), blank=True)
    pitfalls_zh = models.TextField(_("pitfalls (zh)"), blank=True)
    pitfalls_en = models.TextField(_("pitfalls (en)"), blank=True)
    checks = models.TextField(
        _("checks"), blank=True, help_text=_("What was run or looked up, and what was not.")
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    seed_id = models.CharField(_("seed id"), max_length=20, blank=True)
    seed_text = models.CharField(_("seed wording"), max_length=200, blank=True)
    path = models.CharField(max_length=80, editable=False, db_index=True, default="")
    loaded_digest = models.CharField(max_length=64, editable=False, blank=True)
    updated_at = models.DateTimeField(_("updated at"), default=timezone.now, editable=False)

    title = Localized()
    short = Localized()
    full = Localized()
    pitfalls = Localized()
    objects = QuestionManager.from_queryset(QuestionQuerySet)()

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        constraints = [
            models.UniqueConstraint(
                fields=["seed_id"], name="question_seed_id", condition=~models.Q(seed_id="")
            ),
            models.CheckConstraint(
                name="question_difficulty", condition=models.Q(difficulty__range=(1, 5))
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return reverse("questions:question", args=[self.slug])

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED

    @property
    def has_answer(self) -> bool:
        return bool(self.short_zh or self.short_en or self.full_zh or self.full_en)

    @property
    def shows_seed_text(self) -> bool:
        """Whether the seed's wording says something that the title does not."""
        return bool(self.seed_text) and self.seed_text != self.title_zh

    def clean(self) -> None:
        """Bring the texts into the files' form, whatever a browser sent, and check them."""
        errors: dict[str, Any] = {}
        for field in (*MARKDOWN_FIELDS, "checks"):
            setattr(self, field, tidy(getattr(self, field)))
        for field in MARKDOWN_FIELDS:
            try:
                markdown.check(getattr(self, field))
            except ValueError as error:
                errors[field] = str(error)
        if self.parent and (self.parent.parent_id or self.parent == self or self._is_followed()):
            errors["parent"] = _(
                "A follow-up belongs to a main question, not to another follow-up."
            )
        if errors:
            raise ValidationError(errors)

    def _is_followed(self) -> bool:
        return bool(self.pk) and self.follow_ups.exists()

    def save(self, *args: object, **kwargs: object) -> None:
        """Save; keep the place in the tree, the follow-ups' places and the search index in step."""
        if self.parent:
            self.category = self.parent.category
        above = self.parent.path if self.parent else self.category.path
        path = f"{above}/{STEP.format(self.position)}"
        moved = path != self.path
        self.path, self.updated_at = path, timezone.now()
        super().save(*args, **kwargs)  # type: ignore[arg-type]
        search.index(self.pk, self.search_titles, self.search_body)
        if moved:
            for follow_up in self.follow_ups.all():
                follow_up.save(update_fields=["path", "category"])

    def delete(self, *args: object, **kwargs: object) -> tuple[int, dict[str, int]]:
        pk = self.pk
        outcome = super().delete(*args, **kwargs)  # type: ignore[arg-type]
        search.forget(pk)
        return outcome

    @property
    def search_titles(self) -> str:
        return f"{self.title_zh}\n{self.title_en}\n{self.seed_text}"

    @property
    def search_body(self) -> str:
        return "\n".join(getattr(self, field) for field in MARKDOWN_FIELDS)
