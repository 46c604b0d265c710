"""The numbers that the answers on inference, RLHF and GPU memory print."""

from __future__ import annotations

import math

import numpy as np

from tests.content.bank import answer

GB = 10**9
KIB = 2**10
MIB = 2**20
GIB = 2**30

LLAMA2_7B = 6_738_415_616
LLAMA2_70B = 68_976_648_192
LLAMA_65B = 65.2e9
ROUND_7B = 7 * GB

LAYERS, HIDDEN, HEADS, HEAD_SIZE = 32, 4096, 32, 128  # Llama-2-7B
SEQ = 4096
H100_BANDWIDTH, H100_FLOPS = 3350, 989e12  # GB/s, dense BF16 FLOP/s
A100_BANDWIDTH, A100_FLOPS = 2039, 312e12
DESKTOP_BANDWIDTH = 2 * 8 * 5600 / 1000  # two channels of DDR5-5600, GB/s
SERVER_BANDWIDTH = 12 * 8 * 4800 / 1000
PCIE_BANDWIDTH = 64  # PCIe 5.0 x16, one direction, GB/s
GPT_FAST_BF16, GPT_FAST_INT8 = 104.9, 155.58  # token/s, Llama-2-7B on A100, from its README

ADAM_BYTES = 16  # mixed precision: 2 + 2 + 12
LORA_SHARE = 0.006


def kv_per_token(layers: int, kv_heads: int, head_size: int, element: int = 2) -> int:
    return 2 * layers * kv_heads * head_size * element


KV_7B = kv_per_token(LAYERS, HEADS, HEAD_SIZE)
KV_70B = kv_per_token(80, 8, 128)


def activations_gib(recompute: bool = False, naive: bool = False) -> float:
    layer = SEQ * HIDDEN * (34 + (5 * HEADS * SEQ / HIDDEN if naive else 0))
    total = LAYERS * 2 * SEQ * HIDDEN + layer if recompute else LAYERS * layer
    return total / GIB


def test_inference_memory_not_released() -> None:
    page = answer("inference-memory-not-released")
    weights = LLAMA2_7B * 2 / GIB
    assert KV_7B == 512 * KIB
    page.says(f"{KV_7B // KIB}\\ \\text{{KiB}}")
    page.says(f"{weights:.1f} GiB")
    page.says(f"{KV_7B * SEQ // GIB} GiB")
    page.says(f"{8 * KV_7B * SEQ // GIB} GiB")
    ceiling = 0.9 * 80
    page.says(f"{ceiling:.0f} GiB")
    pool = ceiling - weights - 1.4
    page.says(f"{pool:.0f} GiB")
    tokens = round(pool) * GIB / KV_7B
    page.says(zh=f"{tokens / 1e4:.1f} 万", en=f"{tokens / 1e3:.0f} thousand")
    page.says(zh="0.5 MiB", en="0.5 MiB")
    assert KV_7B / MIB == 0.5
    answer("kv-fragmentation-paged-blocks").says(f"{16 - 1}")


def test_gpu_vs_cpu_inference_speed() -> None:
    page = answer("gpu-vs-cpu-inference-speed")
    bf16 = LLAMA2_7B * 2 / GB
    four_bit = LLAMA2_7B * 4.84 / 8 / GB
    page.says(f"{LLAMA2_7B / GB:.2f}B")
    page.says(f"{bf16:.1f} GB")
    page.says(f"{four_bit:.1f} GB")
    page.says(f"{DESKTOP_BANDWIDTH:.1f} GB/s")
    page.says(f"{SERVER_BANDWIDTH:.1f} GB/s")
    page.says(f"{DESKTOP_BANDWIDTH / bf16:.1f} token/s")
    for bandwidth in (SERVER_BANDWIDTH, H100_BANDWIDTH):
        page.says(f"{bandwidth / bf16:.0f} token/s")
    for bandwidth in (DESKTOP_BANDWIDTH, SERVER_BANDWIDTH, H100_BANDWIDTH):
        page.says(f"{bandwidth / four_bit:.0f} token/s")
    prefill = 2 * LLAMA2_7B * 2000
    page.says(f"{prefill / 1e12:.0f} s")
    page.says(f"{prefill / 10e12:.1f} s")
    page.says(f"{prefill / (H100_FLOPS / 2) * 1000:.0f} ms")
    page.says(zh=f"{H100_BANDWIDTH / DESKTOP_BANDWIDTH:.0f} 倍", en="37×")
    compute_gap = H100_FLOPS / 2 / 1e12
    assert 494 < compute_gap < 495
    page.says(zh="约 495 倍", en="about 495×")
    server_decode, server_compute = H100_BANDWIDTH / SERVER_BANDWIDTH, compute_gap / 10
    page.says(
        zh=f"约 {server_decode:.0f} 倍和 {server_compute:.0f} 倍",
        en=f"about {server_decode:.0f}× and {server_compute:.0f}×",
    )
    page.says(f"{H100_FLOPS / (H100_BANDWIDTH * GB):.0f}")
    page.says(f"{1e12 / (DESKTOP_BANDWIDTH * GB):.0f}")


