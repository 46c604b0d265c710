"""The numbers that the answers on foundations, evaluation and training data print."""

from __future__ import annotations

import math
from math import comb

import numpy as np
import pytest

from tests.content.bank import answer

GB, GIB = 1e9, 2**30
PFLOP = 1e15

# Llama-2-7B
LAYERS, HIDDEN, FFN, VOCAB = 32, 4096, 11008, 32_000
ATTENTION = LAYERS * 4 * HIDDEN**2
FEED_FORWARD = LAYERS * 3 * HIDDEN * FFN
EMBEDDINGS = 2 * VOCAB * HIDDEN
NORMS = (2 * LAYERS + 1) * HIDDEN
PARAMS = ATTENTION + FEED_FORWARD + EMBEDDINGS + NORMS
MATRIX = PARAMS - VOCAB * HIDDEN - NORMS  # without the input look-up
KV_TOKEN = 2 * LAYERS * HIDDEN * 2  # bytes, BF16, MHA

# Llama-3-8B: the same depth and width, 8 KV heads of 128
KV_TOKEN_GQA = 2 * LAYERS * 8 * 128 * 2
LLAMA3_8B = 8_030_261_248
MATRIX_8B = LLAMA3_8B - 128_256 * HIDDEN


def quadratic(tokens: float) -> float:
    """Causal attention scores and weighting of one prefill, FLOPs."""
    return 2 * LAYERS * HIDDEN * tokens**2


def test_shape() -> None:
    assert PARAMS == 6_738_415_616


# ---- basics ----


def test_open_weight_moe() -> None:
    page = answer("open-weight-llm-families")
    total, active = 671, 37
    page.says(f"{active / total:.1%}")
    page.says(
        zh=f"FP8 权重就约 {total} GB，BF16 约 {2 * total} GB",
        en=f"about {total} GB of weights in FP8, about {2 * total} GB in BF16",
    )


def test_prefix_mask() -> None:
    page = answer("prefix-lm-vs-causal-lm")
    length, prefix = 5, 3
    causal = np.tril(np.ones((length, length), dtype=int))
    mixed = causal.copy()
    mixed[:prefix, :prefix] = 1
    page.says(f"visible pairs: {causal.sum()} vs {mixed.sum()}")
    extra = int(mixed.sum() - causal.sum())
    page.says(zh=f"{extra} 个位置", en=f"the {extra} entries")
    page.says(zh=f"{2048 - 1} 个预测目标", en=f"{2048 - 1} prediction targets")


def test_emergence_composition() -> None:
    page = answer("emergent-abilities-causes")
    low, mid, high = (p**30 for p in (0.80, 0.95, 0.99))
    page.says(zh=f"约 {low:.1%}", en=f"about {low:.1%} at")
    page.says(zh=f"约 {mid:.0%}", en=f"about {mid:.0%} at")
    page.says(zh=f"约 {high:.0%}", en=f"about {high:.0%} at")


def test_architecture_shares() -> None:
    page = answer("llm-architecture")
    assert pytest.approx(67.1, abs=0.05) == 4 * HIDDEN**2 / 1e6
    assert pytest.approx(135.3, abs=0.05) == 3 * HIDDEN * FFN / 1e6
    for part, size in ((FEED_FORWARD, "4.33B"), (ATTENTION, "2.15B"), (EMBEDDINGS, "0.26B")):
        assert f"{part / 1e9:.2f}B" == size
        page.says(size)
        page.says(f"{part / PARAMS:.1%}")
    linear, scores = 2 * MATRIX, 4 * LAYERS * HIDDEN * 4096
    page.says(f"{linear / 1e9:.1f} GFLOPs")
    page.says(f"{scores / 1e9:.2f} GFLOPs")
    page.says(
        zh=f"占 {scores / (scores + linear):.0%}",
        en=f"{scores / (scores + linear):.0%} of the total",
    )
    assert 10 * scores > linear
    page.says(f"{KV_TOKEN // 1024} KiB")
    page.says(f"{KV_TOKEN_GQA // 1024} KiB")
    page.says(
        zh="前馈约占参数的 64%，注意力约 32%",
        en="about 64% of the parameters and attention about 32%",
    )


