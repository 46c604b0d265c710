"""Texts of a synthetic bank: half Chinese, half English, 3 to 8 KB each. Pure, from a seed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from random import Random

SEED = 20_261_123
COMMON = {"zh": "模型", "en": "model"}  # in every text of its language
ZH_WORDS, EN_WORDS = 3_000, 4_000
SHORTEST, LONGEST = 3_000, 8_000  # bytes of a text
LATIN_SHARE = 0.1  # of the words of a Chinese text
FORMULA = "$$\n\\operatorname{softmax}\\left(\\frac{QK^\\top}{\\sqrt{d_k}}\\right)V\n$$"
CODE = "```python\nscores = q @ k.transpose(-2, -1) / math.sqrt(q.size(-1))\n```"


@dataclass(frozen=True)
class Text:
    language: str
    title: str
    short: str
    full: str
    points: tuple[str, ...]


class Words:
    """Two vocabularies in which a few words are frequent and most are rare, as in a language."""

    def __init__(self, random: Random) -> None:
        self.random = random
        han = [chr(code) for code in random.sample(range(0x4E00, 0x9FA5), 1_500)]
        syllables = [c + v + e for c in "bdfgklmnprst" for v in "aeiou" for e in ("", "n", "r")]
        zh = {"".join(random.choices(han, k=2)) for _ in range(ZH_WORDS)}
        en = {"".join(random.choices(syllables, k=3)) for _ in range(EN_WORDS)}
        self.zh = [COMMON["zh"], *sorted(zh)]
        self.en = [COMMON["en"], *sorted(en)]
        self.weights = {
            "zh": list(accumulate(1 / (rank + 8) for rank in range(len(self.zh)))),
            "en": list(accumulate(1 / (rank + 8) for rank in range(len(self.en)))),
        }

    def some(self, language: str, number: int) -> list[str]:
        words = self.zh if language == "zh" else self.en
        return self.random.choices(words, cum_weights=self.weights[language], k=number)

    def sentence(self, language: str) -> str:
        words = self.some(language, self.random.randint(8, 24))
        if language == "en":
            return " ".join(words).capitalize() + ". "
        latin = self.some("en", max(1, round(len(words) * LATIN_SHARE)))
        cut = self.random.randrange(len(words))
        return f"{''.join(words[:cut])} {' '.join(latin)} {''.join(words[cut:])}。"


def texts(number: int, seed: int = SEED) -> Iterator[Text]:
    words = Words(Random(seed))
    for place in range(number):
        yield _text(words, "zh" if place % 2 else "en")


def _text(words: Words, language: str) -> Text:
    size = words.random.randint(SHORTEST, LONGEST)
    paragraphs = [f"**{COMMON[language]}** {words.sentence(language)}"]
    while size > 0:
        paragraph = "".join(words.sentence(language) for _ in range(4))
        size -= len(paragraph.encode())
        paragraphs.append(paragraph if len(paragraphs) % 3 else f"- {paragraph}")
    return Text(
        language,
        title=words.sentence(language)[:150].strip(),
        short=words.sentence(language) + words.sentence(language),
        full="\n\n".join([*paragraphs, FORMULA, CODE]),
        points=tuple(words.sentence(language)[:200].strip() for _ in range(4)),
    )
