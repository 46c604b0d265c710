"""Search on a synthetic bank: time and recall by kind of query, against reading every text."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from random import Random

from bench import bank
from bench.figures import percentile, recall
from bench.scan import folded, holds
from questions import paging
from questions.models import Question, search

QUERIES = 25  # of each kind
REPEATS = 3  # the fastest counts: the others were disturbed
ABSENT = ["龘靐", "齉爩", "zyzzyva", "qwrtpsdf", "龘靐 zyzzyva"]


def measure() -> None:
    """Prints a line: per kind, the p50 in CPU milliseconds of index and list, and the recall."""
    texts = {
        question.pk: folded(f"{question.search_titles}\n{question.search_body}")
        for question in Question.objects.published()
    }
    found = {
        kind: {
            "index": p50(search.matches, queries),
            "list": p50(listed, queries),
            "recall": min(recalled(texts, query) for query in queries),
        }
        for kind, queries in kinds(list(texts.values())).items()
    }
    print(json.dumps(found))


def kinds(texts: list[str]) -> dict[str, list[str]]:
    random = Random(bank.SEED)
    words = bank.Words(Random(bank.SEED))
    zh, en = words.zh[1:], words.en[1:]
    chinese = random.sample([text for text in texts if bank.COMMON["zh"] in text], QUERIES)
    runs = [random.choice([run for run in han_runs(text) if len(run) > 6]) for text in chinese]
    frequent = zip(random.sample(zh[:200], QUERIES), random.sample(en[:200], QUERIES), strict=True)
    return {
        "zh, 2 characters": random.sample(zh, QUERIES),
        "zh, 4 characters": [run[1:5] for run in runs],
        "en": random.sample(en, QUERIES),
        "mixed": [" ".join(pair) for pair in frequent],
        "none": ABSENT,
        "common word": list(bank.COMMON.values()),
    }


def han_runs(text: str) -> list[str]:
    return "".join(c if "\u4e00" <= c <= "\u9fff" else " " for c in text).split()


def p50(ask: Callable[[str], object], queries: list[str]) -> float:
    """Milliseconds of this process's CPU, database included."""
    return 1_000 * percentile([cost(ask, query) for query in queries], 0.5)


def cost(ask: Callable[[str], object], query: str) -> float:
    readings = []
    for _ in range(REPEATS):
        started = time.process_time()
        ask(query)
        readings.append(time.process_time() - started)
    return min(readings)


def listed(query: str) -> dict[int, Question]:
    """As the bank's page asks: all that match, ranked, and the rows of the first page."""
    questions = Question.objects.published()
    page = paging.ranked(questions.ranked(query))
    return questions.select_related("category", "parent").in_bulk(page.rows)


def recalled(texts: dict[int, str], query: str) -> float:
    wanted = {pk for pk, text in texts.items() if holds(text, query)}
    return recall(search.matches(query), wanted, search.LIMIT)
