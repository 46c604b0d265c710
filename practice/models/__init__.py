"""Practice's concepts, one a module; Django looks for models here."""

from practice.models.attempt import Attempt
from practice.models.card import Card
from practice.models.marks import Bookmark, Note, Suspension
from practice.models.mock import MockInterview
from practice.models.session import Session
from practice.models.tally import Tally
from practice.models.user import User

__all__ = [
    "Attempt",
    "Bookmark",
    "Card",
    "MockInterview",
    "Note",
    "Session",
    "Suspension",
    "Tally",
    "User",
]