# ---- repetition ----


def test_repetition_rate() -> None:
    page = answer("llm-repetition-problem")
    tokens = ["the", "cat", "sat"] * 5
    grams = [tuple(tokens[i : i + 3]) for i in range(len(tokens) - 2)]
    assert (len(tokens), len(grams), len(set(grams))) == (15, 13, 3)
    page.says(f"rep-3 = {1 - len(set(grams)) / len(grams):.3f}")


def test_repetition_causes() -> None:
    page = answer("repetition-causes")
    for copy in (0.90, 0.99):
        page.says(f"| {copy:.2f} | {copy**20:.0%} | {1 / (1 - copy):.0f} |")
    beam, human = 28.94, 0.28  # Holtzman et al., Table 1, per cent
    page.says(f"{beam}%")
    page.says(f"{human}%")
    assert beam / human == pytest.approx(100, rel=0.05)
    page.says(zh="约为人写文本的 100 倍", en="about 100 times that of human text")
    cooled = 0.9 ** (1 / 0.7) / (0.9 ** (1 / 0.7) + 0.1 ** (1 / 0.7))
    page.says(zh=f"前者变成 {cooled:.2f}", en=f"the first into {cooled:.2f}")


def test_repetition_penalties() -> None:
    page = answer("repetition-mitigation")
    strong, weak = (math.exp(z / 1.2 - z) for z in (10.0, 1.0))
    page.says(
        zh=f"$z=10$ 压到 {strong:.2f}，对 $z=1$ 只压到 {weak:.2f}",
        en=f"{strong:.2f} at $z=10$ and by {weak:.2f} at $z=1$",
    )
    for count in (1, 5):
        page.says(
            f"seen {count}x: frequency 0.3 multiplies the weight by {math.exp(-0.3 * count):.2f}"
        )


# ---- length ----


