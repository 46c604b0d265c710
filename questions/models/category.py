"""A node of the bank's tree: an area, a category of the seed, or a section inside one."""

from __future__ import annotations

from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from questions.models.localized import Localized

STEP = "{:04d}"  # one level of a path; paths sort as the tree reads


class CategoryQuerySet(models.QuerySet["Category"]):
    def in_tree_order(self) -> Self:
        return self.order_by("path", "pk")

    def within(self, category: Category) -> Self:
        """The category and all below it."""
        return self.filter(
            models.Q(pk=category.pk) | models.Q(path__startswith=f"{category.path}/")
        )


class CategoryManager(models.Manager["Category"]):
    def get_by_natural_key(self, slug: str) -> Category:
        return self.get(slug=slug)


class Category(models.Model):
    class Level(models.TextChoices):
        AREA = "area", _("area")
        CATEGORY = "category", _("category")
        SECTION = "section", _("section")

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    level = models.CharField(_("level"), max_length=8, choices=Level, default=Level.CATEGORY)
    parent = models.ForeignKey(
        "self",
        models.PROTECT,
        verbose_name=_("parent"),
        related_name="children",
        null=True,
        blank=True,
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    name_zh = models.CharField(_("name (zh)"), max_length=120)
    name_en = models.CharField(_("name (en)"), max_length=120)
    summary_zh = models.CharField(_("summary (zh)"), max_length=300, blank=True)
    summary_en = models.CharField(_("summary (en)"), max_length=300, blank=True)
    source_url = models.URLField(_("source link"), blank=True)
    seed_id = models.CharField(_("seed id"), max_length=20, blank=True)
    seed_text = models.CharField(_("seed wording"), max_length=200, blank=True)
    path = models.CharField(max_length=60, editable=False, db_index=True, default="")
    loaded_digest = models.CharField(max_length=64, editable=False, blank=True)

    name = Localized()
    summary = Localized()
    objects = CategoryManager.from_queryset(CategoryQuerySet)()

    class Meta:
        verbose_name = _("category")
        verbose_name_plural = _("categories")
        constraints = [
            models.UniqueConstraint(
                fields=["seed_id"], name="category_seed_id", condition=~models.Q(seed_id="")
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def natural_key(self) -> tuple[str]:
        return (self.slug,)

    def get_absolute_url(self) -> str:
        return f"{reverse('questions:browse')}?category={self.slug}"

    @property
    def depth(self) -> int:
        """0 for an area, 1 below it, and so on."""
        return self.path.count("/")

    def clean(self) -> None:
        above = self.parent
        while above:
            if above == self:
                raise ValidationError({"parent": _("A category cannot be below itself.")})
            above = above.parent

    def save(self, *args: object, **kwargs: object) -> None:
        """Save, and keep the paths of everything below in step."""
        own = STEP.format(self.position)
        path = f"{self.parent.path}/{own}" if self.parent else own
        moved = path != self.path
        self.path = path
        super().save(*args, **kwargs)  # type: ignore[arg-type]
        if moved:
            for question in self.questions.filter(parent=None):
                question.save(update_fields=["path"])
            for child in self.children.all():
                child.save(update_fields=["path"])
