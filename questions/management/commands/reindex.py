"""Build the search index anew."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from questions.models import Question, search


class Command(BaseCommand):
    help = "Build the search index anew, after a restore or a raw loaddata."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        search.clear()
        count = 0
        for question in Question.objects.iterator():
            search.index(question.pk, question.search_titles, question.search_body)
            count += 1
        self.stdout.write(f"{count} questions indexed.")
