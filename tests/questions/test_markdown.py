"""Markdown of the bank: Chinese emphasis, tables, code and maths; and nothing that could run."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.markdown import check, render

ALLOWED = """
a blockquote br code div em hr li ol p pre s span strong table tbody td th thead tr ul math menclose
merror mfrac mi mmultiscripts mn mo mover mpadded mphantom mprescripts mroot mrow ms mspace msqrt
mstyle msub msubsup msup mtable mtd mtext mtr munder munderover
"""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("**注意：**这里", "<strong>注意：</strong>这里"),
        ("**“重点”**内容", "<strong>“重点”</strong>内容"),
        ("**LoRA（低秩适配）**是", "<strong>LoRA（低秩适配）</strong>是"),
        ("先看**（一）**再看", "先看<strong>（一）</strong>再看"),
        ("plain **bold** text", "plain <strong>bold</strong> text"),
        ("**有 `a ** b` 的**话", "<strong>有 <code>a ** b</code> 的</strong>话"),
        ("***都有***", "<em><strong>都有</strong></em>"),
    ],
)
def test_bold_holds_next_to_chinese_punctuation(source: str, expected: str) -> None:
    assert expected in render(source)


@pytest.mark.parametrize(
    "source", ["a * b", "a ** b ** c", "2 * 3 * 4", "f(*args, x)", "**只有一半"]
)
def test_a_star_that_marks_nothing_stays_a_star(source: str) -> None:
    assert render(source) == f"<p>{source}</p>\n"


def test_bold_in_code_is_code() -> None:
    assert render("`**注意：**这里`") == "<p><code>**注意：**这里</code></p>\n"


def test_a_table_scrolls_has_aligned_columns_and_maths_in_its_cells() -> None:
    html = render("| 名 | 值 | 数 |\n|:--|:-:|--:|\n| $x^2$ | **粗** | 3 |\n")
    assert '<th class="ta-left">名</th>' in html
    assert '<td class="ta-left"><math><msup><mi>x</mi><mn>2</mn></msup></math></td>' in html
    assert '<td class="ta-center"><strong>粗</strong></td>' in html
    assert '<td class="ta-right">3</td>' in html
    assert html.startswith(
        '<div class="scroll" tabindex="0" role="group" aria-label="表格"><table>'
    )


def test_a_bar_in_a_formula_of_a_cell_can_be_escaped() -> None:
    assert render("| a |\n|---|\n| $p(x \\mid y)$ |\n").count("<td>") == 1


def test_code_is_highlighted_by_classes() -> None:
    html = render("```python run\nreturn 1\n```")
    assert '<span class="k">return</span> <span class="mi">1</span>' in html
    assert html.startswith('<pre class="code" tabindex="0" role="group" aria-label="代码"><code>')


@pytest.mark.parametrize("info", ["", "nolang", "text output"])
def test_code_in_no_known_language_is_shown_as_it_is(info: str) -> None:
    html = render(f"```{info}\na < b && c\n```")
    assert "a &lt; b &amp;&amp; c\n</code></pre>" in html
    assert "<span" not in html


@pytest.mark.parametrize(
    ("language", "names"), [("zh", ["表格", "代码", "公式"]), ("en", ["Table", "Code", "Formula"])]
)
def test_what_scrolls_has_a_name_in_the_readers_language(language: str, names: list[str]) -> None:
    html = render("| a |\n|---|\n| b |\n\n```\nc\n```\n\n$$\nd\n$$\n", language)
    assert re.findall(r'aria-label="([^"]+)"', html) == names


def test_money_is_no_formula() -> None:
    assert render("$5 和 $10") == "<p>$5 和 $10</p>\n"


def test_a_formula_stands_in_its_line_or_on_its_own() -> None:
    assert render("有 $n$ 个") == "<p>有 <math><mi>n</mi></math> 个</p>\n"
    html = render("$$\nE = mc^2\n$$")
    assert html.startswith('<div class="scroll math" ')
    assert '<math display="block">' in html


def test_struck_text_and_a_list_that_starts_later() -> None:
    assert render("~~旧~~") == "<p><s>旧</s></p>\n"
    assert render("3. 丙") == '<ol start="3">\n<li>丙</li>\n</ol>\n'


def test_a_link_leads_out_without_handing_over_the_window() -> None:
    html = render('[论文](https://arxiv.org/abs/2106.09685 "onclick=x")')
    assert html == '<p><a href="https://arxiv.org/abs/2106.09685" rel="noopener">论文</a></p>\n'


def test_a_bad_formula_is_shown_as_its_source_and_refused_by_the_check() -> None:
    source = r"好的 $x$，坏的 $\frac{a}{$"
    assert r'<code class="math-error">\frac{a}{</code>' in render(source)
    with pytest.raises(ValueError, match=r"frac\{a\}\{"):
        check(source)


@pytest.mark.parametrize(
    "source",
    ["$$\n\\nosuch\n$$", "文 $$\\nosuch$$ 文", "| a |\n|---|\n| $\\nosuch$ |", "- **$\\nosuch$**"],
)
def test_the_check_finds_a_bad_formula_wherever_it_stands(source: str) -> None:
    with pytest.raises(ValueError, match="nosuch"):
        check(source)


def test_the_check_lets_good_text_pass_and_does_not_look_into_code() -> None:
    check("价格 $5 和 $10，$x^2$，**重点：**好。\n\n```latex\n$\\nosuch$\n```\n`$\\nosuch$`")


PROBES = {
    "script": "<script>alert(1)</script>",
    "javascript link": "[x](javascript:alert(1)) <javascript:alert(1)> [y](JaVaScRiPt:alert(1))",
    "data image": "![x](data:image/svg+xml;base64,PHN2Zz4=) [x](data:text/html,<script>1</script>)",
    "text of a formula": r"$\text{</mtext><script>alert(1)</script>}$",
    "source of a bad formula": r"$\nosuch{</code><script>alert(1)</script>}$",
    "info string": '```"><script>alert(1)</script>\nx\n```',
    "mglyph": r"<math><mtext><mglyph><style><img src=x onerror=alert(1)></style></math>",
    "annotation-xml": '<math><annotation-xml encoding="text/html"><script>1</script></math>',
    "onerror": "<img src=x onerror=alert(1)>",
    "style": '<p style="position:fixed">x</p><style>*{display:none}</style>',
    "iframe": '<iframe src="https://evil.example/"></iframe>',
    "link in a formula": r"$\href{javascript:alert(1)}{x}$ $\url{javascript:alert(1)}$",
    "title of a link": '[x](https://a.example/ "\\" onmouseover=\\"alert(1)")',
    "form": '<form action="https://evil.example/"><input name=password></form>',
}


def is_inert(html: str) -> bool:
    """Only known tags, none of the attributes that act, and links to the web alone."""
    tags = re.findall(r"<(/?)([a-z0-9-]+)([^>]*)>", html, re.IGNORECASE)
    attributes = " ".join(rest for _, _, rest in tags).lower()
    links = re.findall(r'href="([^"]*)"', html)
    return (
        {name for _, name, _ in tags} <= set(ALLOWED.split())
        and not re.search(r"\b(on\w+|style|src|srcdoc|action)\s*=", attributes)
        and all(link.startswith(("https://", "http://", "/", "#")) for link in links)
    )


@pytest.mark.parametrize("probe", PROBES.values(), ids=PROBES.keys())
def test_nothing_that_a_text_holds_can_run(probe: str) -> None:
    assert is_inert(render(probe))
    assert is_inert(render(f"| {probe} |\n|---|\n| **{probe}** |"))


def test_the_judge_of_what_is_inert_can_tell() -> None:
    for live in ("<script>", "<p onclick=x>", '<a href="javascript:x">', '<p style="x">', "<img>"):
        assert not is_inert(live)


@given(st.text(alphabet="<>/\"'=&$*`|\\[](){}!#-~:\n aA中。script", max_size=60))
def test_no_text_at_all_breaks_it_or_gets_through(source: str) -> None:
    assert is_inert(render(source))
