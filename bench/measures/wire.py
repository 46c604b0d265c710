"""`wire`: bytes of what a rating and a reveal send, on the bank as it ships."""

from __future__ import annotations

import gzip
from statistics import median

from django.utils import translation

from bench.measures.candidates import a_candidate, browser_of
from bench.results import Result, at_most, without_goal
from bench.walk import Walk
from practice.models import Attempt
from questions import markdown
from questions.models import Question

GOALS = {"rate": 2_500, "reveal": 1_500}
STEPS = 40


def measure() -> list[Result]:
    walk = Walk(browser_of(a_candidate("wire")), size=STEPS)
    sent: dict[str, list[tuple[int, int]]] = {"rate": [], "reveal": [], "answer": []}
    walk.begin()
    while True:
        answer = answer_of(walk.attempt)
        revealed, rated = walk.reveal(), walk.rate()
        if walk.is_over:
            break
        sent["reveal"].append((len(revealed.sent), len(revealed.body)))
        sent["rate"].append((len(rated.sent), len(rated.body)))
        sent["answer"].append((len(gzip.compress(answer)), len(answer)))
    around = [
        (whole[0] - part[0], whole[1] - part[1])
        for whole, part in zip(sent["reveal"], sent["answer"], strict=True)
    ]
    return [
        judged("rate", sent["rate"]),
        judged("reveal", around, "reveal beside its answer"),
        without_goal("wire: reveal with its answer, median", told(sent["reveal"])),
    ]


def answer_of(attempt: str) -> bytes:
    """The bank's part of a reveal: the texts as HTML and the key points."""
    question = Question.objects.get(attempts=Attempt.objects.get(pk=attempt))
    with translation.override("zh-hans"):
        texts = [question.short, question.full, question.pitfalls]
        parts = [markdown.render(str(text), "zh") for text in texts if text]
        parts += [markdown.render_line(str(point.text)) for point in question.key_points.all()]
    return "\n".join(parts).encode()


def judged(kind: str, sizes: list[tuple[int, int]], name: str = "") -> Result:
    compressed = median(size for size, _ in sizes)
    return at_most(f"wire: {name or kind}, median", GOALS[kind], compressed, told(sizes), " bytes")


def told(sizes: list[tuple[int, int]]) -> str:
    compressed, plain = (median(column) for column in zip(*sizes, strict=True))
    return f"{compressed:,.0f} bytes ({plain:,.0f} not compressed)"
