"""The numbers that the answers on LangChain print."""

from __future__ import annotations

from math import sqrt

from tests.content.bank import answer


def test_example_selector_savings() -> None:
    page = answer("langchain-example-selectors")
    bank_size, tokens_each, picked = 200, 60, 4
    page.says(f"{bank_size * tokens_each:,} token")
    page.says(f"{picked * tokens_each} token")


def test_chat_history_growth() -> None:
    page = answer("langchain-chat-history")
    system, question, reply, turns, window = 500, 100, 300, 30, 6

    def cost(turn: int, kept: int) -> int:
        return system + (question + reply) * min(turn - 1, kept) + question

    full = [cost(t, turns) for t in range(1, turns + 1)]
    short = [cost(t, window) for t in range(1, turns + 1)]
    page.says(f"{sum(full):,} token")
    page.says(f"{full[-1]:,}")
    page.says(f"{sum(short):,}")
    page.says(f"{max(short):,}")


def test_toolkit_definitions() -> None:
    page = answer("langchain-agents-toolkits")
    tokens, tools, few, calls = 150, 40, 6, 8
    page.says(f"{tokens * tools:,} token")
    per_task = tokens * tools * calls
    page.says(zh=f"{per_task:,} 输入 token", en=f"{per_task:,} input tokens")
    page.says(f"{tokens * few * calls:,}")


def test_agent_step_success() -> None:
    page = answer("langchain-agent-loop")
    all_right = 0.95**10
    page.says(zh=f"约 {all_right:.0%}", en=f"about {all_right:.0%}")


def test_retry_multiplication() -> None:
    page = answer("langchain-call-llm")
    sdk_attempts, outer_attempts = 1 + 2, 3
    attempts = sdk_attempts * outer_attempts
    page.says(zh=f"最多会打出 {attempts} 次", en=f"up to {attempts} times")


def test_prompt_comparison_noise() -> None:
    page = answer("langchain-change-prompt")
    points = 100 * sqrt(0.8 * 0.2 / 100)
    page.says(zh=f"约 {points:.0f} 个百分点", en=f"about {points:.0f} percentage points")


def test_compose_time() -> None:
    page = answer("langchain-compose-components")
    fetch, model = 0.2, 1.5
    page.says(f"{2 * fetch + model:.1f} s")
    page.says(f"{fetch + model:.1f} s")


def test_vector_size() -> None:
    page = answer("langchain-embed-store")
    chunks, dimensions, size = 100_000, 1024, 4
    page.says(f"{chunks * dimensions * size / 1e6:.1f} MB")


def test_agent_token_bill() -> None:
    page = answer("langchain-token-efficiency")

    def bill(fixed: int, result: int) -> int:
        calls, question, reply = 8, 100, 100
        step = reply + result
        total = calls * (fixed + question) + step * calls * (calls - 1) // 2
        assert total == sum(fixed + question + step * i for i in range(calls))
        return total

    before, after = bill(2000, 1500), bill(800, 400)
    fresh = 2000 + 100 + 7 * 1600
    page.says(f"before {before:,}  after {after:,}  saved {1 - after / before:.0%}")
    page.says(f"resent {1 - fresh / before:.0%} of the input before")
    resent = 1 - fresh / before
    page.says(zh=f"其中 {resent:.0%} 是重复", en=f"{resent:.0%} of them resent")
    page.says(zh=f"省下 {1 - after / before:.0%}", en=f"saves {1 - after / before:.0%}")


def test_mcp_adapters() -> None:
    page = answer("llm-interop-standards")
    apps, tools = 5, 20
    page.says(
        zh=f"就是 {apps * tools} 对 {apps + tools}",
        en=f"take {apps + tools} rather than {apps * tools}",
    )
