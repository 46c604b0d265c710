"""The numbers that the answers on document QA, PEFT and the choice of models print."""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt
import pytest

from tests.content.bank import answer

GB, GIB, MIB, KIB = 1e9, 2**30, 2**20, 2**10
Matrix = npt.NDArray[np.float64]

# Llama-2-7B
HIDDEN, FFN, LAYERS, VOCAB = 4096, 11008, 32, 32_000
LINEAR = [(HIDDEN, HIDDEN)] * 4 + [(HIDDEN, FFN)] * 2 + [(FFN, HIDDEN)]
LINEAR_PARAMS = LAYERS * sum(a * b for a, b in LINEAR)
EMBED_PARAMS = 2 * VOCAB * HIDDEN  # embedding and output layer
NORM_PARAMS = (2 * LAYERS + 1) * HIDDEN
PARAMS = LINEAR_PARAMS + EMBED_PARAMS + NORM_PARAMS
MIXED_ADAMW = 16  # bytes per trained parameter


def lora(layers: int, shapes: list[tuple[int, int]], rank: int) -> int:
    return layers * sum(rank * (d_in + d_out) for d_in, d_out in shapes)


LORA_7B = lora(LAYERS, LINEAR, 16)


def test_llama2_shape() -> None:
    assert PARAMS == 6_738_415_616
    assert LORA_7B == 39_976_960


# ---- document QA ----


def test_hallucination_scores() -> None:
    page = answer("hallucination-handling")
    p, threshold = 0.30, 0.75
    penalty = threshold / (1 - threshold)
    assert penalty == pytest.approx(3)
    page.says("0.75/0.25 = 3")
    assert p - 0 * (1 - p) == 0.3
    page.says(zh="净得 0.3 分", en="earns 0.3")
    assert f"{p - penalty * (1 - p):.1f}" == "-1.8"
    page.says("−1.8")
    assert penalty / (1 + penalty) == pytest.approx(threshold)
    answer("hallucination-abstention-threshold").says("c/(1+c)")


def test_vector_sizes() -> None:
    one_million = 10**6 * 1024 * 4 / GB
    answer("doc-qa-overview").says(f"≈ {one_million:.1f} GB")
    small = answer("doc-qa-ann-exactness")
    small.says(f"{100_000 * 1024 * 4 / GB:.2f} GB")
    multiply_adds = 100_000 * 1024
    assert multiply_adds == pytest.approx(1e8, rel=0.03)
    small.says(zh="约 1 亿次乘加", en="about 100 million multiply-adds")
    assert 1000 * multiply_adds * 4 / 20e9 == pytest.approx(20, abs=0.5)
    small.says(zh="20 GB/s 时约 20 毫秒", en="about 20 ms at 20 GB/s")


def test_stage_products() -> None:
    page = answer("doc-qa-core-technologies")
    parse, recall, rerank, use = 0.95, 0.85, 0.95, 0.93
    base = parse * recall * rerank * use
    page.says(rf"0.95\times0.85\times0.95\times0.93 \approx {base:.2f}")
    model, better = parse * recall * rerank * 0.97, parse * 0.95 * rerank * use
    page.says(zh=f"总体到 {model:.2f}；", en=f"0.93 to 0.97 gives {model:.2f}")
    page.says(zh=f"总体到 {better:.2f}。", en=f"0.85 to 0.95 gives {better:.2f}")
    step = 0.04
    model_step = parse * recall * rerank * (use + step)
    recall_step = parse * (recall + step) * rerank * use
    page.says(
        zh=f"两环各提 {step}，总体是 {model_step:.2f} 对 {recall_step:.2f}",
        en=f"{step} on either stage gives {model_step:.2f} against {recall_step:.2f}",
    )
    page.says(
        zh=f"召回还差 {1 - recall:.2f}，模型只差 {1 - use:.2f}",
        en=f"{1 - recall:.2f} left in recall and only {1 - use:.2f} in the model",
    )