def test_rope_phases() -> None:
    page = answer("llama-infinite-input-length")
    base, head, trained = 10_000, 128, 2048
    waves = [2 * math.pi * base ** (2 * i / head) for i in range(head // 2)]
    assert 54_410 <= waves[-1] < 54_411
    page.says("54,410")
    share = trained / waves[-1]
    page.says(
        zh=f"只转了 {share:.1%} 圈，约 {360 * share:.0f}°",
        en=f"{share:.1%} of a turn, about {360 * share:.0f}°",
    )
    full = sum(wave <= trained for wave in waves)
    page.says(zh=f"{len(waves)} 对里只有 {full} 对", en=f"Only {full} of the {len(waves)} pairs")
    page.says(zh=f"其余 {len(waves) - full} 对", en=f"the other {len(waves) - full}")


def test_length_cost() -> None:
    page = answer("llama-infinite-input-length")
    crossing = 2 * MATRIX / (2 * LAYERS * HIDDEN)
    assert f"{crossing / 1e3:.1f}" == "50.4"
    assert f"{MATRIX / 1e9:.1f}" == "6.6"
    for name, tokens, digits in (
        ("4K", 4096, "2.0 GiB"),
        ("50.4K", 50_400, "24.6 GiB"),
        ("million", 1_000_000, "488 GiB"),
    ):
        kv, ratio = KV_TOKEN * tokens / GIB, quadratic(tokens) / (2 * MATRIX * tokens)
        assert kv == pytest.approx(float(digits.split()[0]), rel=0.01), name
        printed = f"{ratio:.2f}" if ratio < 0.1 else f"{ratio:.1f}" if ratio < 2 else f"{ratio:.0f}"
        page.says(f"| {digits} | {printed} |")


def test_long_text_capacity() -> None:
    page = answer("llm-longer-text")
    short, long = 4096, 131_072
    assert (KV_TOKEN_GQA * short / GIB, KV_TOKEN_GQA * long / GIB) == (0.5, 16)
    page.says("| 0.5 GiB | 16 GiB |")
    page.says("| 0.25 GiB | 8 GiB |")
    assert f"{MATRIX_8B / 1e9:.1f}" == "7.5"
    work = [2 * MATRIX_8B * n + quadratic(n) for n in (short, long)]
    page.says(f"| {work[0] / PFLOP:.3f} P | {work[1] / PFLOP:.1f} P |")
    page.says(
        zh=f"| {work[0] / 4e14:.2f} 秒 | {work[1] / 4e14:.0f} 秒 |",
        en=f"| {work[0] / 4e14:.2f} s | {work[1] / 4e14:.0f} s |",
    )
    page.says(zh=f"计算约 {work[1] / work[0]:.0f} 倍", en=f"about {work[1] / work[0]:.0f}-fold")
    page.says(f"{quadratic(long) / work[1]:.0%}")


# ---- choosing a model ----


def test_bert_cost() -> None:
    page = answer("bert-vs-generative-llm")
    bert = 12 * 12 * 768**2  # layers x 12 d^2
    tokens, rate = 10e6 * 200, 100e12
    page.says(zh=f"共 {tokens / 1e8:.0f} 亿 token", en=f"{tokens / 1e9:.0f} billion tokens")
    assert f"{bert / 1e6:.0f}M" == "85M"
    page.says(f"{2 * bert / 1e9:.2f} GFLOPs")
    small, large = 2 * bert * tokens, 2 * MATRIX * tokens
    page.says(rf"${small / 1e17:.1f}\times10^{{17}}$")
    page.says(rf"${large / 1e19:.1f}\times10^{{19}}$")
    page.says(zh=f"{small / rate / 60:.0f} 分钟", en=f"{small / rate / 60:.0f} minutes")
    page.says(zh=f"{large / rate / 3600:.0f} 小时", en=f"{large / rate / 3600:.0f} hours")
    page.says(zh=f"{large / small:.0f} 倍", en=f"{large / small:.0f} times")
    page.says(f"1/{large / small:.0f}")


def test_domain_training_cost() -> None:
    page = answer("domain-specific-llm-needed")
    rate = 989e12 * 0.40 * 3600  # FLOPs per GPU hour
    seven = 6 * PARAMS * 10e9
    page.says(rf"{seven / 1e20:.1f}\times10^{{20}}")
    page.says(zh=f"约 {seven / rate:.0f} GPU 小时", en=f"about {seven / rate:.0f} GPU hours")
    assert 6 * 70e9 * 50e9 / rate == pytest.approx(15_000, rel=0.03)
    page.says(zh="约 1.5 万 GPU 小时", en="about 15 thousand")


# ---- evaluation and honesty ----


def test_evaluation_samples() -> None:
    page = answer("llm-evaluation")
    p, n, gap, discordant = 0.8, 500, 0.02, 0.10
    error = math.sqrt(p * (1 - p) / n)
    page.says(f"{error:.2%}")
    page.says(f"±{100 * 1.96 * error:.1f}")
    z = (1.95996 + 0.84162) ** 2  # 5% two-sided, 80% power
    assert z * 2 * p * (1 - p) / gap**2 == pytest.approx(6_300, rel=0.01)
    page.says("6,300")
    assert z * (discordant - gap**2) / gap**2 == pytest.approx(2_000, rel=0.03)
    page.says("2,000")
    answer("pass-at-k-estimator").says(f"{1 - comb(7, 5) / comb(10, 5):.3f}")


def test_abstention_threshold() -> None:
    page = answer("llm-honesty-abstention")
    for cost, printed in ((3, "0.75"), (9, "0.90")):
        assert f"{cost / (1 + cost):.2f}" == printed
        page.says(zh=f"$c={cost}$ 时", en=f"with $c={cost}$" if cost == 9 else f"With $c={cost}$")
        page.says(printed)


def test_environment() -> None:
    page = answer("training-inference-environment")
    weights = 2 * PARAMS
    page.says(f"{weights / GB:.1f} GB")
    page.says(f"{3.35e12 / weights:.0f} token")
    page.says(zh=f"约 {16 * 7} GB", en=f"about {16 * 7} GB")


# ---- data ----


def test_packing() -> None:
    page = answer("sft-data-format")
    lengths = [1200, 800, 600, 500, 340, 300, 200, 100]
    bins: list[int] = []
    for length in lengths:  # first fit, longest first
        slot = next((i for i, used in enumerate(bins) if used + length <= 2048), None)
        if slot is None:
            bins.append(length)
        else:
            bins[slot] += length
    assert len(bins) == 2
    page.says(f"{sum(lengths)}")
    padded = len(lengths) * max(lengths)
    page.says(f"8×1200={padded}")
    page.says(f"{sum(lengths) / padded:.0%}")
    page.says(f"{sum(lengths) / (len(bins) * 2048):.1%}")


def test_reward_pairs() -> None:
    page = answer("reward-model-data-format")
    assert (comb(4, 2), comb(9, 2)) == (6, 36)
    page.says(zh="K=4 得 6 对，K=9 得 36 对", en="6 for K=4, 36 for K=9")
    for difference in (0, 1, 2):
        page.says(f"{math.log1p(math.exp(-difference)):.3f}")
    agreement = 0.726  # two people give the same answer
    single = (1 + math.sqrt(2 * agreement - 1)) / 2  # root of p^2 + (1 - p)^2 = agreement
    assert single**2 + (1 - single) ** 2 == pytest.approx(agreement)
    page.says(rf"$p\approx {single:.2f}$")
    page.says(zh=f"约 {single:.0%}", en=f"about {single:.0%}")


def test_rollout_size() -> None:
    page = answer("ppo-data-format")
    tokens = 512 * 1024
    fields = ("old_logp", "ref_logp", "rewards", "values", "advantages", "returns")
    for field in fields:
        page.says(field)
    page.says(f"{tokens * (len(fields) * 4 + 8 + 1) / 1e6:.1f} MB")
    page.says(f"{tokens * 128_256 * 4 / GB:.0f} GB")
    advantage, printed = 0.5, []
    for _ in range(4):
        printed.append(f"'{advantage:.3f}'")
        advantage *= 0.95  # equal values: delta is 0 before the end
    page.says(", ".join(reversed(printed)))
    follow = answer("rl-prompt-difficulty-filter")
    for rate, digits in ((0.5, 1), (0.95, 0)):
        follow.says(f"{rate**8 + (1 - rate) ** 8:.{digits}%}")


def test_corpus_size() -> None:
    page = answer("find-training-datasets")
    per_token = 620e9 / 150e9
    page.says(zh=f"{per_token:.1f} 字节", en=f"{per_token:.1f} bytes")
    page.says(f"{10e9 * per_token / GB:.0f} GB")


def test_fine_tuning_size() -> None:
    page = answer("fine-tuning-data-size")
    page.says(zh=f"{10_000 * 3 / 64:.0f} 步", en=f"give {10_000 * 3 / 64:.0f} steps")
    page.says(zh=f"只有 {500 * 3 / 64:.0f} 步", en=f"give {500 * 3 / 64:.0f},")
    chinchilla = 20 * 7e9
    assert (chinchilla, chinchilla / 500) == (140e9, 280e6)
    page.says(zh="1400 亿 token", en="140 billion tokens")
    page.says(zh="2.8 亿条", en="280 million")
    eight = 0.088 + 4.74 * 8000**-0.5  # the curve behind the synthetic errors
    page.says(f"at 8000: {eight:.3f}, gain {0.163 - eight:.3f}")


def test_dataset_shares() -> None:
    page = answer("llm-training-datasets")
    page.says(f"{1.3 / 15:.1%}")
    page.says(f"{4 / 240:.1%}")


def test_domain_mix() -> None:
    page = answer("domain-pretraining-data-mix")
    page.says(f"{363 / (363 + 345):.0%}")
    domain = 10e9 * (1 - 0.25)
    assert (domain, domain / 2.5e9, domain / 0.5e9) == (7.5e9, 3, 15)
    page.says(zh=f"领域 {domain / 1e8:.0f} 亿", en=f"{domain / 1e9} billion are domain text")
    page.says(zh="重复 3 遍", en="repeat 3 times")
    page.says(zh="要 15 遍", en="15 times")
    assert 4 * 300e6 == 1.2e9
    answer("domain-corpus-unique-tokens").says(zh="12 亿 token", en="1.2 billion tokens")
