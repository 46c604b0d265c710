"""Search tokens: pairs of Han characters, words for the rest, the same in documents and queries."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from questions.tokens import LONGEST, Term, of_document, of_query

HAN = st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF)
TEXTS = st.text(HAN | st.sampled_from("aB 7,。()\n-"), max_size=40)


def finds(query: str, text: str) -> bool:
    """What both databases do with the tokens: every term, its tokens side by side."""
    words = of_document(text)
    return all(any(stands(term, words, at) for at in range(len(words))) for term in of_query(query))


def stands(term: Term, words: list[str], at: int) -> bool:
    here = words[at : at + len(term.tokens)]
    if term.prefix:
        return len(here) == 1 and here[0].startswith(term.tokens[0])
    return here == list(term.tokens)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("显存不够", ["显存", "存不", "不够", "够"]),
        ("显", ["显"]),
        ("KV cache 显存", ["kv", "cache", "显存", "存"]),
        ("用LoRA微调", ["用", "lora", "微调", "调"]),
        ("GPT-4, fp16_x", ["gpt", "4", "fp16", "x"]),
        ("ＬｏＲＡ　１３Ｂ", ["lora", "13b"]),
        ("——《》！? \n", []),
    ],
)
def test_a_document_becomes_pairs_and_words(text: str, tokens: list[str]) -> None:
    assert of_document(text) == tokens


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        ("显存", [Term(("显存",), prefix=False)]),
        ("显存不够", [Term(("显存", "存不", "不够"), prefix=False)]),
        ("显", [Term(("显",), prefix=True)]),
        ("LoR", [Term(("lor",), prefix=True)]),
        ("ＫＶ显存", [Term(("kv",), prefix=True), Term(("显存",), prefix=False)]),
        ('"；()*:^', []),
    ],
)
def test_a_query_becomes_terms(text: str, terms: list[Term]) -> None:
    assert of_query(text) == terms


@pytest.mark.parametrize(
    "text", ["a AND b", '"a" OR NOT (b*)', "a:b & !c | <-> 'd'", "title:显存 NEAR/2", "a\\b\x00c"]
)
def test_operators_and_quotes_of_the_databases_are_only_words(text: str) -> None:
    for term in of_query(text):
        assert all(token.isalnum() for token in term.tokens)


def test_a_query_has_at_most_twelve_terms() -> None:
    assert len(of_query("词 " * 500)) == 12


def test_a_word_that_fills_pages_is_cut_and_found_all_the_same() -> None:
    word = "a" * 5000
    assert of_document(word) == ["a" * LONGEST]
    assert finds(word, word)


@given(TEXTS)
@example("大模型推理时显存LoRA微调")
def test_every_pair_of_han_characters_is_found_by_its_own_query(text: str) -> None:
    for first, second in pairwise(text):
        if "\u4e00" <= first <= "\u9fff" and "\u4e00" <= second <= "\u9fff":
            assert finds(first + second, text)


@given(st.text(HAN, min_size=1, max_size=12), TEXTS, TEXTS)
def test_a_run_of_han_is_found_exactly_where_it_stands(
    wanted: str, before: str, after: str
) -> None:
    assert finds(wanted, f"{before}{wanted}{after}")
    text = f"{before} {after}"
    assert finds(wanted, text) == (wanted in text)


@given(st.text(max_size=60))
def test_any_text_makes_clean_tokens_and_finds_itself(text: str) -> None:
    tokens = of_document(text)
    assert all(token and token.isalnum() and len(token) <= LONGEST for token in tokens)
    if tokens:
        assert finds(text, text)