def test_prompt_budget() -> None:
    page = answer("doc-qa-prompt-template")
    evidence = 8 * 400
    total = 500 + evidence + 300 + 800
    page.says(f"{evidence}")
    page.says(zh=f"合计 {total} token", en=f"{total} tokens in all")
    assert evidence / total == pytest.approx(2 / 3)
    page.says(zh="三分之二", en="two thirds")


def test_chunk_budgets() -> None:
    page = answer("chunk-size-tradeoff")
    child, parent, corpus = 200, 1000, 10_000_000
    page.says(f"{8 * child} token")
    page.says(f"{4 * parent} token")
    assert corpus // child == 50_000
    assert corpus // parent == 10_000
    page.says(zh="5 万个向量", en="50,000 child vectors")
    page.says(zh="1 万个", en="10,000 parents")
    light = answer("chunk-size-budget")
    light.says(f"{5 * 512} token")
    light.says(f"{5 * 128}")
    assert 512 // 128 == 4
    assert 5 * 512 // 128 == 20
    light.says(zh="20 个", en="20 places")


def test_vertical_domain_bound() -> None:
    page = answer("rag-vertical-domain")
    recall, perfect_generator = 0.60, 1.0
    page.says(f"{recall * perfect_generator:.0%}")


def test_rrf_and_joint_recall() -> None:
    page = answer("rag-maximise-recall")
    single, double = 1 / (60 + 1), 2 / (60 + 10)
    page.says(rf"1/61\approx{single:.4f}")
    page.says(rf"2/70\approx{double:.4f}")
    assert double > single
    page.says(f"{0.8**2:.2f}")
    page.says(f"{0.8**3:.2f}")
    assert 200 // 50 == 4
    page.says(zh="50 对的 4 倍", en="4 times as much")
    page.says(f"{(5.7 - 1.9) / 5.7:.0%}")


def test_claim_accumulation() -> None:
    page = answer("grounded-answer-quality")
    page.says(f"{0.97**8:.2f}")
    page.says(f"{0.97**20:.2f}")


def kv_bytes_per_token(layers: int, kv_heads: int, head: int, width: int) -> int:
    return 2 * layers * kv_heads * head * width


def test_local_kb_capacity() -> None:
    page = answer("local-kb-qa-design")
    chunks = 100_000 * 30
    page.says(zh=f"{chunks // 10_000} 万块", en=f"{chunks // 1_000_000} million chunks")
    page.says(f"≈ {chunks * 1024 * 2 / GB:.1f} GB")
    per_token = kv_bytes_per_token(32, 8, 128, 2)
    page.says(f"{per_token // KIB} KiB")
    cache = 16 * 6000 * per_token
    page.says(f"{cache / GIB:.1f} GiB")
    weights = 8e9 * 2
    assert weights == 16 * GB
    assert (weights + cache) / GIB == pytest.approx(27, abs=0.5)
    page.says("27 GiB")
    eight_bit, four_bit = (8e9 * bits / 8 + cache for bits in (8, 4.5))
    assert 0.8 < eight_bit / (24 * GB) < 0.9
    assert four_bit / (24 * GB) < 0.75
    tokens = chunks * 300
    assert tokens == 900_000_000
    page.says(zh="9 亿 token", en="900 million tokens")
    assert tokens / 50_000 / 3600 == 5
    page.says(zh="5 小时", en="5 hours")
    cpu = answer("local-kb-qa-no-gpu")
    size = 4e9 * 4.5 / 8 / GB
    assert size == pytest.approx(2.25)
    cpu.says("2.3 GB")
    assert f"{50 / size:.0f}" == "22"
    cpu.says("22 token")


def test_local_kb_pitfalls() -> None:
    page = answer("local-kb-qa-pitfalls")
    assert 10 * 250 == 2500 > 2048
    page.says("2500")
    per_token = kv_bytes_per_token(32, 8, 128, 2)
    page.says(f"{per_token // KIB} KiB")
    page.says(f"{32 * 4096 * per_token / GIB:.0f} GiB")
    assert 4 * 10 == 40
    page.says(zh="40 道", en="40 regression questions")