def test_int8_vs_fp16_inference_speed() -> None:
    page = answer("int8-vs-fp16-inference-speed")
    weights = LLAMA2_7B * 2 / GB
    kv = KV_7B * SEQ / GB
    page.says(f"{weights:.1f} GB")
    page.says(f"{kv:.2f} GB")
    page.says(f"{16 * kv:.1f} GB")
    for streams in (1, 16):
        cache = streams * kv
        page.says(f"{(weights + cache) / (weights / 2 + cache):.2f}")
    assert 624 / 312 == 2
    page.says(f"{GPT_FAST_BF16} token/s")
    page.says(f"{GPT_FAST_INT8:.1f}")
    gain = f"{GPT_FAST_INT8 / GPT_FAST_BF16:.2f}"
    page.says(zh=f"{gain} 倍", en=f"{gain}×")


def test_llm_reasoning_ability() -> None:
    page = answer("llm-reasoning-ability")
    page.says(f"{0.95**20:.0%}")
    page.says(f"{0.99**20:.0%}")


def test_generation_parameters() -> None:
    page = answer("generation-parameters")
    logits = np.array([2.0, 1.0, 0.5, -1.0])
    for temperature, kept in ((0.5, 1), (1.0, 2), (2.0, 3)):
        weights = np.exp(logits / temperature)
        p = weights / weights.sum()
        page.says(str(p.round(3).tolist()))
        assert int(np.searchsorted(np.cumsum(p), 0.8)) + 1 == kept


def test_memory_saving_methods() -> None:
    page = answer("memory-saving-methods")
    page.says(f"{ROUND_7B * 2 // GB} GB")
    page.says(f"{ROUND_7B // GB} GB")
    four_bit = 4 + 16 / 128
    page.says(f"{four_bit:.3f}")
    page.says(f"{ROUND_7B * four_bit / 8 / GB:.1f} GB")
    page.says(f"{LORA_SHARE * ROUND_7B * 2 / GB:.1f} GB")
    page.says(f"{ROUND_7B * 12 // GB} GB")
    eight_bit = 4 + 1 + 1
    page.says(zh=f"{eight_bit} 字节/参数", en=f"{eight_bit} bytes per parameter")
    page.says(f"{ROUND_7B * eight_bit // GB} GB")
    page.says(f"{ROUND_7B * 12 / 8 / GB:.1f} GB")
    page.says(f"{activations_gib():.0f} GiB")
    page.says(f"{activations_gib(recompute=True):.1f} GiB")
    page.says(f"{KV_7B * SEQ // GIB} GiB")
    gqa = kv_per_token(LAYERS, 8, HEAD_SIZE) * SEQ / GIB
    page.says(f"{gqa:.1f} GiB")
    page.says(f"{gqa / 2:.2f} GiB")
    page.says(f"{2 * 4 * 8192 * 128_256 / GIB:.1f} GiB")
    page.says(f"{ROUND_7B * (2 + 12) // GB} GB")
    page.says(f"{8 * KV_7B * SEQ // GIB} GiB")
    page.says(f"{PCIE_BANDWIDTH} GB/s")
    assert 48 < H100_BANDWIDTH / PCIE_BANDWIDTH < 55
    offload = answer("offload-vs-recompute")
    inside, entry = 34 * SEQ * HIDDEN, 2 * SEQ * HIDDEN
    offload.says(f"{inside / 1e6:.0f} MB")
    offload.says(f"{inside / (PCIE_BANDWIDTH * GB) * 1000:.1f} ms")
    offload.says(f"{entry / 1e6:.0f} MB")
    offload.says(f"{entry / (PCIE_BANDWIDTH * GB) * 1000:.1f} ms")
    forward = 2 * (4 * HIDDEN**2 + 3 * HIDDEN * 11008) * SEQ + 2 * SEQ**2 * HIDDEN  # causal
    offload.says(f"{forward / 400e12 * 1000:.1f} ms")
    moved, computed = inside / (PCIE_BANDWIDTH * GB), forward / 400e12
    assert math.isclose((moved - computed) / moved, 0.5, abs_tol=0.02)  # half stays exposed
    assert math.isclose(moved - computed, computed, rel_tol=0.05)  # as long as recomputing
    assert moved < 2 * computed  # the way back hides behind the backward pass
    page.says("33%")
    assert math.isclose(8 / 6 - 1, 1 / 3)


