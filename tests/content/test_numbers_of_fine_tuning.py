"""The numbers that the answers on fine-tuning print."""

from __future__ import annotations

import math
import sys

import numpy as np
import pytest

from tests.content.bank import answer

GB = 1e9
H100_PEAK = 989e12  # dense BF16 FLOP/s
UTILISATION = 0.4
HOUR = 3600

LAYERS, HIDDEN, FFN, KV_DIM, VOCAB = 32, 4096, 14336, 1024, 128_256


def attention_weights() -> int:
    return 2 * HIDDEN * HIDDEN + 2 * HIDDEN * KV_DIM


def linear_weights() -> int:
    return LAYERS * (attention_weights() + 3 * HIDDEN * FFN)


def llama3_8b() -> int:
    norms = LAYERS * 2 * HIDDEN + HIDDEN
    return linear_weights() + norms + 2 * VOCAB * HIDDEN


def activations(seq: int, recompute: bool = False) -> float:
    layer = 34 * seq * HIDDEN
    return LAYERS * 2 * seq * HIDDEN + layer if recompute else LAYERS * layer


def logits(seq: int, vocab: int = VOCAB) -> float:
    return 2 * 4 * seq * vocab


def gpu_hours(flops: float) -> float:
    return flops / (H100_PEAK * UTILISATION) / HOUR


def scientific(value: float, digits: int = 1) -> str:
    exponent = math.floor(math.log10(value))
    return f"{value / 10**exponent:.{digits}f}\\times10^{{{exponent}}}"


def test_full_ft_memory() -> None:
    page = answer("full-ft-memory-given-base")
    n, seq = llama3_8b(), 4096
    assert n == 8_030_261_248
    page.says(f"{16 * n / GB:.1f} GB")
    for gpus in (1, 2, 4, 8):
        page.says(f"{gpus} {(16 * n / gpus + activations(seq) + logits(seq)) / GB:.1f} GB per GPU")
    page.says(f"{activations(seq) / GB:.1f} GB")
    page.says(f"{logits(seq) / GB:.1f} GB")
    page.says(f"{logits(seq, 32_000) / GB:.1f} GB")
    page.says(f"{activations(seq, True) / GB:.1f} GB")
    two = 16 * n / 2 + activations(seq, True) + logits(seq)
    page.says(f"{two / GB:.1f} GB")
    page.says(f"{16 * n / 8 / GB:.1f} GB")
    page.says(f"{47 * 16} GB")
    page.says(f"{13 * 16} GB")
    page.says(f"{80 * 2**30 / GB:.1f} GB")  # what an "80 GB" card holds
    page.says(f"{16 * n / GB:.0f} GB")
    page.says(f"{2 * 80} GB")
    first = answer("full-ft-memory-first-step-oom")
    first.says(f"{8 * n / GB:.1f} GB")
    first.says(zh=f"{2 * 4} 字节", en=f"{2 * 4} bytes")  # two FP32 moments
    cards = answer("full-ft-memory-two-cards")
    cards.says(f"{8 * n / GB:.1f} GB")
    assert 2 + 2 + 4 + 2 == 10  # weights, gradients, master, 8-bit moments
    cards.says(f"{10 * n / 2 / GB:.1f} GB")
    cards.says(f"{activations(seq, True) / GB:.1f} GB")


def test_red_line_of_two_standard_errors() -> None:
    page = answer("sft-made-model-dumber")
    width = 100 * 2 * math.sqrt(0.8 * 0.2 / 200)
    page.says(zh=f"{width:.1f} 个百分点", en=f"{width:.1f} points")


def test_sft_data() -> None:
    page = answer("sft-data-construction")
    cells = 12 * 4
    target = cells * 150
    page.says(f"{target:,}")
    page.says(f"{target / 0.7:,.0f}")
    hours = 2000 * (8 + 3) / 60
    page.says(f"{hours:.0f}")
    page.says(f"{hours / 8:.0f}")
    page.says(f"{100 * (1 - 0.7**8):.0f}\\%")
    page.says(f"{100 * (1 - 0.98**8):.0f}%")
    audit = answer("sft-data-audit-sample-size")
    audit.says(f"{100 * (1 - 0.05 ** (1 / 20)):.1f}%")
    audit.says(f"{100 * (1 - 0.05 ** (1 / 20)):.0f}%")
    audit.says(str(math.ceil(math.log(0.05) / math.log(0.95))))


