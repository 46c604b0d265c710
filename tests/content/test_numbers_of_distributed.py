"""The numbers that the answers on GPU checks and distributed training print."""

from __future__ import annotations

import math

import numpy as np

from tests.content.bank import answer

GB = 1e9
GIB = 2**30
BF16 = 2  # bytes per element
STATES = 16  # bytes per parameter, mixed-precision AdamW
A100_PEAK = 312e12  # dense BF16, FLOP/s
H100_PEAK = 989e12
UTILISATION = 0.40
A100 = A100_PEAK * UTILISATION  # effective FLOP/s of one GPU
A100_NODE = 8 * A100
TEN_GBE = 10e9 / 8  # bytes per second
LLAMA2_7B = 6_738_415_616


def ring_allreduce(size: float, ranks: int) -> float:
    """Bytes that each rank sends in a ring all-reduce."""
    return 2 * (ranks - 1) / ranks * size


def test_multi_node_network_speed() -> None:
    page = answer("multi-node-network-speed")
    factor = 2 * (16 - 1) / 16
    busbw = 100 * factor
    node = 8 * 200 / 8
    page.says(f"100 × {factor} = {busbw} GB/s")
    page.says(zh=f"合计 {node:.0f} GB/s", en=f"give {node:.0f} GB/s")
    page.says(f"{busbw / node:.0%}")
    assert 6.25e9 * 4 == 25 * GB == 200e9 / 8
    page.says("25 GB/s")
    page.says(f"400 Gb/s = {400 // 8} GB/s")
    light = answer("allreduce-busbw-reading")
    light.says(f"20 × {factor} = {20 * factor}")


def test_nvlink_topology() -> None:
    page = answer("nvlink-topology-check")
    a100, h100, pcie4 = 12 * 25, 18 * 25, 32
    page.says(zh=f"合计单向 {a100} GB/s", en=f"{a100} GB/s one way")
    page.says(f"{2 * a100} GB/s")
    page.says(zh=f"单向 {h100} GB/s", en=f"18, {h100} GB/s one way")
    assert round(a100 / pcie4) == 9
    page.says(zh="差约 9 倍", en="9 times less")


def test_gpu_model() -> None:
    page = answer("gpu-model-check")
    mib = 81920
    assert mib / 1024 == 80
    page.says(f"80 GiB = {mib * 2**20 / GB:.1f} GB")


def test_measure_training_flops() -> None:
    page = answer("measure-training-flops")
    core = 6 * LLAMA2_7B
    attention = 12 * 32 * 4096 * 4096
    rate = 3200
    page.says(f"6N only: {core * rate / 1e12:.1f} TFLOP/s, {core * rate / A100_PEAK:.1%}")
    both = (core + attention) * rate
    page.says(f"with attention: {both / 1e12:.1f} TFLOP/s, {both / A100_PEAK:.1%}")
    page.says(zh=f"约 {attention / core:.0%}", en=f"about {attention / core:.0%}")
    assert math.isclose(8 / 6 - 1, 1 / 3)
    page.says(zh="高三分之一", en="one third above")
    assert 1979 // 2 == 989


def test_deepspeed_batch() -> None:
    answer("deepspeed-env-check").says(f"4 × 8 × 16 = {4 * 8 * 16}")


def test_tf32() -> None:
    page = answer("tf32-format")
    assert 1 + 8 + 10 == 19
    page.says("1+8+10")
    for mantissa, shown in ((23, "1.2e-7"), (10, "9.8e-4"), (7, "7.8e-3")):
        assert f"{2.0**-mantissa:.1e}".replace("e-0", "e-") == shown
        page.says(shown)
    top = (2 - 2.0**-23) * 2.0**127
    page.says(f"{top:.1e}".replace("e+", "e"))
    page.says(str(int((2 - 2.0**-10) * 2**15)))
    assert round(156 / 19.5) == 8
    assert 312 / 156 == 2
    page.says(zh="是 8 倍", en="8 times more")