# ---- PEFT ----


def test_fine_tuning_share() -> None:
    page = answer("fine-tuning-overview")
    assert round(LORA_7B / 1e6) == 40
    page.says(zh="约 4000 万", en="about 40 million")
    page.says(f"{LORA_7B / PARAMS:.2%}")


NF4 = np.array(
    [
        -1.0,
        -0.6961928009986877,
        -0.5250730514526367,
        -0.39491748809814453,
        -0.28444138169288635,
        -0.18477343022823334,
        -0.09105003625154495,
        0.0,
        0.07958029955625534,
        0.16093020141124725,
        0.24611230194568634,
        0.33791524171829224,
        0.44070982933044434,
        0.5626170039176941,
        0.7229568362236023,
        1.0,
    ]
)


def to_bf16(x: Matrix) -> Matrix:
    """Round to nearest even at 16 bits, returned as float64."""
    bits = x.astype(np.float32).view(np.uint32)
    rounded = (bits + ((bits >> 16) & 1) + np.uint32(0x7FFF)) & np.uint32(0xFFFF0000)
    return np.asarray(rounded.view(np.float32), dtype=np.float64)


def to_nf4(w: Matrix, block: int = 64) -> Matrix:
    """Quantise and dequantise, with one absolute maximum for each block."""
    blocks = w.reshape(-1, block)
    scale = np.abs(blocks).max(axis=1, keepdims=True)
    codes = np.searchsorted((NF4[1:] + NF4[:-1]) / 2, blocks / scale)
    return np.asarray((NF4[codes] * scale).reshape(w.shape))


def rel(a: Matrix, b: Matrix) -> float:
    return float(np.linalg.norm(a - b) / np.linalg.norm(b))


def test_lora_merge_errors() -> None:
    """The synthetic table again: d 2048, r 16, alpha 32, |dW|/|W| 1.8 %."""
    page = answer("lora-merge")
    width, rank, alpha, ratio = 2048, 16, 32, 0.018
    rng = np.random.default_rng(0)
    w = rng.normal(0, 0.02, (width, width))
    a = rng.normal(0, 1 / np.sqrt(width), (rank, width))
    b = rng.normal(0, 1, (width, rank))
    b *= ratio * np.linalg.norm(w) / np.linalg.norm(alpha / rank * b @ a)
    delta = alpha / rank * b @ a
    x = rng.normal(size=(256, width))
    low = x @ w.T + alpha / rank * (x @ a.T) @ b.T

    def near(printed: str, value: float, within: float = 0.06) -> None:
        page.says(printed)
        assert value == pytest.approx(float(printed), rel=within), printed

    near("8e-16", rel(x @ (w + delta).T, low), 0.5)  # rounding only: depends on the BLAS
    x32, w32 = x.astype(np.float32), w.astype(np.float32)
    a32, b32 = a.astype(np.float32), b.astype(np.float32)
    scale = np.float32(alpha / rank)
    split = x32 @ w32.T + scale * (x32 @ a32.T) @ b32.T
    whole = x32 @ (w32 + scale * (b32 @ a32)).T
    near("4e-7", rel(np.asarray(whole, np.float64), np.asarray(split, np.float64)), 0.5)
    stored = to_bf16(w + delta)
    near("1.7e-3", rel(x @ stored.T, low))
    rounding = np.linalg.norm(stored - (w + delta)) / np.linalg.norm(delta)
    assert f"{rounding:.0%}" == "9%"
    page.says(zh="约为 ΔW 范数的 9%", en="about 9% of the norm")
    base = to_nf4(w)
    target = x @ (base + delta).T
    near("1.7e-3", rel(x @ to_bf16(base + delta).T, target))
    again = to_nf4(base + delta)
    near("1.9e-2", rel(x @ again.T, target))
    lost = np.linalg.norm(again - (base + delta)) / np.linalg.norm(delta)
    assert lost == pytest.approx(1.08, abs=0.01)
    page.says("108%")
    answer("lora-merge-small-delta").says("108%")
    near("9.2e-2", rel(x @ to_bf16(to_bf16(w) + delta).T, target))