def test_cpt_data() -> None:
    page = answer("cpt-data-selection")
    total = 8e9 * 3 / 0.7
    page.says(f"{total / 1e9:.1f}$B")
    page.says(f"{0.3 * total / 1e9:.1f}B")
    flops = 6 * 7e9 * total
    page.says(scientific(flops, 2))
    page.says(f"{gpu_hours(flops):,.0f}")
    page.says(f"{50e6 * 3 / 1e9:.2f}B")
    assert 56 + 20 + 10 + 10 + 4 == 100


def test_replay_share() -> None:
    assert 5 / (20 + 5) == 0.2
    answer("mitigate-forgetting-domain-training").says("$5/(20+5)=20\\%$")


def test_knowledge() -> None:
    page = answer("cpt-learn-more-knowledge")
    page.says(f"{455 / 1.3:.0f}")
    bits = 2 * 7e9
    page.says(f"{bits / 8 / GB:.2f} GB")
    page.says(zh="140 亿 bit", en=f"{bits / 1e9:.0f} billion bits")


def test_chat_or_base() -> None:
    page = answer("sft-chat-or-base")
    tokens = 5000 * 800 * 2
    flops = 6 * 7e9 * tokens
    page.says(zh=f"{tokens // 10**6}M", en=f"{tokens // 10**6}M")
    page.says(scientific(flops, 2))
    assert flops / 400e12 / 60 < 15


def test_loss_share() -> None:
    assert 100 / (900 + 100) == 0.1
    answer("domain-sft-input-format").says("10%")


def half_width(p: float, n: int) -> float:
    return 100 * 1.96 * math.sqrt(p * (1 - p) / n)


def test_eval_set() -> None:
    page = answer("domain-eval-set")
    for n in (100, 400, 1000, 2500):
        page.says(zh=f"{half_width(0.8, n):.1f} 个百分点", en=f"{half_width(0.8, n):.1f} points")
    n, a_only, b_only = 400, 30, 14
    gap = (a_only - b_only) / n
    paired = math.sqrt((a_only + b_only) / n - gap**2) / math.sqrt(n)
    assert gap == pytest.approx(0.04)
    page.says(f"{100 * paired:.2f}")
    page.says(f"z\\approx {gap / paired:.1f}")
    page.says(f"{100 * math.sqrt(2 * 0.8 * 0.2 / n):.1f}")
    assert 8 * 3 * 50 == 1200
    page.says(f"{half_width(0.8, 1200):.1f}")
    page.says(f"{half_width(0.8, 50):.1f}")
    answer("domain-eval-cell-pooling").says(f"{24 * 0.05:.1f}")


def test_vocabulary() -> None:
    page = answer("domain-vocab-expansion")
    page.says(f"{100 * 0.7 / 1.9:.0f}%")
    page.says(f"{4096 / 1.9:,.0f}")
    page.says(f"{4096 / 0.7:,.0f}")
    rows = 49_953 - 32_000
    page.says(f"{rows:,}")
    added = 2 * rows * 4096
    page.says(zh=f"{added / 1e8:.2f}$ 亿", en=f"{added / 1e6:.0f}$ million")
    page.says(f"{2 * added / GB:.2f} GB")
    page.says(f"{100 * rows / 32_000:.0f}%")
    both = 2 * 49_953 * 4096
    answer("vocab-expansion-lora").says(zh=f"{both / 1e8:.2f} 亿", en=f"{both / 1e6:.0f} million")


def test_own_llm() -> None:
    page = answer("train-your-own-llm")
    plans = ((1e9, 20e9), (7e9, 140e9), (7e9, 2e12), (7e9, 30e9))
    for params, tokens in plans:
        flops = 6 * params * tokens
        page.says(scientific(flops))
        page.says(f"{gpu_hours(flops):,.0f}")


def test_chinese() -> None:
    page = answer("chinese-llm-training-experience")
    page.says(f"{100 - 22.2:.1f}%")
    page.says(f"{100 - 89.8:.1f}%")
    page.says("1.6T")
    page.says("0.8T")


