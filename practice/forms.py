"""What a candidate can send."""

from __future__ import annotations

import re
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.http import QueryDict
from django.utils.text import normalize_newlines
from django.utils.translation import gettext_lazy as _

from practice.models import Attempt, Note, User
from practice.models.attempt import ANSWER_LIMIT, TIME_CAP_MS
from practice.models.pool import Wish
from questions.models import Category, Question

KEY = re.compile(r"[a-z0-9-]{1,12}")
MOST_HITS = 20


class AnswerForm(forms.Form):
    """What was typed; too much of it is refused, never cut off silently."""

    answer = forms.CharField(
        required=False,
        strip=False,
        max_length=ANSWER_LIMIT,
        widget=forms.Textarea,
        error_messages={
            "max_length": _("That is more than %(limit_value)d characters. Shorten it to save it.")
        },
    )

    def clean_answer(self) -> str:
        return str(normalize_newlines(self.cleaned_data["answer"]))

    @property
    def typed(self) -> str | None:
        """The text of a valid form; None when it carried none, not even an empty one."""
        return self.cleaned_data["answer"] if "answer" in self.data else None


class DraftForm(AnswerForm):
    """`base`, which may be sent several times, are the texts in whose place it may be put."""

    base = forms.Field(required=False)

    def clean_base(self) -> list[str]:
        return [text for text in _all(self, "base") if "\0" not in text]


class RevealForm(AnswerForm):
    confidence = forms.TypedChoiceField(
        choices=Attempt.Confidence.choices, coerce=int, required=False, empty_value=None
    )
    gave_up = forms.BooleanField(required=False)
    ms = forms.IntegerField(required=False, min_value=0)

    def clean_ms(self) -> int | None:
        return _capped(self.cleaned_data["ms"])


class TicksForm(forms.Form):
    """The keys of the key points that were ticked."""

    hits = forms.CharField(required=False)

    def clean_hits(self) -> list[str]:
        return [key for key in dict.fromkeys(_all(self, "hits")) if KEY.fullmatch(key)][:MOST_HITS]


class RateForm(TicksForm):
    rating = forms.TypedChoiceField(choices=Attempt.Rating.choices, coerce=int)
    ms = forms.IntegerField(required=False, min_value=0)

    def clean_ms(self) -> int | None:
        return _capped(self.cleaned_data["ms"])


def _all(form: forms.Form, name: str) -> list[str]:
    """What was sent under a name that may be sent several times."""
    return form.data.getlist(name) if isinstance(form.data, QueryDict) else []


def _capped(milliseconds: int | None) -> int | None:
    return None if milliseconds is None else min(milliseconds, TIME_CAP_MS)


class WishForm(forms.Form):
    """A session of one's own: from which questions, and how many."""

    sources = forms.MultipleChoiceField(
        label=_("From"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[
            ("due", _("Due")),
            ("new", _("New")),
            ("weak", _("Weak")),
            ("bookmarked", _("Bookmarked")),
            ("all", _("Everything")),
        ],
        initial=["due", "new"],
    )
    categories = forms.ModelMultipleChoiceField(
        label=_("Areas and categories"),
        required=False,
        queryset=Category.objects.exclude(level=Category.Level.SECTION).in_tree_order(),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds"),
        required=False,
        choices=Question.Kind.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    difficulties = forms.TypedMultipleChoiceField(
        label=_("Difficulty"),
        required=False,
        coerce=int,
        choices=Question.Difficulty.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    size = forms.IntegerField(label=_("How many"), min_value=1, max_value=100)

    def wish(self) -> Wish:
        chosen = self.cleaned_data
        return Wish(
            sources=tuple(chosen["sources"]) or ("due", "new"),
            categories=tuple(category.slug for category in chosen["categories"]),
            kinds=tuple(chosen["kinds"]),
            difficulties=tuple(chosen["difficulties"]),
            size=chosen["size"],
        )


class LanguageSelect(forms.Select):
    """Each language in its own name, and said to be in that language."""

    def create_option(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(*args, **kwargs)
        tag = {"zh-hans": "zh-Hans", "en": "en"}.get(str(option["value"]))
        return {**option, "attrs": {**option["attrs"], "lang": tag}} if tag else option


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]
    time_zone = forms.ChoiceField(
        label=_("Time zone"), choices=[(zone, zone) for zone in sorted(available_timezones())]
    )

    class Meta:
        model = User
        fields = (
            "language", "time_zone", "rollover_hour", "new_per_day", "session_size",
            "desired_retention", "shows_timer", "shows_next_date",
        )  # fmt: skip
        widgets = {
            "language": LanguageSelect,
            "desired_retention": forms.NumberInput(
                attrs={"step": "0.01", "min": "0.7", "max": "0.97"}
            ),
        }


class NoteForm(forms.ModelForm):  # type: ignore[type-arg]
    """A note; an empty one takes the note away."""

    text = forms.CharField(
        label=_("Note"),
        required=False,
        strip=False,
        max_length=Note._meta.get_field("text").max_length,
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    class Meta:
        model = Note
        fields = ("text",)

    def clean_text(self) -> str:
        text: Any = self.cleaned_data["text"]
        return text if text.strip() else ""


class MockForm(forms.Form):
    """A mock interview: how many questions, how long for each, from where."""

    size = forms.IntegerField(label=_("Main questions"), min_value=1, max_value=20, initial=5)
    minutes = forms.DecimalField(
        label=_("Minutes a question"), min_value=1, max_value=15, decimal_places=1, initial=3
    )
    categories = forms.ModelMultipleChoiceField(
        label=_("Areas"),
        required=False,
        queryset=Category.objects.filter(level=Category.Level.AREA).in_tree_order(),
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ids of its own: it stands on one page with `WishForm`."""
        super().__init__(*args, **{"auto_id": "id_mock_%s", **kwargs})

    def wish(self) -> Wish:
        chosen = self.cleaned_data
        return Wish(
            sources=("all",),
            categories=tuple(category.slug for category in chosen["categories"]),
            size=chosen["size"],
            seconds=int(chosen["minutes"] * 60),
        )