def test_lora_merge_two_adapters() -> None:
    """Concatenation along the rank equals the sum; adding the factors does not."""
    rng = np.random.default_rng(1)
    a1, a2 = rng.normal(size=(4, 32)), rng.normal(size=(6, 32))
    b1, b2 = rng.normal(size=(16, 4)), rng.normal(size=(16, 6))
    joined = np.hstack([2.0 * b1, 0.5 * b2]) @ np.vstack([a1, a2])
    assert np.allclose(joined, 2.0 * b1 @ a1 + 0.5 * b2 @ a2)
    assert not np.allclose((b1 + b2[:, :4]) @ (a1 + a2[:4]), b1 @ a1 + b2[:, :4] @ a2[:4])
    answer("lora-merge-two-adapters").says("r₁+r₂", en="r₁ + r₂")


def test_lora_weight_size() -> None:
    page = answer("lora-weight-size")
    qkv, out = (4096, 12288), (4096, 4096)
    mlp = [(4096, 16384), (16384, 4096)]
    for shapes in ([qkv], [qkv, out], [qkv, out, *mlp]):
        count = lora(28, shapes, 8)
        per_layer = sum(a + b for a, b in shapes)
        row = f"| {per_layer:,} | {count:,} | {4 * count / 1e6:.1f} MB | {2 * count / 1e6:.1f} MB |"
        page.says(row)
    small = lora(28, [qkv], 8)
    assert small == 3_670_016
    assert (round(2 * small / 1e6), round(4 * small / 1e6)) == (7, 15)
    page.says(zh="约 7 到 15 MB", en="7 to 15 MB")
    page.says(f"{4 * small / MIB:.1f} MiB")
    page.says(f"{small / 6.2e9:.2%}")
    assert lora(28, [qkv, out, *mlp], 8) == 4 * small
    page.says(zh="差 4 倍", en="factor of 4")
    page.says(f"{130_528 * 4096 * 2 / GB:.2f} GB")


def test_lora_weight_follow_ups() -> None:
    ranks = answer("lora-weight-size-rank-change")
    r8, r64 = lora(LAYERS, LINEAR, 8), lora(LAYERS, LINEAR, 64)
    assert (round(r8 / 1e6), round(r64 / 1e6)) == (20, 160)
    ranks.says(zh="约 2000 万", en="20 million")
    ranks.says(zh="约 1.6 亿", en="160 million")
    ranks.says(f"{(r64 - r8) * MIXED_ADAMW / GB:.1f} GB")
    ranks.says(f"{r8 * MIXED_ADAMW / GB:.2f} GB")
    ranks.says(f"{r64 * MIXED_ADAMW / GB:.2f} GB")
    ranks.says(f"{PARAMS * 2 / GB:.1f} GB")
    fleet = answer("lora-weight-size-fleet")
    adapters, base = 1000 * LORA_7B * 2, PARAMS * 2
    assert round(adapters / GB) == 80
    fleet.says(zh="约 80 GB", en="about 80 GB")
    fleet.says(f"{1000 * base / 1e12:.1f} TB")
    assert round(1000 * base / (adapters + base)) == 144
    fleet.says("144")


def test_lora_characteristics() -> None:
    page = answer("lora-characteristics")
    extra, full = 16 * (4096 + 4096), 4096 * 4096
    page.says(f"{extra:,}")
    page.says(f"{full:,}")
    page.says(f"{extra / full:.2%}")
    alpha = 16
    assert (alpha / 16, alpha / math.sqrt(16)) == (1, 4)
    assert (alpha / 256, alpha / math.sqrt(256)) == (0.0625, 1)
    page.says("0.0625")
    assert 1 / 0.0625 == 16
    page.says(zh="相差 16 倍", en="a factor of 16")
    light = answer("lora-characteristics-inference-cost")
    light.says(f"{extra:,}")
    light.says(f"{extra / full:.2%}")


