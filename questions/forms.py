"""What a reader of the bank can send: filters, and a report of an error."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from questions.models import Category, Question, Report
from questions.models.question import QuestionQuerySet


class BrowseForm(forms.Form):
    """The filters of the bank; a value that makes no sense filters nothing."""

    q = forms.CharField(
        label=_("Search"),
        required=False,
        max_length=200,
        widget=forms.SearchInput(attrs={"autocomplete": "off", "enterkeyhint": "search"}),
    )
    category = forms.ModelChoiceField(
        label=_("Category"),
        queryset=Category.objects.all(),
        to_field_name="slug",
        required=False,
        widget=forms.HiddenInput,
    )
    kind = forms.ChoiceField(
        label=_("Kind"), required=False, choices=[("", _("Any kind")), *Question.Kind.choices]
    )
    difficulty = forms.TypedChoiceField(
        label=_("Difficulty"),
        required=False,
        coerce=int,
        empty_value=None,
        choices=[("", _("Any difficulty")), *Question.Difficulty.choices],
    )

    def chosen(self) -> dict[str, Any]:
        """The filters that make sense."""
        self.is_valid()
        return self.cleaned_data

    def narrow(self, questions: QuestionQuerySet) -> QuestionQuerySet:
        """The questions that pass every filter but the search."""
        chosen = self.chosen()
        if chosen.get("category"):
            questions = questions.within(chosen["category"])
        if chosen.get("kind"):
            questions = questions.filter(kind=chosen["kind"])
        if chosen.get("difficulty"):
            questions = questions.filter(difficulty=chosen["difficulty"])
        return questions


class ReportForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = Report
        fields = ("kind", "text")
        widgets = {"text": forms.Textarea(attrs={"rows": 4, "maxlength": 2000})}
