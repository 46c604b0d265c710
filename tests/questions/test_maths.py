"""LaTeX of the bank as MathML that needs no style attribute."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from html import unescape

import pytest

from questions import maths

FORMULAS = {
    "attention": r"\mathrm{softmax}\left(\frac{QK^\top}{\sqrt{d_k}}\right)V",
    "low rank": r"W' = W + \frac{\alpha}{r} BA,\quad B\in\mathbb{R}^{d\times r}",
    "aligned": r"\begin{aligned} L &= -\sum_i \log p_i \\ &= H(p, q) \end{aligned}",
    "cases": r"f(x) = \begin{cases} x & x > 0 \\ 0 & x \le 0 \end{cases}",
    "matrix": r"\begin{pmatrix} \cos\theta & -\sin\theta \\ \sin\theta & \cos\theta \end{pmatrix}",
    "brackets": r"\begin{bmatrix} 1 & 0 \\ 0 & 1 \end{bmatrix}",
    "array": r"\begin{array}{l|r} a & b \\ \hline c & d \end{array}",
    "substack": r"\sum_{\substack{i < n \\ j < m}} x_{ij}",
    "preference": r"-\log\sigma\left(\beta\log\frac{\pi_\theta(y_w\mid x)}{\pi_{ref}(y_w)}\right)",
    "operator": r"\operatorname*{arg\,max}_\theta \mathbb{E}_{x\sim\mathcal{D}}[\log p_\theta(x)]",
    "norm": r"\lVert \Delta W \rVert_F \le \widetilde{\epsilon}",
    "memory": r"2 \times 2 \times n_{layers} \times n_{kv} \times d_{head} \times 2\,\text{bytes}",
    "box": r"\boxed{\approx 16n\ \text{GB}}",
    "brace": r"\underbrace{2n}_{\text{权重}} + \underbrace{14n}_{\text{优化器}}",
}


def tree(mathml: str) -> ET.Element:
    """The elements; XML alone does not know HTML's names of characters."""
    return ET.fromstring(re.sub(r"&(?!lt;|gt;|amp;)\w+;", lambda name: unescape(name[0]), mathml))


@pytest.mark.parametrize("display", [False, True], ids=["inline", "display"])
@pytest.mark.parametrize("latex", FORMULAS.values(), ids=FORMULAS.keys())
def test_a_formula_becomes_mathml_without_styles(latex: str, display: bool) -> None:
    html = maths.render(latex, display=display)
    assert "math-error" not in html
    assert " style=" not in html
    root = tree(html)
    assert root.tag == "math"
    assert root.get("display") == ("block" if display else None)
    assert "".join(root.itertext()).strip()


def test_alignment_and_lines_are_kept_as_classes() -> None:
    aligned = maths.convert(FORMULAS["aligned"], display=True)
    assert re.findall(r'<mtd class="([^"]+)"', aligned)[:2] == ["m-r m-pr0", "m-l m-pl0"]
    array = maths.convert(FORMULAS["array"], display=True)
    assert 'class="m-l m-br"' in array
    assert 'class="m-bt m-r"' in array


def test_a_matrix_has_its_rows_and_columns() -> None:
    root = tree(maths.convert(FORMULAS["matrix"], display=True))
    assert [len(row) for row in root.iter("mtr")] == [2, 2]


def test_chinese_in_a_formula_is_text() -> None:
    assert "<mtext>权重</mtext>" in maths.convert(r"\text{权重}", display=False)


@pytest.mark.parametrize("latex", [r"\frac{a}{", r"\nosuch", r"\begin{aligned} x", "x_", "}"])
def test_a_bad_formula_shows_its_source_and_says_why(latex: str) -> None:
    html = maths.render(latex, display=False)
    assert html == f'<code class="math-error">{latex}</code>'
    with pytest.raises(ValueError, match="formula") as caught:
        maths.convert(latex, display=False)
    assert len(str(caught.value)) > len(latex) + 12


def test_the_source_of_a_bad_formula_is_escaped() -> None:
    assert maths.render(r"\nosuch <b>", display=False).endswith(r"\nosuch &lt;b&gt;</code>")


def test_a_macro_of_one_formula_is_unknown_to_the_next() -> None:
    maths.render(r"\newcommand{\mine}{x} \mine", display=False)
    with pytest.raises(ValueError, match="mine"):
        maths.convert(r"\mine", display=False)