def test_gpu_comparison() -> None:
    page = answer("gpu-compute-comparison")
    cards = {
        "A100": (312e12, 2.039e12),
        "H100 PCIe": (756e12, 2.0e12),
        "H100 SXM": (989e12, 3.35e12),
        "4090": (165.2e12, 1.008e12),
    }
    for (peak, bandwidth), shown in zip(cards.values(), ("153", "378", "295", "164"), strict=True):
        assert f"{peak / bandwidth:.0f}" == shown
        page.says(f"| {shown} |")
    faster = f"{989 / 312:.1f}"
    wider = f"{3.35 / 2.039:.1f}"
    page.says(zh=f"{faster} 倍", en=f"{faster} times")
    page.says(zh=f"{wider} 倍", en=f"{wider} times")
    answer("decode-speed-from-bandwidth").says(zh=f"{wider} 倍", en=f"{wider} times")


def test_profiler_communication() -> None:
    page = answer("torch-profiler-communication")
    total = (200 - 100) + (220 - 200) + (460 - 400)
    exposed = (210 - 200) + (460 - 440)
    page.says(f"{total} {exposed} {exposed / 500:.0%}")
    page.says(f"{total / 500:.0%}")
    page.says(f"{exposed} ms")


def test_single_gpu() -> None:
    page = answer("single-gpu-training-requirements")
    cells = {16: ("1.2B", "2.4B", "4.0B"), 2.1: ("9.1B", "18B", "30B"), 0.6: ("32B", "64B", "107B")}
    for cost, shown in cells.items():
        for memory, cell in zip((24, 48, 80), shown, strict=True):
            value = 0.8 * memory / cost
            assert f"{value:.{1 if '.' in cell else 0}f}B" == cell
            page.says(f"| {cell} |")
    tune = 6 * 7e9 * 1e7
    page.says("4.2\\times10^{17}")
    assert math.isclose(tune, 4.2e17)
    minutes = tune / 125e12 / 60
    page.says(zh=f"约 {minutes:.0f} 分钟", en=f"about {minutes:.0f} minutes")
    pretrain = 6 * 7e9 * 2e12
    assert math.isclose(pretrain, 8.4e22)
    years = pretrain / 125e12 / (365 * 86400)
    page.says(zh=f"约 {years:.0f} 年", en=f"about {years:.0f} years")
    page.says(zh=f"约 {(12 + 2) * 7} GB", en=f"about {(12 + 2) * 7} GB")
    page.says(zh=f"差 {16 / 0.6:.0f} 倍", en=f"{16 / 0.6:.0f} times")
    page.says(zh=f"{STATES * 7} GB 状态", en=f"{STATES * 7} GB of states")
    answer("full-finetune-7b-on-24gb").says(f"{STATES * 7} GB")


def test_speed_up_with_n_gpus() -> None:
    page = answer("speed-up-with-n-gpus")
    states, card = 3 * STATES, 80
    assert states < card
    page.says(f"{states} GB")
    moved = ring_allreduce(3 * BF16, 8)
    page.says(f"{3 * BF16} GB")
    page.says(f"{moved:.1f} GB")
    compute = 6 * 3e9 * 16_384 / A100
    page.says(f"{compute:.2f} s")
    for bandwidth, time, efficiency in ((300, 0.04, "99%"), (25, 0.42, "85%"), (1.25, 8.40, "22%")):
        seconds = moved / bandwidth
        assert abs(seconds - time) <= 0.005 + 1e-9
        assert f"{compute / (compute + seconds):.0%}" == efficiency
        page.says(f"| {time:.2f} s | {efficiency} |")
    accumulated = f"{4 * compute / (4 * compute + moved / 1.25):.0%}"
    page.says(zh=f"从 22% 升到 {accumulated}", en=f"from 22% to {accumulated}")


