"""How the answers are written: punctuation, spacing, spelling, no filler, no text twice."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from tests.content.bank import LANGUAGES, Item, items, plain

HAN = r"[\u3400-\u9fff]"
FILLER = {
    "zh": (
        "需要注意的是", "综上所述", "总之", "总而言之", "具有重要意义", "业界公认", "值得注意的是",
        "众所周知", "最强", "完美",
    ),
    "en": (
        "it is important to note", "it's worth noting", "it is worth noting", "in conclusion",
        "state-of-the-art", "game-chang", "delve", "crucial role", "needless to say",
    ),
}  # fmt: skip
SPELLING = {  # wrong: right; a term is spelled in one way
    "": {
        "Lora": "LoRA", "Pytorch": "PyTorch", "Deepspeed": "DeepSpeed", "DeepSPeed": "DeepSpeed",
        "Huggingface": "Hugging Face", "HuggingFace": "Hugging Face", "VLLM": "vLLM",
        "Flash Attention": "FlashAttention", "NVLINK": "NVLink", "Infiniband": "InfiniBand",
        "KV Cache": "KV 缓存 / KV cache", "finetun": "fine-tun", "Finetun": "fine-tun",
    },
    "zh": {
        "KV cache": "KV 缓存", "令牌": "token", "词元": "token", "embedding": "嵌入", "您": "你",
    },
    "en": {
        "pretrain": "pre-train", "tokeniz": "tokenis", "optimiz": "optimis", "quantiz": "quantis",
        "normaliz": "normalis", "behavior": "behaviour", "generaliz": "generalis",
        "initializ": "initialis", "parallelize": "parallelise",
    },
}  # fmt: skip
TWICE = {"zh": 20, "en": 12}  # Han characters, words: longer runs are the same text twice


@pytest.mark.parametrize("item", items(), ids=str)
def test_there_is_no_filler(item: Item) -> None:
    for language in LANGUAGES:
        for name, text in item.texts(language):
            found = [phrase for phrase in FILLER[language] if phrase in plain(text).lower()]
            assert not found, name


@pytest.mark.parametrize("item", items(), ids=str)
def test_terms_are_spelled_in_one_way(item: Item) -> None:
    for language in LANGUAGES:
        for name, text in item.texts(language):
            for wrong, right in {**SPELLING[""], **SPELLING[language]}.items():
                assert wrong not in plain(text), f"{name}: write {right}"


@pytest.mark.parametrize("item", items(), ids=str)
def test_a_space_stands_between_han_and_latin(item: Item) -> None:
    for name, text in item.texts("zh"):
        found = re.findall(
            rf".{{0,6}}{HAN}[A-Za-z0-9].{{0,6}}|.{{0,6}}[A-Za-z0-9]{HAN}.{{0,6}}", plain(text)
        )
        assert not found, name


@pytest.mark.parametrize("item", items(), ids=str)
def test_chinese_punctuation_is_full_width(item: Item) -> None:
    for name, text in item.texts("zh"):
        found = re.findall(
            rf".{{0,6}}{HAN}[`*]*[,;:?!()].{{0,6}}|[,;?!()][`*]*{HAN}.{{0,6}}", plain(text)
        )
        assert not found, name


@pytest.mark.parametrize("item", items(), ids=str)
def test_no_chinese_stands_in_the_english(item: Item) -> None:
    for name, text in item.texts("en"):
        assert not re.findall(rf"{HAN}|[，。；：？！（）、]", plain(text)), name


def runs(item: Item, language: str) -> Iterator[str]:
    """Every stretch of the answer that is as long as two answers may not share."""
    text = "\n".join(item.get(f"{name}_{language}") for name in ("short", "full", "pitfalls"))
    lines = [line for line in plain(text).splitlines() if not line.startswith("|")]
    size = TWICE[language]
    if language == "zh":
        for run in re.findall(rf"{HAN}{{{size},}}", "\n".join(lines)):
            yield from (run[start : start + size] for start in range(len(run) - size + 1))
        return
    words = re.findall(r"[a-z']+", "\n".join(lines).lower())
    yield from (" ".join(words[start : start + size]) for start in range(len(words) - size + 1))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_answers_share_a_text(language: str) -> None:
    seen: dict[str, Item] = {}
    shared = []
    for item in items():
        for run in set(runs(item, language)):
            if run in seen:
                shared.append(f"{item} and {seen[run]}: {run}")
            seen[run] = item
    assert shared == []
