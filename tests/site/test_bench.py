"""What the benchmark computes from its readings is right; the readings themselves are no test."""

from __future__ import annotations

from itertools import islice
from math import isclose

import pytest

from bench import bank, document
from bench.figures import Spread, exponent, percentile, ratios, recall
from bench.results import at_most, count, equals, table, without_goal
from bench.scan import PARTS, folded, holds
from bench.visitor import TOKEN
from questions import tokens

# --- Figures --------------------------------------------------------------------------------------


def test_a_spread_is_the_median_and_the_middle_half() -> None:
    assert Spread.of([5, 1, 4, 2, 3]) == Spread(2, 3, 4)
    assert str(Spread(0.5, 0.8, 1.25)) == "0.80 (0.50 to 1.25)"


def test_one_disturbed_round_does_not_move_the_median() -> None:
    assert Spread.of([1, 1, 1, 1, 100]).middle == 1


def test_each_reading_is_compared_with_its_own_round() -> None:
    assert ratios([2, 40], [1, 10]) == [2, 4]
    with pytest.raises(ValueError, match="argument"):
        ratios([1, 2], [1])


@pytest.mark.parametrize(
    ("share", "wanted"), [(0, 1), (0.05, 1), (0.5, 10), (0.95, 19), (0.951, 20), (1, 20)]
)
def test_a_percentile_is_a_reading_that_was_taken(share: float, wanted: int) -> None:
    assert percentile(range(20, 0, -1), share) == wanted


def test_the_exponent_tells_how_time_grows_with_ten_times_the_data() -> None:
    assert exponent([3, 3, 99], [3, 3, 1]) == 0
    assert isclose(exponent([2], [20]), 1)
    assert isclose(exponent([2], [200]), 2)
    assert exponent([20], [2]) < 0


def test_recall_is_the_share_of_what_there_is_to_find() -> None:
    assert recall([1, 2], [1, 2, 3, 4], limit=200) == 0.5
    assert recall([], [], limit=200) == 1
    assert recall([], [1], limit=200) == 0


def test_a_full_list_has_found_enough_but_nothing_wrong_may_be_in_it() -> None:
    assert recall([1, 2], [1, 2, 3, 4], limit=2) == 1
    assert recall([1, 5], [1, 2, 3, 4], limit=2) == 0


# --- Verdicts -------------------------------------------------------------------------------------


def test_a_goal_that_is_just_reached_is_met_and_one_just_missed_is_missed() -> None:
    assert at_most("rate", 0.85, 0.85).verdict == "met"
    assert at_most("rate", 0.85, 0.8501).verdict == "missed"
    assert equals("errors", 0, 0).verdict == "met"
    assert equals("errors", 0, 1).verdict == "missed"


def test_what_has_no_goal_is_neither() -> None:
    results = [without_goal("a", "1"), equals("b", 0, 0), equals("c", 0, 2), equals("d", 0, 3)]
    assert (count(results, "met"), count(results, "missed")) == (1, 2)


def test_the_table_has_a_row_a_result_and_columns_that_align() -> None:
    lines = table([at_most("rate", 2_500, 1_482, unit=" bytes"), without_goal("p50", "3 ms")])
    rows = lines.splitlines()
    assert rows[0].startswith("| name | goal")
    cells = [cell.strip() for cell in rows[2].strip("|").split("|")]
    assert cells == ["rate", "≤ 2,500 bytes", "1,482 bytes", "met"]
    assert len(rows) == 4
    assert len({len(row) for row in rows}) == 1


def test_the_document_says_when_and_what_is_missing() -> None:
    assert all(part in document.TEXT for part in ("{date}", "{table}", "{facts}"))
    for name in ("http-step", "mem-worker", "first-load", "fsrs-parity", "browse-depth"):
        assert f"`{name}`" in document.TEXT


# --- The synthetic bank and the scan --------------------------------------------------------------


def test_the_bank_is_the_same_each_time_and_half_of_it_is_chinese() -> None:
    texts = list(bank.texts(20))
    assert texts == list(islice(bank.texts(500), 20))
    assert [text.language for text in texts] == ["en", "zh"] * 10


def test_its_texts_are_as_long_as_the_goals_want_and_hold_the_common_word() -> None:
    for text in bank.texts(40):
        assert bank.SHORTEST <= len(text.full.encode()) <= bank.LONGEST + 2_000
        assert bank.COMMON[text.language] in text.full
        assert len(text.title) <= 200
        assert all(0 < len(point) <= 300 for point in text.points)


@pytest.mark.parametrize(
    ("text", "query", "found"),
    [
        ("显存不够", "显存", True),
        ("显存不够", "存不", True),
        ("显存，不够", "存不", False),
        ("显存不够", "够", True),
        ("用 LoRA 微调", "lora", True),
        ("用LoRA微调", "lo", True),
        ("用 QLoRA 微调", "lora", False),
        ("用 LoRA 微调", "微调 LORA", True),
        ("用 LoRA 微调", "微调 gpu", False),
    ],
)
def test_the_scan_finds_what_the_search_promises(text: str, query: str, found: bool) -> None:
    assert holds(folded(text), query) is found


def test_the_scan_reads_a_query_as_the_index_does() -> None:
    query = "模型 LoRA 显存不够 gpu"
    assert PARTS.findall(folded(query)) == tokens.runs(query)


def test_the_visitor_finds_the_token_of_a_form() -> None:
    found = TOKEN.search(b'<input type="hidden" name="csrfmiddlewaretoken" value="aB3">')
    assert found
    assert found[1] == b"aB3"