def test_compliant_llm_output() -> None:
    page = answer("compliant-llm-output")
    requests = 20 * 86_400
    assert requests == 1_728_000
    page.says(zh="172.8 万", en="1.728 million")
    bad = requests * 0.001
    page.says(f"{bad:,.0f}")
    hits, false_hits = bad * 0.95, (requests - bad) * 0.01
    page.says(f"{hits:,.0f}")
    page.says(f"{false_hits:,.0f}")
    page.says(f"{hits / (hits + false_hits):.1%}")
    hours = (hits + false_hits) * 30 / 3600
    page.says(zh=f"{hours:.0f} 小时", en=f"{hours:.0f} hours")
    kept, false_kept = hits * 0.95, false_hits * 0.05
    page.says(f"{kept:,.0f}")
    page.says(f"{false_kept:.0f}")
    page.says(f"{kept / (kept + false_kept):.0%}")
    later = (kept + false_kept) * 30 / 3600
    page.says(zh=f"{later:.0f} 小时", en=f"{later:.0f} hours")
    assert later <= 3 * 8
    page.says(f"{bad - hits:.0f}")
    page.says(f"{bad - kept:.0f}")


def test_llm_application_patterns() -> None:
    page = answer("llm-application-patterns")
    page.says(f"{0.95**10:.0%}")
    total = sum(3000 + 2000 * step for step in range(10))
    page.says(f"{total:,}")
    page.says(zh=f"{total // 3000} 倍", en=f"{total // 3000} times")


def test_reward_model_vs_policy() -> None:
    page = answer("reward-model-vs-policy")
    page.says(f"{6 * 2} GB")
    page.says(f"{175 * 2} GB")
    page.says(zh=f"{175 / 6:.0f} 倍", en=f"{175 / 6:.0f} times")


def test_rlhf_shortcomings() -> None:
    page = answer("rlhf-shortcomings")
    agreement = 0.726  # E[p² + (1 - p)²]; accuracy of the majority guess is E[max(p, 1 - p)]
    spread = 2 * agreement - 1  # E[u²] with u = |2p - 1|
    page.says(f"{(1 + spread) / 2:.0%}")  # u is 0 or 1
    page.says(f"{(1 + math.sqrt(spread)) / 2:.0%}")  # u is the same everywhere
    page.says("d=\\alpha/(2\\beta)")
    alpha, beta = 1.3, 0.2
    d = np.linspace(0, alpha / beta, 100_001)
    peak = float(d[np.argmax(d * (alpha - beta * d))])
    assert math.isclose(peak, alpha / (2 * beta), rel_tol=1e-3)
    n = 16
    kl = math.log(n) - (n - 1) / n
    answer("best-of-n-kl-budget").says(f"{kl:.2f}")


def test_preference_data_scaling() -> None:
    page = answer("preference-data-scaling")
    pairs = 50_000
    hours = pairs * 2 * 3 // 60
    page.says(zh=f"{hours:,} 小时", en=f"{hours:,} hours")
    calls = pairs * 2
    page.says(zh=f"{calls // 10_000} 万次调用", en=f"{calls:,} calls")
    tokens = calls * 1500
    page.says(zh=f"{tokens / 1e8:.1f} 亿", en=f"{tokens / 1e6:.0f} million")
    judging = tokens / 5000 / 3600
    page.says(zh=f"{judging:.1f} 小时", en=f"{judging:.1f} hours")
    audit = pairs * 2 // 100
    page.says(zh=f"{audit:,} 对", en=f"{audit:,} pairs")
    audit_hours = audit * 2 * 3 // 60
    page.says(zh=f"{audit_hours} 小时", en=f"{audit_hours} hours")
    assert audit_hours / hours == 0.02
    page.says(f"{0.75**3 + 3 * 0.75**2 * 0.25:.1%}")