def test_lora_training_speed() -> None:
    page = answer("lora-training-speed")
    share = LORA_7B / PARAMS
    page.says(f"{share:.2%}".replace("%", r"\%"))
    assert f"{6 / (4 + 6 * share):.2f}" == "1.49"
    page.says("1.49")
    assert f"{8 / 6:.2f}" == "1.33"
    page.says(zh="上限只有 1.33 倍", en="ceiling is only 1.33")
    assert f"{43.1 / 32.5:.2f}" == "1.33"
    page.says(f"{1 - 32.5 / 43.1:.1%}")
    page.says(f"{PARAMS * MIXED_ADAMW / GB:.0f} GB")
    assert round((PARAMS * 2 + LORA_7B * MIXED_ADAMW) / GB) == 14
    page.says(zh="约 14 GB", en="about 14 GB")
    page.says(f"{PARAMS * 2 / GB:.1f} GB")
    assert round(LORA_7B * 2 / 1e6) == 80
    page.says("80 MB")
    ring = 2 * 7 / 8
    page.says(f"{ring * PARAMS * 2 / GB:.1f} GB")
    page.says(f"{ring * LORA_7B * 2 / GB:.2f} GB")


def test_lora_training_speed_follow_ups() -> None:
    early = answer("lora-training-speed-freeze-early")
    cost = 2 + 2 * 8 / 32
    early.says(f"{cost:.1f}Ψ")
    early.says(f"{1 - cost / 4:.1%}")
    update = answer("lora-training-speed-memory-bound")
    moved = PARAMS * (2 + 12 + 12 + 2)  # read gradient and states, write states and weight
    assert moved / GB == pytest.approx(190, abs=5)
    update.says("190 GB")
    assert moved / 2e12 == pytest.approx(0.1, abs=0.01)
    update.says(zh="0.1 秒", en="0.1 s")
    update.says(f"{6 * PARAMS * 100_000 / 150e12:.0f}")
    update.says(zh="27 秒", en="27 s")


def test_lora_continue() -> None:
    page = answer("lora-continue-training")
    assert 16 * 16 // 8 == 32
    page.says("alpha 16 -> 32: unchanged True")


NF4_BITS = 4 + 8 / 64 + 32 / (64 * 256)  # with double quantisation of the scales


def qlora_states() -> float:
    """In GB: 4-bit linear layers, 16-bit embeddings and norms, the adapter's training states."""
    base = LINEAR_PARAMS * NF4_BITS / 8 + (EMBED_PARAMS + NORM_PARAMS) * 2
    return (base + LORA_7B * MIXED_ADAMW) / GB


