"""A primary source of an answer."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from questions.models.question import Question

ARXIV_ID = RegexValidator(r"^\d{4}\.\d{4,5}$", _("An arXiv id looks like 2106.09685."))
DOI = RegexValidator(r"^10\.\d{4,9}/\S+$", _("A DOI looks like 10.1000/182."))


class Reference(models.Model):
    question = models.ForeignKey(
        Question, models.CASCADE, verbose_name=_("question"), related_name="references"
    )
    position = models.PositiveSmallIntegerField(_("position"), default=0)
    title = models.CharField(_("title"), max_length=300)
    year = models.PositiveSmallIntegerField(_("year"))
    arxiv = models.CharField(_("arXiv id"), max_length=12, blank=True, validators=[ARXIV_ID])
    doi = models.CharField(_("DOI"), max_length=100, blank=True, validators=[DOI])
    url = models.URLField(_("address"), blank=True)

    class Meta:
        verbose_name = _("reference")
        verbose_name_plural = _("references")
        ordering = ["position", "pk"]  # also the order of a prefetch

    def __str__(self) -> str:
        return f"{self.title} ({self.year})"

    def clean(self) -> None:
        if sum(map(bool, (self.arxiv, self.doi, self.url))) != 1:
            raise ValidationError(_("Give exactly one of arXiv id, DOI and address."))

    @property
    def link(self) -> str:
        if self.arxiv:
            return f"https://arxiv.org/abs/{self.arxiv}"
        return f"https://doi.org/{self.doi}" if self.doi else self.url

    @property
    def identifier(self) -> str:
        """What names the source on paper."""
        if self.arxiv:
            return f"arXiv:{self.arxiv}"
        return f"doi:{self.doi}" if self.doi else self.url.removeprefix("https://")
