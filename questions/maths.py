"""LaTeX to MathML Core, with classes where the library writes inline styles (which CSP drops)."""

from __future__ import annotations

import re
from html import escape

from math_core import LatexError, LatexToMathML

LATEX = LatexToMathML(
    macros={"substack": r"\begin{subarray}{c}#1\end{subarray}"},
    allow_unreliable_rendering=True,  # \widetilde
    fancy_error=False,
)
STYLE = re.compile(r' style="([^"]*)"')
CLASSES = {  # one declaration of math-core 0.9 -> a class of static/css/components/maths.css
    "text-align:left": "m-l",
    "text-align:right": "m-r",
    "justify-items:start": "",  # goes with text-align
    "justify-items:end": "",
    "padding-left:0": "m-pl0",
    "padding-left:1em": "m-pl1",
    "padding-right:0": "m-pr0",
    "padding-top:0": "m-pt0",
    "padding-bottom:0": "m-pb0",
    "border-top:0.05em solid currentcolor": "m-bt",
    "border-bottom:0.05em solid currentcolor": "m-bb",
    "border-left:0.05em solid currentcolor": "m-bl",
    "border-right:0.05em solid currentcolor": "m-br",
    "width:50%": "m-w50",
    "width:100%": "m-w100",
}


def render(latex: str, *, display: bool) -> str:
    """MathML of a formula; of one that cannot be set, its source in a `code.math-error`."""
    try:
        return convert(latex, display=display)
    except ValueError:
        return f'<code class="math-error">{escape(latex)}</code>'


def convert(latex: str, *, display: bool) -> str:
    """MathML of a formula; raises ValueError, with the reason, for one that cannot be set."""
    try:
        mathml = LATEX.convert_with_local_state(latex.strip(), displaystyle=display)
    except LatexError as error:
        raise ValueError(f"formula {latex.strip()!r}: {error}") from error
    return STYLE.sub(_classes, mathml)


def _classes(match: re.Match[str]) -> str:
    declarations = [re.sub(r":\s+", ":", part.strip()) for part in match[1].split(";")]
    names = " ".join(filter(None, (CLASSES.get(part, "") for part in declarations)))
    return f' class="{names}"' if names else ""