def test_peft_table() -> None:
    page = answer("peft-memory-speed-comparison")
    seq = 2048

    def rest(batch: int, recompute: bool = True) -> float:
        layer = 34 * seq * batch * HIDDEN
        kept = LAYERS * 2 * seq * batch * HIDDEN + layer if recompute else LAYERS * layer
        return (kept + 2 * batch * seq * VOCAB * 4) / GB

    act = rest(4)
    page.says(f"| {act:.1f} |")
    w16 = PARAMS * 2 / GB
    full = PARAMS * 14 / GB
    page.says(f"| {w16:.1f} | {full:.1f} | {act:.1f} | {w16 + full + act:.1f} |")
    states = LORA_7B * MIXED_ADAMW / GB
    page.says(f"| {w16:.1f} | {states:.2f} | {act:.1f} | {w16 + states + act:.1f} |")
    page.says(f"{NF4_BITS:.3f}")
    w4 = qlora_states() - states
    page.says(zh=f"约 {w4 + states:.1f} GB", en=f"about {w4 + states:.1f} GB")
    page.says(f"| {w4:.1f} | {states:.2f} | {act:.1f} | {w4 + states + act:.1f} |")
    prefix = 2 * LAYERS * 128 * HIDDEN
    assert round(prefix / 1e6) == 34
    page.says(zh="约 4000 万、前缀约 3400 万参数", en="40 million and the prefix 34 million")
    soft = prefix * MIXED_ADAMW / GB
    page.says(f"| {w16:.1f} | {soft:.2f} | {act:.1f} | {w16 + soft + act:.1f} |")
    big = rest(16)
    page.says(f"{big:.1f} GB")
    assert f"{(big - act) / (w16 + full + act):.0%}" == "14%"
    page.says("14%")
    qlora, qlora_big = w4 + states + act, w4 + states + big
    page.says(f"{qlora_big:.1f} GB")
    assert f"{qlora_big / qlora - 1:.1f}" == "1.6"
    page.says(zh="多了 1.6 倍", en="1.6 times more")
    page.says(f"{rest(4, recompute=False):.1f} GB")
    assert rest(4, recompute=False) > w16 + states
    assert round(PARAMS * MIXED_ADAMW / GB) == 108
    page.says("108 GB")
    chatglm = 6_173_286_400  # 6.17B parameters
    assert f"{chatglm * 2 / GB:.1f}" == "12.3"
    page.says("12.3 GB")
    page.says(f"{chatglm / GB:.1f} GB")  # FP16 to INT8 saves one byte per parameter
    assert chatglm / GB < 20 - 10  # the quoted LoRA rows, batch 4
    light = answer("peft-memory-speed-prefix-cost")
    light.says(zh="约 3400 万", en="about 34 million")
    light.says(f"{soft:.2f} GB")
    light.says(f"{prefix * 2 / MIB:.0f} MiB")


def test_peft_vs_full() -> None:
    page = answer("peft-vs-full-fine-tuning")
    base = PARAMS * 2
    page.says(f"{100 * base / 1e12:.2f} TB")
    assert round(100 * LORA_7B * 2 / GB) == 8
    page.says(f"{base / GB:.1f} GB + 8 GB")
    page.says(f"{PARAMS * MIXED_ADAMW / GB:.0f} GB")
    lora_states = (base + LORA_7B * MIXED_ADAMW) / GB
    page.says(zh=f"约 {lora_states:.0f} GB", en=f"about {lora_states:.0f} GB")
    page.says(zh=f"QLoRA 约 {qlora_states():.1f} GB", en=f"QLoRA about {qlora_states():.1f} GB")


# ---- knowledge, models ----


def test_knowledge_ratio() -> None:
    answer("domain-knowledge-injection").says(f"{150_000 / 4000:.1f}")


def test_model_comparison() -> None:
    page = answer("compare-models-quickly")
    z, p = 1.96, 0.8

    def half_width(n: int) -> float:
        return z * math.sqrt(p * (1 - p) / n)

    assert f"{100 * half_width(50):.0f}" == "11"
    page.says("±11")
    needed = math.ceil((z / 0.05) ** 2 * p * (1 - p))
    page.says(str(needed))
    per_param = 4.5 / 8
    assert f"{per_param:.4f}" == "0.5625"
    page.says("0.56")
    page.says(f"{8 * per_param:.1f} GB")
    page.says(f"{32 * per_param:.0f} GB")
    low, high = 0.78, 0.82
    assert high - low < half_width(50)  # so one point estimate lies in the other's interval
    page.says(zh=f"{high:.0%} 与 {low:.0%}", en=f"{high:.0%} and {low:.0%}")
    light = answer("compare-models-local-size")
    memory, others, cache = 16, 6, 2
    weights = memory - others - cache
    light.says(zh=f"留 {others} GB", en=f"{others} GB")
    light.says(zh=f"{cache} GB，权重可用 {weights} GB", en=f"{cache} GB for KV cache and runtime")
    light.says(f"{weights} GB")
    light.says(zh=f"约每参数 {per_param:.2f} 字节", en=f"about {per_param:.2f} bytes per parameter")
    light.says(f"{round(weights / per_param)}B")