def test_instruction_tuning() -> None:
    answer("instruction-tuning-benefits").says(f"{5 * 200:,} token")


def test_where_knowledge() -> None:
    tokens = 100_000 * 300 * 3
    assert tokens == 90_000_000
    assert 2e12 / tokens > 20_000
    answer("where-knowledge-is-injected").says(zh="9,000 万 token", en="90 million tokens")


def test_pretrain_or_finetune() -> None:
    page = answer("domain-knowledge-pretrain-or-finetune")
    training = 6 * 7e9 * 5e9
    prefill = 2 * 7e9 * 2000
    page.says(scientific(training))
    page.says(scientific(prefill))
    page.says(f"{gpu_hours(training):.0f}")
    requests = training / prefill
    page.says(zh=f"{requests / 1e4:.0f} 万次", en=f"{requests / 1e6:.1f} million")


def test_multi_turn() -> None:
    page = answer("multi-turn-fine-tuning")
    joined, split = 300 * 8, 300 * sum(range(1, 9))
    page.says(f"{joined:,}")
    page.says(f"{split:,}".replace(",", "{,}"))
    page.says(f"{split / joined:.1f}")


def lora(rank: int) -> int:
    shapes = [(HIDDEN, HIDDEN)] * 2 + [(HIDDEN, KV_DIM)] * 2 + [(HIDDEN, FFN)] * 3
    return LAYERS * sum(rank * (a + b) for a, b in shapes)


def test_three_methods() -> None:
    page = answer("fine-tuning-memory-full-lora-qlora")
    n, seq = llama3_8b(), 2048
    adapter = lora(16)
    page.says(f"{adapter:,}")
    page.says(f"{100 * adapter / n:.2f}\\%")
    nf4_bits = 4 + 8 / 64 + 32 / (64 * 256)
    page.says(f"{nf4_bits:.3f} bit")
    nf4 = nf4_bits / 8
    page.says(f"{nf4:.3f}")
    linear = linear_weights()
    page.says(f"{linear / GB:.2f}B")
    vocabulary = 2 * VOCAB * HIDDEN
    page.says(f"{vocabulary / GB:.2f}B")
    page.says(f"{2 * vocabulary / GB:.1f} GB")
    page.says(f"{4 * vocabulary / GB:.1f} GB")  # the same rows in FP32
    quantised, kept = linear * nf4, 2 * (n - linear)
    page.says(f"{quantised / GB:.1f} + {kept / GB:.1f} GB")
    page.says(f"{100 * kept / (quantised + kept):.0f}%")
    page.says(f"{(quantised + kept) / n:.2f}")
    page.says(f"{14 * n / GB:.1f} GB")
    page.says(f"{16 * adapter / GB:.2f} GB")
    page.says(f"{activations(seq) / GB:.1f} / {activations(seq, True) / GB:.1f} GB")
    states = [16.0 * n, 2 * n + 16 * adapter, quantised + kept + 16 * adapter]
    for recompute in (False, True):
        totals = [s + activations(seq, recompute) + logits(seq) for s in states]
        page.says(" | ".join(f"{t / GB:.1f} GB" for t in totals))
    page.says(" | ".join(f"{s / GB:.1f} GB" for s in states))
    for recompute in (False, True):
        long = states[2] + activations(8192, recompute) + logits(8192)
        page.says(f"{long / GB:.1f} GB")
    page.says(f"{(states[1] + activations(8192, True) + logits(8192)) / GB:.1f} GB")
    page.says(f"{16 * 8} GB")
    page.says(f"{2 * n / GB:.1f} GB")
    measured = [
        (states[2] + LAYERS * block * seq * HIDDEN + logits(seq)) / GB for block in (45, 72)
    ]
    page.says(
        zh=f"{measured[0]:.1f} 与 {measured[1]:.1f} GB",
        en=f"{measured[0]:.1f} and {measured[1]:.1f} GB",
    )
    assert measured[0] < 24 < measured[1]
    page.says(f"{16 * 70:,} GB")
    page.says(f"{48 - 70 * nf4:.0f} GB")
    page.says(f"{2 * 70} GB")
    page.says(f"{70 * nf4:.1f} GB")
    rank = answer("lora-rank-memory-effect")
    assert activations(seq, True) < 16 * lora(64) < activations(seq)
    rank.says(f"{activations(seq, True) / GB:.1f} GB")
    rank.says(f"{16 * lora(64) / GB:.2f}")
    rank.says(f"{16 * (lora(64) - adapter) / GB:.1f} GB")
    answer("lora-activations-why-same").says(f"{100 * (1 - 45.09 / 49.03):.0f}%")
    rank.says(zh=f"{lora(64) / 1e8:.2f} 亿", en=f"{lora(64) / 1e6:.0f} million")