def test_shorten_sft_rm_ppo() -> None:
    page = answer("shorten-sft-rm-ppo")
    tokens = 50_000 * 2 * 700
    speed = 8 * A100_FLOPS * 0.4
    reward = 6 * ROUND_7B * tokens
    page.says(f"{reward / 1e18:.2f}\\times10^{{18}}")
    page.says(zh=f"{reward / speed / 60:.0f} 分钟", en=f"{reward / speed / 60:.0f} minutes")
    dpo = 8 * ROUND_7B * tokens
    page.says(zh=f"{dpo / speed / 60:.0f} 分钟", en=f"{dpo / speed / 60:.0f} minutes")
    for sampling in (0.6, 0.8):
        gain = f"{1 / max(sampling, 1 - sampling):.2f}"
        page.says(zh=f"{gain} 倍", en=f"{gain}×")


def test_ppo_four_models_memory() -> None:
    page = answer("ppo-four-models-memory")
    trained, frozen = ADAM_BYTES * 7, 2 * 7
    ppo = 2 * trained + 2 * frozen
    for total in (trained, ppo, ppo - trained, ppo - trained - frozen, 4 * trained):
        page.says(f"{total} GB")
    page.says(f"{ppo / 8:.1f} GB")
    page.says(f"{(ppo - trained - frozen) / 8:.1f} GB")
    adapter = LORA_SHARE * 7 * ADAM_BYTES
    page.says(f"{adapter:.2f} GB")
    page.says(f"{2 * frozen + 2 * adapter:.1f} GB")
    about = round(2 * frozen + 2 * adapter, -1)
    page.says(zh=f"约 {about:.0f} GB", en=f"about {about:.0f} GB")
    page.says(f"{frozen} + {frozen} GB")
    shared = frozen + 2 * adapter + LORA_SHARE * 7 * 2
    assert f"{shared:.0f}" == "15"
    page.says(zh="约 15 GB", en="about 15 GB")
    full = 6 + 6 + 4 * 2  # policy, value; forward of value, reference, reward, old policy
    without_value = full - 6 - 2
    page.says(f"${full}N$")
    page.says(f"${without_value}N$")
    page.says(f"${without_value - 4}N$")
    page.says(f"{1 - without_value / full:.0%}")


def test_model_file_size() -> None:
    page = answer("model-file-size")
    for size in (7, 70):
        for bytes_each in (4, 2, 1):
            page.says(f"{size * bytes_each} GB")
    group = (4 + 16 / 128) / 8
    page.says(f"{group:.3f}")
    page.says(f"{7 * group:.1f} GB")
    page.says(f"{70 * group:.0f} GB")
    page.says(zh=f"合 {8 * group:.3f} bit", en=f"{8 * group:.3f} bits")
    page.says(f"{round(7 * 4.8 / 8)} GB")
    page.says(f"{7 * 0.5} GB")
    page.says(f"{7 * 4.8 / 8:.1f} GB")
    page.says(f"{70 * 4.8 / 8:.0f} GB")
    layer = 4 * HIDDEN**2 + 3 * HIDDEN * 11008
    page.says(zh=f"{layer / 1e8:.3f} 亿", en=f"{layer / 1e6:.1f} million")
    page.says(zh=f"{LAYERS * layer / 1e8:.1f} 亿", en=f"{LAYERS * layer / 1e9:.2f} billion")
    table = 32_000 * HIDDEN
    page.says(zh=f"{table / 1e8:.2f} 亿", en=f"{table / 1e6:.0f} million")
    norms = (2 * LAYERS + 1) * HIDDEN
    page.says(zh=f"{norms / 1e4:.0f} 万", en=f"{norms / 1e6:.2f} million")
    count = LAYERS * layer + 2 * table + norms
    assert count == LLAMA2_7B
    page.says(f"{count:,}")
    page.says(f"{count * 2 / GB:.2f} GB")
    page.says(f"{count * 2 / GIB:.2f} GiB")
    tied = 151_936 * 896
    page.says(zh=f"{tied / 1e8:.2f} 亿", en=f"{tied / 1e6:.0f} million")
    page.says(f"{tied / 494e6:.0%}")
    page.says(f"{tied * 2 / GB:.2f} GB")
    page.says(f"{46.7 * 2:.1f} GB")
    page.says(f"{7 * 14} GB")
    page.says(f"{140 * GB / GIB:.1f} GiB")
    page.says(f"{14 * GB / GIB:.1f} GiB")
    page.says(f"{1 - GB / GIB:.0%}")
    checkpoint = answer("checkpoint-vs-release-weights-size")
    full = 2 + 4 + 4 + 4
    assert full == 7 * 2
    checkpoint.says(f"2+4+4+4 = {full}")
    checkpoint.says(f"{7 * 14} GB")