def test_model_does_not_fit() -> None:
    page = answer("model-does-not-fit-one-gpu")
    states = 70 * STATES
    page.says(f"{70 * BF16} GB")
    page.says(f"{states} GB")
    for cards in (16, 64):
        page.says(f"{states / cards:g} GB")
    assert states == 14 * 80
    left = 80 - 70 * BF16 / 2
    page.says(zh=f"只剩约 {left:.0f} GB", en=f"about {left:.0f} GB per card")
    per_token = 2 * 80 * 8 * 128 * BF16
    page.says(f"{per_token // 1024} KiB/token")
    page.says(f"{per_token * 4096 / GIB:.2f} GiB")
    page.says(f"{70 * BF16 / 32:.1f} s")
    page.says(zh=f"约 {70 * 0.6:.0f} GB", en=f"about {70 * 0.6:.0f} GB")


def test_pipeline_inference() -> None:
    page = answer("pipeline-inference-idle-gpus")
    for micro, shown in ((1, "25%"), (4, "57%"), (16, "84%")):
        assert f"{micro / (micro + 4 - 1):.0%}" == shown
        page.says(shown)
    page.says(f"{70 * BF16} GB")
    read = 70 * BF16 * GB / 3.35e12 * 1e3
    page.says(f"{read:.1f} ms")
    page.says(f"{read / 4:.1f} ms")
    syncs = 80 * 2
    page.says(f"{syncs}")
    page.says(f"{syncs * 10e-6 * 1e3:.1f} ms")
    assert read / (read / 4 + 1.6) > 3
    page.says(f"{8192 * BF16 // 1024} KiB")
    answer("pp-stages-in-flight").says(zh=f"约 {4 * 16} 条", en=f"about {4 * 16} concurrent")


def test_combine_dp_tp_pp() -> None:
    page = answer("combine-dp-tp-pp")
    tp, pp, dp = 8, 4, 16
    page.says(f"{tp * pp * dp} {pp * dp} (0, 0, 0) (1, 0, 5)")
    own = 70 / (tp * pp)
    page.says(f"{own:.2f}B")
    page.says(f"{own * STATES:.0f} GB")
    page.says(f"{4 * own + 12 * own / dp:.1f} GB")
    page.says(f"1 × 32 × 16 = {1 * 32 * 16}")
    page.says(f"3/32 = {3 / 32:.1%}")
    page.says(f"3/35 = {3 / 35:.1%}")
    page.says(f"{3 / 16:.1%}")
    light = answer("global-batch-arithmetic-3d")
    replicas = 256 // (8 * 4)
    micro = 1024 // replicas // 2
    light.says(f"DP = 256/(8×4) = {replicas}")
    light.says(f"3/{micro}")
    light.says(f"{3 / micro:.1%}")


def test_tensor_parallel_dimensions() -> None:
    page = answer("tensor-parallel-1d-2d-3d")

    def one(p: int) -> float:
        return 2 * (p - 1) / p

    def two(q: int) -> float:
        """Three products, each receiving (q - 1) blocks of two tensors; a block is 1/q²."""
        return 3 * 2 * (q - 1) / q**2

    def two_and_half(q: int, d: int) -> float:
        """As 2D, with activation blocks smaller by d."""
        return 3 * (q - 1) * (1 / d + 1) / q**2

    def three(q: int) -> float:
        return 6 * (q - 1) / q**3

    for value in (
        one(4),
        one(8),
        one(64),
        two(2),
        two(8),
        two_and_half(2, 2),
        two_and_half(4, 4),
        three(2),
        three(4),
    ):
        page.says(f"{value:.2f}")
    few, many = 2 * (4 - 1), 2 * (64 - 1)
    page.says(zh=f"4 卡的 {few} 涨到 64 卡的 {many}", en=f"from {few} at 4 GPUs to {many}")
    page.says(zh=f"只有 {6 * 3}", en=f"latency term of {6 * 3}")
    assert two_and_half(4, 4) > two(8)
    page.says(zh=f"{6 * (4 - 1)} 对 {6 * (8 - 1)}", en=f"{6 * (4 - 1)} against {6 * (8 - 1)}")
    assert two(2) == one(4)
    assert round(one(64) / two(8)) == 3
    assert round(one(64) / three(4)) == 7
    page.says("6(q-1)/q^2")
    page.says("3(q-1)(d+1)/(dq^2)")
    assert all(
        math.isclose(two_and_half(q, d), 3 * (q - 1) * (d + 1) / (d * q**2))
        for q, d in ((2, 2), (4, 4), (8, 2))
    )
    assert all(math.isclose(two_and_half(q, 1), two(q)) for q in (2, 3, 8))


