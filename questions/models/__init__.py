"""The bank's concepts, one a module; Django looks for models here."""

from questions.models.category import Category
from questions.models.dated_fact import DatedFact
from questions.models.key_point import KeyPoint
from questions.models.question import Question
from questions.models.reference import Reference
from questions.models.report import Report

__all__ = ["Category", "DatedFact", "KeyPoint", "Question", "Reference", "Report"]
