"""The bank by the candidate's own state: due, new, weak, ready, bookmarked.

The bank knows nothing of practice: its page is handed this filter by the site's addresses.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from practice.models import Card, User
from questions.models.question import QuestionQuerySet

STATES: list[tuple[str, str | Promise]] = [
    ("due", _("Due")),
    ("new", _("New")),
    ("weak", _("Weak")),
    ("ready", _("Ready")),
    ("bookmarked", _("Bookmarked")),
]


class OwnStates:
    """What the bank's page asks of whoever narrows it further."""

    def choices(self, request: HttpRequest) -> list[tuple[str, str | Promise]]:
        """The states that can be chosen; none for a visitor, who has no state."""
        return STATES if request.user.is_authenticated else []

    def narrow(self, request: HttpRequest, questions: QuestionQuerySet) -> QuestionQuerySet:
        """The questions in the state that `?mine=` names; all of them for anything else."""
        user, state = request.user, request.GET.get("mine")
        if not isinstance(user, User) or state not in dict(STATES):
            return questions
        if state == "new":
            return questions.exclude(cards__user=user)
        if state == "bookmarked":
            return questions.filter(bookmarks__user=user)
        cards = Card.objects.of(user)
        if state == "due":
            chosen = cards.practisable().due(user.study_day(timezone.now()))
        else:
            chosen = cards.weak() if state == "weak" else cards.ready()
        return questions.filter(pk__in=chosen.values("question"))