def test_beyond_3d() -> None:
    page = answer("beyond-3d-parallelism")
    states, weights = 7 * STATES, 7 * BF16
    page.says(f"{states // 8} GB")
    page.says(f"{3 * weights} GB")
    assert ring_allreduce(weights, 2) == weights == 3 * weights / 3
    once = weights * 8
    page.says(f"{once} s")
    page.says(f"{once / 500:.2f} s")


def test_why_3d_with_zero() -> None:
    page = answer("why-3d-with-zero")
    page.says(f"{A100_NODE / 1e12:.0f} TFLOP/s")
    for bandwidth, shown in ((200e9, 5_000), (12.5e9, 80_000), (TEN_GBE, 800_000)):
        assert abs(A100_NODE / bandwidth / shown - 1) < 0.01
        page.says(f"{shown:,}")
    assert 2**22 // 4096 == 1024
    page.says("1,024")
    page.says(f"={6 * 175}$ GB")
    border = BF16 * 1 * 2048 * 12288
    page.says(f"{border / 1e6:.1f} MB")
    page.says(f"{border * 32 * 2 / GB:.1f} GB")
    assert 1050 / 3.2 > 10**2
    for psi, tokens in ((7e9, 5000.0), (65e9, 5000.0)):
        ratio = (6 * psi / 200e9) / (6 * psi * tokens / A100_NODE)
        assert math.isclose(ratio, A100_NODE / (200e9 * tokens))
    assert 0.5 + 0 + 0.25 == 0.75 == 3 / 4
    answer("zeropp-what-it-cuts").says("0.75Ψ")


def test_commodity_servers() -> None:
    page = answer("commodity-servers-3d-parallelism")
    node = 8 * 165e12 * UTILISATION
    page.says(f"{node / 1e12:.0f} TFLOP/s")
    compute = 6 * 13e9 * 2048 / node
    page.says(f"{compute:.2f} s")
    tensor = BF16 * 2048 * 5120
    page.says(f"{tensor / 1e6:.1f} MB")
    page.says(f"{ring_allreduce(tensor, 8) / 1e6:.1f} MB")
    moved = ring_allreduce(tensor, 8) * 4 * 40
    page.says(f"{moved / GB:.2f} GB")
    for bandwidth, time, share in ((250e9, "0.02 s", "8%"), (20e9, "0.29 s", "97%")):
        assert f"{moved / bandwidth:.2f} s" == time
        assert f"{moved / bandwidth / compute:.0%}" == share
        page.says(f"| {time} | {share} |")
    slow = moved / TEN_GBE
    page.says(f"{slow:.1f} s")
    assert round(slow / compute) == 16
    pipe = 2 * tensor
    page.says(f"{pipe / 1e6:.0f} MB")
    page.says(f"{pipe / TEN_GBE:.3f} s")
    page.says(f"{pipe / TEN_GBE / compute:.0%}")
    full = 13 * BF16 * GB
    assert ring_allreduce(full, 2) == full
    page.says(f"| {full / GB:.0f} GB |")
    page.says(f"{full / TEN_GBE:.1f} s")
    page.says(
        zh=f"约 {full / TEN_GBE / compute:.0f} 个微批",
        en=f"about {full / TEN_GBE / compute:.0f} micro-batches",
    )
    page.says(f"{full * 0.005 / GB:.2f} GB")
    page.says(f"{full * 0.005 / TEN_GBE:.1f} s")
    page.says(f"{full / 12.5e9:.1f} s")


