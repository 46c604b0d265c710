"""Build anew what is derived from the bank: places in the tree, and the search index."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand
from django.db import transaction

from questions.models import Category, Question, search


class Command(BaseCommand):
    help = "Build the places in the tree and the search index anew, after a raw loaddata."

    @transaction.atomic
    def handle(self, *args: Any, **options: Any) -> None:
        search.clear()
        for category in Category.objects.all():
            category.save(update_fields=["path"])
        questions = list(Question.objects.select_related("category"))
        for question in questions:
            question.save(update_fields=["path"])
        self.stdout.write(f"{len(questions)} questions indexed.")