def test_train_65b_on_4_v100() -> None:
    page = answer("train-65b-on-4-v100")
    cards, total = 4, 4 * 32
    states = 65 * ADAM_BYTES
    page.says(f"{states:,} GB")
    page.says(f"{states // cards} GB")
    page.says(zh=f"{states / total:.1f} 倍", en=f"{states / total:.1f}×")
    page.says(f"{65 * 2} GB")
    page.says(f"{total} GB")
    page.says(f"{65 * 1} GB")
    assert total < 65 * 2
    page.says(f"{65 * 2 / cards:.1f} GB")
    page.says(f"{math.ceil(65 / cards * 10) / 10:.1f} GB")
    double_quantised = 4 + 8 / 64 + 32 / (64 * 256)
    page.says(f"{double_quantised:.3f}")
    base = 65 * double_quantised / 8
    page.says(f"{base:.1f} GB")
    page.says(zh=f"约 {int(base)} GB", en=f"about {int(base)} GB")
    page.says(f"{base / cards:.1f} GB")
    rank, layers, hidden, inner = 16, 80, 8192, 22016
    adapter = layers * rank * (4 * 2 * hidden + 3 * (hidden + inner))
    page.says(zh=f"{adapter / 1e8:.1f} 亿", en=f"{adapter / 1e6:.0f} million")
    states_lora = adapter * ADAM_BYTES / GB
    page.says(f"{states_lora:.1f} GB")
    page.says(f"{(base + states_lora) / cards:.1f} GB")
    inputs = layers * 2 * 2048 * hidden / GB
    attention = 5 * 64 * 2048**2 / GB
    layer = 34 * 2048 * hidden / GB
    page.says(f"{inputs:.1f}$ GB")
    page.says(f"{attention:.1f}$ GB")
    page.says(f"{base + states_lora + inputs + attention + layer:.0f} GB")
    flops = 6 * 65e9
    page.says("3.9\\times 10^{11}")
    assert math.isclose(flops, 3.9e11)
    speed = 125e12 * 0.3 / flops
    page.says(f"{speed:.0f} token/s")
    page.says(zh=f"{1e7 / speed / 3600:.0f} 小时", en=f"{1e7 / speed / 3600:.0f} hours")
    page.says(f"{cards * 32 * GIB / GB:.0f} GB")
    assert f"{2**-24:.0e}" == "6e-08"  # smallest positive FP16 number
    answer("v100-fp16-loss-scaling").says("6×10⁻⁸")


def test_run_65b_little_memory() -> None:
    page = answer("run-65b-little-memory")
    weights = LLAMA_65B * 4.8 / 8 / GB
    page.says(f"{LLAMA_65B * 2 / GB:.1f} GB")
    page.says(f"{LLAMA_65B * 2 / GB:.0f} GB")
    page.says(f"{weights:.1f} GB")
    page.says(f"{weights:.0f} GB")
    batch, rate = 144, 1  # FlexGen: sequences, and tokens per second of all together
    page.says(zh=f"{batch / rate:.0f} 秒", en=f"{batch / rate:.0f} seconds")
    page.says(f"{2 * 80} GB")
    page.says(f"{DESKTOP_BANDWIDTH:.1f} GB/s")
    page.says(f"{SERVER_BANDWIDTH:.1f} GB/s")
    page.says(f"{LLAMA_65B * 3.85 / 8 / GB:.1f} GB")
    kv = 2 * 80 * 8192 * 2
    page.says(f"{kv / MIB:.1f} MiB")
    page.says(f"{kv * 2048 // GIB} GiB")
    assert weights + kv * 2048 / GB < 2 * 24
    left = int((2 * 80 * 0.9 * GB - LLAMA_65B * 2) / kv)
    page.says(zh=f"{round(left, -2):,} token", en=f"{round(left, -2):,} tokens")
    page.says(f"{936 / weights:.0f} token/s")
    rest = weights - 20
    page.says(f"{rest:.1f} GB")
    page.says(f"{1 / (20 / 936 + rest / DESKTOP_BANDWIDTH):.1f} token/s")
    page.says(f"{DESKTOP_BANDWIDTH / weights:.1f} / {SERVER_BANDWIDTH / weights:.1f} token/s")
    page.says(f"{1 / (rest / 25 + weights / 936):.1f} token/s")
    page.says(f"{5 / weights:.2f} token/s")