def test_commodity_servers_by_goal() -> None:
    page = answer("commodity-servers-3d-parallelism")
    node = 8 * 165e12 * UTILISATION
    page.says(f"{7 * STATES} GB")
    page.says(f"{7 * STATES // 8} GB")
    left = 24 - 7 * STATES // 8
    page.says(zh=f"剩约 {left} GB", en=f"about {left} GB left")
    page.says(f"{13 * STATES} GB")
    memory = 8 * 24
    assert memory < 13 * STATES
    page.says(f"{memory} GB")
    layers, stages, replicas = 40, 8, 2
    assert layers % stages == 0
    assert stages * replicas == 2 * 8
    own = 13 / stages
    page.says(f"{4 * own + 12 * own / replicas:.2f} GB")
    assert 4 * own + 12 * own / replicas < 24
    assert 4 * 6.5 + 12 * 6.5 / 8 > 24  # half the layers on 8 cards does not fit
    tokens_per_pass = node / 20e9 * 7 / 8
    assert round(tokens_per_pass, -3) == 23_000
    page.says(zh="约 2.3 万", en="about 23 thousand")
    page.says(f"{70 * 0.6:.0f} GB")
    tokens = 20 * 13e9
    operations = 6 * 13e9 * tokens
    assert f"{operations:.2e}" == "2.03e+22"
    page.says(zh=f"{tokens / 1e8:.0f} 亿 token", en=f"{tokens / 1e9:.0f} billion tokens")
    days = operations / (2 * node) / 86400
    page.says(zh=f"{days:.0f} 天", en=f"{days:.0f} days")
    page.says(zh=f"{0.9 / 0.2:.1f} 倍", en=f"{0.9 / 0.2:.1f} times")


def test_zero3_over_10gbe() -> None:
    page = answer("zero3-over-10gbe")
    for size, traffic, time, compute in (
        (7, 42, "33.6 s", "0.69 s"),
        (13, 78, "62.4 s", "1.28 s"),
        (65, 390, "312 s", "6.4 s"),
    ):
        assert 3 * size * BF16 == traffic
        seconds = traffic * GB / TEN_GBE
        computing = 6 * size * 1e9 * 16_384 / A100_NODE
        assert f"{seconds:.{0 if size == 65 else 1}f} s" == time
        assert f"{computing:.{1 if size == 65 else 2}f} s" == compute
        assert round(seconds / computing) == 49
        page.says(f"| {traffic} GB | {time} | {compute} | 49 |")
    page.says(f"{15 / 16:.2f}")
    assert f"{312 * 15 / 16:.1f}" == "292.5"
    page.says("292 s")
    assert abs(A100_NODE / TEN_GBE / 8e5 - 1) < 0.01
    batch = 16 * A100_NODE / TEN_GBE
    page.says(zh=f"{round(batch, -6) / 1e4:,.0f} 万", en=f"{batch / 1e6:.0f} million")
    work = 6 * 65e9 * 16_384 / A100_NODE
    page.says(zh=f"只要 {int(work)} 秒多", en=f"over {int(work)} seconds")
    assert 3 * 65 == 195
    assert 195 / 1.25 == 156
    page.says(zh="195 GB、156 秒", en="195 GB and 156 seconds")
    states = 65 * STATES
    page.says(f"{states:,} GB")
    page.says(zh=f"每卡 {states // 16} GB", en=f"{states // 16} GB on each")
    left = 80 - states // 16
    page.says(zh=f"只剩约 {left} GB", en=f"leaving about {left} GB")
    page.says(f"{states // 8} GB")
    page.says(f"{ring_allreduce(7 * BF16, 2):.0f} GB")
    page.says(f"{390 / 12.5:.1f} s")
    page.says(f"{390 / 200:.2f} s")
    page.says(f"{7 * BF16 / 1.25:.1f} s")
    page.says(f"{16 * 6 * 7e9 * 16_384 / A100_NODE:.1f} s")
    adapter = 0.005 * 65 * BF16
    page.says(f"{adapter:.2f} GB")
    page.says(f"{adapter / 1.25:.1f} s")
    page.says(zh=f"{312 / 4:.0f} s", en=f"{312 / 4:.0f} s instead")