def test_gradient_ratio() -> None:
    ratio = (1 - 0.01) / (1 - 0.98)
    assert round(ratio, -1) == 50
    page = answer("what-sft-learns")
    page.says("0.99")
    page.says(zh="50 倍", en="50 times")
    assert math.isclose(77.7 + 14.5, 92.2)


def test_pretraining_vs_sft() -> None:
    page = answer("pretraining-vs-sft")
    before = 6 * 7e9 * 2e12
    tokens = 100_000 * 500 * 3
    after = 6 * 7e9 * tokens
    page.says(scientific(before))
    page.says(scientific(after))
    page.says(zh="1.5 亿 token", en="150 million tokens")
    assert round(before / after, -3) == 13_000


def test_more_data_oom() -> None:
    page = answer("more-data-oom")
    page.says(f"{8 * 8192:,}".replace(",", "{,}"))
    page.says(f"{8 * 1024:,}")
    hit = 1 - 0.999**8
    page.says(f"{100 * hit:.1f}\\%")
    assert round(10_000 * hit) == 80
    page.says(f"{100 * (1 - hit) ** 100:.0f}%")
    elements = 1_000_000 * 1000
    integer = math.ceil(sys.getsizeof(100_000) / 16) * 16
    page.says(zh=f"{sys.getsizeof(100_000)} 字节", en=f"{sys.getsizeof(100_000)} bytes")
    page.says(zh=f"{integer} 字节", en=f"{integer} when aligned")
    page.says(zh=f"{8 + integer} 字节", en=f"{8 + integer} bytes")
    page.says(f"{elements * (8 + integer) / GB:.0f} GB")
    page.says(f"{elements * 4 / GB:.0f} GB")
    page.says(zh=f"{8192 // 1024} 倍", en=f"{8192 // 1024} times")
    page.says(zh=f"{(8192 // 1024) ** 2} 倍", en=f"{(8192 // 1024) ** 2} times")


def test_sample_optimisation() -> None:
    page = answer("sft-sample-optimisation")
    tokens = 100_000 * 600
    flops = 6 * 7e9 * 2 * tokens
    page.says(zh=f"{tokens // 10**4:,} 万 token", en=f"{tokens // 10**6} million tokens")
    page.says(scientific(flops))
    page.says(f"{flops / 400e12 / HOUR:.1f}")
    page.says(zh="8,000 万 token", en=f"{100_000 * 800 // 10**6} million tokens")
    judging = 2 * 70e9 * 100_000 * 800
    page.says(scientific(judging))
    page.says(zh=f"{judging / flops:.1f} 倍", en=f"{judging / flops:.1f} times")


def test_recipe_ablation() -> None:
    page = answer("recipe-ablation-design")
    for n in (1, 3, 6):
        error = 0.6 * math.sqrt(2 / n)
        page.says(f"{error:.2f}")
        page.says(f"{1 / error:.1f}")
    page.says(f"{100 * math.sqrt(0.8 * 0.2 / 1000):.2f}")
    page.says(f"{100 * math.sqrt(2 * 0.8 * 0.2 / 1000):.2f}")
    assert 20 * 0.05 == 1


def test_second_order_forgetting() -> None:
    """Near the old minimum, half the step does about a quarter of the damage."""
    rng = np.random.default_rng(0)
    root = rng.normal(size=(6, 6))
    hessian, gradient = root.T @ root, rng.normal(size=6)

    def damage(rate: float) -> float:
        step = rate * gradient
        return float(0.5 * step @ hessian @ step)

    assert damage(0.1) / damage(0.05) == pytest.approx(4)