def test_infer_memory_nb() -> None:
    page = answer("infer-memory-nb")
    weights, big = LLAMA2_7B * 2 / GB, LLAMA2_70B * 2 / GB
    page.says(f"{weights:.1f} GB")
    page.says(f"{big:.0f} GB")
    page.says(f"{KV_7B // KIB} KiB")
    page.says(f"{KV_70B // KIB} KiB")
    page.says(f"{kv_per_token(80, 64, 128) / MIB:.1f} MiB")
    for kv in (KV_7B, KV_70B):
        page.says(f"{kv * SEQ / GB:.1f} GB")
        page.says(f"{32 * kv * SEQ / GB:.0f} GB")
    single = weights + KV_7B * SEQ / GB + 1.6
    page.says(f"{single:.0f} GB")
    four_bit = LLAMA2_7B * 0.6 / GB
    page.says(f"{four_bit:.0f} GB")
    assert four_bit + KV_7B * SEQ / GB + 1.6 < 8
    assert weights + 32 * KV_7B * SEQ / GB > 80
    other = 4 * 3
    page.says(f"{other} GB")
    heads, kv_heads = 64, 8
    too_much = heads // kv_heads
    page.says(zh=f"算成实际的 {too_much} 倍", en=f"error is {too_much}×")
    left = 4 * 80 * 0.9 - big - other
    page.says(f"{4 * 80 * 0.9:.0f} GB")
    page.says(f"{left:.0f} GB")
    tokens = left * GB / KV_70B
    page.says(zh=f"{tokens / 1e4:.0f} 万", en=f"{tokens / 1e3:.0f} thousand")
    page.says(zh=f"{int(tokens // 4096)} 路", en=f"{int(tokens // 4096)} sequences")
    ratio = 32 * KV_7B * SEQ / GB / weights
    page.says(zh=f"{ratio:.0f} 倍", en=f"{ratio:.0f}×")
    small = answer("concurrency-on-24gb-7b")
    room = 24 * 0.9 - weights - 1.5
    stream = KV_7B * 2048 / GB
    small.says(f"{24 * 0.9:.1f} GB")
    small.says(f"{weights:.1f} GB")
    small.says(f"{four_bit:.0f} GB")
    small.says(f"{room:.1f} GB")
    small.says(f"{stream:.2f} GB")
    small.says(zh=f"{int(room / stream)} 路", en=f"{int(room / stream)}")
    more = (24 * 0.9 - four_bit - 1.5) / stream
    small.says(zh=f"{more:.0f} 路", en=f"{more:.0f}")
    mla = (512 + 64) * 61 * 2 / KIB
    answer("mla-kv-cache-size").says(f"{mla:.0f} KiB")