def test_design_3d() -> None:
    page = answer("design-3d-on-dgx-a100")
    params, stages, gpus = 530, 35, 280
    assert 8 * stages == gpus
    page.says(zh=f"{gpus} 卡", en=f"{gpus} GPUs")
    assert 3 * stages == 105
    assert 300 / 25 == 12
    page.says(zh="每卡机间带宽的 12 倍", en="12 times")
    page.says(f"{params * STATES / 1e3:.1f} TB")
    page.says(f"{params * STATES / (8 * 40):.1f}")
    for total, replicas, micro, bubble, share in (
        (2240, 8, 240, "14.2%", "12.4%"),
        (2800, 10, 192, "17.7%", "15.0%"),
        (3360, 12, 160, "21.2%", "17.5%"),
    ):
        assert total // gpus == replicas
        assert 1920 // replicas == micro
        assert abs((stages - 1) / micro - float(bubble[:-1]) / 100) < 0.00051
        assert f"{(stages - 1) / (micro + stages - 1):.1%}" == share
        page.says(f"| {total} | {replicas} | {micro} | {bubble} | {share} |")
    peak = f"{126 / 312:.0%}"
    page.says(zh=f"峰值 312 的 {peak}", en=f"{peak} of the 312 peak")
    own = params / gpus
    page.says(f"{own:.3f}B")
    page.says(f"{own * STATES:.1f} GB")
    page.says(f"{4 * own + 12 * own / 8:.1f} GB")
    mfu = f"{126 * 6 / 8 / 312:.0%}"
    page.says(zh=f"MFU 约 {mfu}", en=f"MFU is about {mfu}")
    assert 240 % stages != 0
    micro = 1960 // 8
    assert micro % stages == 0
    page.says(f"m={micro}")
    before, after = f"{34 / micro:.1%}", f"{34 / micro / 3:.1%}"
    page.says(zh=f"由 {before} 降到 {after}", en=f"{before} becomes {after}")


def test_large_scale_framework() -> None:
    page = answer("large-scale-training-framework")
    operations = 6 * 70e9 * 1.4e12
    assert f"{operations:.1e}" == "5.9e+23"

    def days(mfu: float) -> int:
        return round(operations / (1024 * A100_PEAK * mfu) / 86400)

    page.says(zh=f"{days(0.45)} 天", en=f"{days(0.45)} days")
    page.says(zh=f"{days(0.25)} 天", en=f"{days(0.25)} days")
    page.says(zh=f"{days(0.25) - days(0.45)} 天", en=f"{days(0.25) - days(0.45)} days")
    lost = 1 / (2 * 8)
    page.says(f"{lost:.2%}")


def test_fine_tuning_framework() -> None:
    page = answer("fine-tuning-framework-choice")
    page.says(f"{7 * STATES} GB")
    page.says(f"{7 * STATES // 8} GB")
    page.says(f"{70 * BF16} GB")
    page.says(f"{70 * BF16 / 8:.1f} GB")
    page.says(f"{70 * STATES:,} GB")
    assert 70 * STATES / 64 == 17.5


def test_choose_strategy() -> None:
    page = answer("choose-parallel-strategy")
    assert 36 / 8 == 4.5
    page.says("bs=4.5h")
    tokens = 4.5 * 8192
    assert round(tokens / 1000) == 37
    page.says(zh="3.7 万", en="37 thousand")
    states = 13 * STATES
    page.says(f"{states} GB")
    page.says(f"{states // 16} GB")
    page.says(f"{states // 8} GB")
    page.says(f"{3 * 13 * BF16} GB")
    assert round(78 / 1.25) == 62
    page.says("62 s")