def test_train_memory_nb() -> None:
    page = answer("train-memory-nb")
    for recipe in (16, 18, 8):
        page.says(f"{7 * recipe} GB")
    lora_r16 = 16 * LAYERS * (4 * 2 * HIDDEN + 3 * (HIDDEN + 11008))
    share = lora_r16 / LLAMA2_7B
    page.says(f"{share:.2%}")
    page.says(f"{LLAMA2_7B * (2 + ADAM_BYTES * share) / GB:.1f} GB")
    tables = 2 * 32_000 * HIDDEN
    norms = (2 * LAYERS + 1) * HIDDEN
    linear = LLAMA2_7B - tables - norms
    qlora = (linear * 4.127 / 8 + (tables + norms) * 2) / LLAMA2_7B
    page.says(f"≈{qlora:.2f}")
    page.says(f"{LLAMA2_7B * (qlora + ADAM_BYTES * share) / GB:.1f} GB")
    page.says(f"{activations_gib(naive=True):.0f} GiB")
    page.says(f"{activations_gib():.0f} GiB")
    page.says(f"{activations_gib(recompute=True):.1f} GiB")
    page.says(f"{4 * SEQ * 128_256 / GIB:.2f} GiB")
    zero = [16, 4 + 12 / 8, 2 + 14 / 8, 16 / 8]
    page.says(f"{7 * zero[0]:.0f} GB")
    page.says(f"{7 * zero[1]:.1f} GB")
    assert 7 * zero[2] == 26.25  # printed as 26.3
    page.says("26.3 GB")
    page.says(f"{7 * zero[3]:.1f} GB")
    states = LLAMA2_7B * 16
    page.says(f"{states / GB:.1f} GB")
    page.says(f"{states / GIB:.1f} GiB")
    page.says(f"{112 * GB / GIB:.1f} GiB")
    page.says(zh=f"{16 // 2} 倍", en=f"{16 // 2}×")
    page.says(f"{LLAMA2_7B / GB:.2f}B")
    logits = 2 * SEQ * 32_000 * 4 / GIB
    for data_parallel, recompute, naive in (
        (1, False, False),
        (1, True, False),
        (1, False, True),
        (8, False, False),
        (8, True, False),
    ):
        row = {
            "states": states / data_parallel / GIB,
            "activations": activations_gib(recompute, naive),
            "logits": logits,
        }
        row["total"] = sum(row.values())
        page.says(str({key: round(value, 1) for key, value in row.items()}))


def test_train_memory_follow_ups() -> None:
    master = answer("train-memory-fp32-master")
    master.says(f"{2**-9:.1%}")
    master.says(f"{2**-8:.1%}")
    large = answer("train-memory-70b-64gpu")
    large.says(f"{16 * 70:,} GB")
    large.says(f"{16 * 70 / 64:.1f} GB")
    left = 80 - 16 * 70 / 64
    large.says(zh=f"剩 {left // 10 * 10:.0f} GB", en=f"about {left // 10 * 10:.0f} GB")


def test_host_ram_vs_gpu_memory() -> None:
    page = answer("host-ram-vs-gpu-memory")
    half, full = LLAMA2_7B * 2 / GB, LLAMA2_7B * 4 / GB
    page.says(f"{full:.2f} + {half:.2f}")
    page.says(f"{full + half:.1f} GB")
    page.says(f"{2 * half:.1f} GB")
    page.says(f"{half:.1f} GB")
    page.says(f"{8 * half:.0f} GB")
    for bytes_each in (12, 16, 18, 27):
        page.says(f"{7 * bytes_each} GB")
    assert 18 * 1.5 == 27
    page.says(f"{70 * 27 / 1000:.2f} TB")
    without_init = max(4 * 8, 18)
    page.says(f"max(4×8, 18) = {without_init}")
    page.says(f"{7 * without_init * 1.5:.0f} GB")
    page.says(f"{8 * 8 * 0.5:.0f} GB")
    page.says(f"{7 * 14} GB")
    t5_small = 60.5e6
    assert f"{t5_small * 27 / GIB:.2f}" == "1.52"
    assert f"{t5_small * 16 * 1.5 / GIB:.2f}" == "1.35"


def test_gpu_utilisation_mfu() -> None:
    page = answer("gpu-utilisation-mfu")
    dense, attention = 6 * LLAMA2_7B, 12 * LAYERS * HIDDEN * SEQ
    page.says(f"{dense / 1e10:.2f}\\times10^{{10}}+{attention / 1e10:.2f}\\times10^{{10}}")
    page.says(f"{(dense + attention) / 1e10:.2f}\\times10^{{10}}")
    work = 24_000 * (dense + attention)
    page.says(f"{work / 1e12:,.0f} TFLOP/s")
    peak = 8 * A100_FLOPS
    page.says(f"{peak / 1e12:,.0f}")
    page.says(f"{work / peak:.1%}")
    page.says(f"{work / peak * 4 / 3:.1%}")
    read = GPT_FAST_BF16 * LLAMA2_7B * 2 / GB
    page.says(f"{GPT_FAST_BF16} token/s")
    page.says(f"{LLAMA2_7B * 2 / GB:.2f} GB × {GPT_FAST_BF16} = {read:,.0f} GB/s")
    page.says(f"{read / A100_BANDWIDTH:.1%}")
    page.says(f"{GPT_FAST_BF16 * 2 * LLAMA2_7B / A100_FLOPS:.2%}")
    answer("goodput-vs-mfu").says(f"{0.45 * 0.8:.0%}")