def test_inference_benchmark() -> None:
    page = answer("benchmark-llm-inference-speed")
    weights = LLAMA2_7B * BF16
    page.says(f"{weights / GB:.2f} GB")
    step = weights / 3.35e12
    page.says(f"{step * 1e3:.1f} ms")
    page.says(f"{1 / step:.0f} token")
    read = weights - 32000 * 4096 * BF16  # the input embedding is looked up, not read
    looked_up = f"{3.35e12 / read:.0f}"
    page.says(zh=f"扣掉后是 {looked_up}", en=f"{looked_up} without the input embedding")
    prefill = 2 * LLAMA2_7B * 2048
    page.says(f"{prefill / 1e13:.1f}\\times10^{{13}}")
    page.says(f"{prefill / H100_PEAK * 1e3:.0f} ms")
    assert 4 * 6 == 24
    page.says(zh="并发约 24", en="about 24")
    service = np.full(1000, 0.1)
    service[100] = 5.0
    done = 0.0
    latency = []
    for arrived, needed in zip(np.arange(1000) * 0.2, service, strict=True):
        done = max(done, arrived) + needed
        latency.append(done - arrived)
    page.says(f"{np.percentile(latency, 99):.2f} s")
    page.says(f"{np.percentile(service, 99):.2f} s")


def test_slow_speed_up() -> None:
    page = answer("parallel-training-slow-speedup")
    ideal, measured = 16 * 3000, 33_600
    page.says(f"{measured / ideal:.0%}")
    speed = measured / 3000
    page.says(f"{speed:.1f}")
    page.says(f"{ideal / measured:.2f}")
    serial = (1 / speed - 1 / 16) / (1 - 1 / 16)
    page.says(f"{serial * 100:.1f}\\%")
    at_64 = 1 / (serial + (1 - serial) / 64)
    page.says(f"{at_64:.1f}")
    page.says(f"{at_64 / 64:.0%}")
    assert 620 + 240 + 90 + 50 == 1000
    page.says(f"1000/760 = {1000 / 760:.2f}")
    page.says(f"{1000 / 910:.2f}")
    page.says(zh=f"{1.8 / 1.5:.1f} 倍", en=f"{1.8 / 1.5:.1f} times")


def test_multi_node_efficiency() -> None:
    page = answer("multi-node-less-efficient")
    compute = 6 * 7e9 * 8192 / A100
    page.says(f"{compute:.2f} s")
    page.says(zh=f"{compute:.2f} ÷ 总时间", en=f"{compute:.2f} ÷ total")
    grads = 7 * BF16
    page.says(f"{grads} GB")
    for ranks, bandwidth, time, efficiency in (
        (8, 300, "0.08 s", "97%"),
        (16, 200, "0.13 s", "95%"),
        (16, 25, "1.05 s", "72%"),
        (16, 6, "4.4 s", "39%"),
        (16, 1.25, "21.0 s", "12%"),
    ):
        seconds = ring_allreduce(grads, ranks) / bandwidth
        assert f"{seconds:.{1 if seconds > 2 else 2}f} s" == time
        assert abs(compute / (compute + seconds) - float(efficiency[:-1]) / 100) < 0.01
        page.says(f"| {time} | {efficiency} |")
    page.says(f"{2 * 0.72:.2f}")
    even = 1 / 2  # the relative efficiency at which two nodes do the work of one
    page.says(f"{even:.0%}")
    answer("two-nodes-slower-than-one").says(f"{even:.0%}")
    page.says(f"{1 - 0.99**64:.0%}")
    page.says(f"{1000 / 64:.1f}")


def test_nccl_timeout() -> None:
    page = answer("nccl-timeout-debug")
    hours = 512 * 30 // 60
    page.says(zh=f"{hours} 卡时", en=f"{hours} GPU-hours")
