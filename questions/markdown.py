"""Markdown of the bank, with maths and code, to HTML that is safe to show under a strict CSP."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from html import escape

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from questions import maths

# Strong emphasis that holds in Chinese, where CommonMark's flanking rule leaves
# `**注意：**这里` as it is.
STRONG = re.compile(
    r"\*\*(?![\s*])((?:`[^`]*`|\$[^$\n]*\$|\\.|(?!\*\*)[^`$\\])+?)(?<![\s*])\*\*(?!\*)"
)
FORMATTER: HtmlFormatter[str] = HtmlFormatter(nowrap=True)
REGION = {"zh": ("表格", "代码", "公式"), "en": ("Table", "Code", "Formula")}

MATHML = {
    "math", "menclose", "merror", "mfrac", "mi", "mmultiscripts", "mn", "mo", "mover", "mpadded",
    "mphantom", "mprescripts", "mroot", "mrow", "ms", "mspace", "msqrt", "mstyle", "msub",
    "msubsup", "msup", "mtable", "mtd", "mtext", "mtr", "munder", "munderover",
}  # fmt: skip
HTML = {
    "a", "blockquote", "br", "code", "div", "em", "hr", "li", "ol", "p", "pre", "s", "span",
    "strong", "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {
    "*": {"class"},
    "a": {"href"},
    "ol": {"start"},
    "div": {"tabindex", "role", "aria-label"},
    "pre": {"tabindex", "role", "aria-label"},
    "math": {"display"},
    "mtable": {"displaystyle", "scriptlevel"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "mspace": {"width", "height", "depth"},
    "mpadded": {"width", "height", "depth", "lspace", "voffset"},
    "mfrac": {"linethickness"},
    "mi": {"mathvariant"},
    "mtd": {"columnspan", "rowspan"},
    "menclose": {"notation"},
    "mover": {"accent"},
    "munder": {"accentunder"},
    "munderover": {"accent", "accentunder"},
    "mo": {
        "accent", "fence", "form", "largeop", "lspace", "maxsize", "minsize", "movablelimits",
        "rspace", "separator", "stretchy", "symmetric",
    },
}  # fmt: skip


@lru_cache(maxsize=2048)
def render(source: str, language: str = "zh") -> str:
    """HTML of a text; `language` (zh or en) names the parts that scroll, for a screen reader."""
    html = PARSER.render(source, {"language": language})
    return nh3.clean(html, tags=HTML | MATHML, attributes=ATTRIBUTES, link_rel="noopener")


@lru_cache(maxsize=4096)
def render_line(source: str) -> str:
    """HTML of one line of text, without a paragraph around it, for labels and list items."""
    return nh3.clean(PARSER.renderInline(source), tags=HTML | MATHML, attributes=ATTRIBUTES)


def check(source: str) -> None:
    """Raise ValueError with the reason when a formula of the text cannot be set."""
    for token in PARSER.parse(source, {}):
        for part in (token, *(token.children or ())):
            if part.type.startswith("math_"):
                maths.convert(part.content, display=part.type != "math_inline")


def _strong(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 (the parser's protocol)
    match = STRONG.match(state.src, state.pos, state.posMax)
    if match is None:
        return False
    if not silent:
        end = state.posMax
        state.push("strong_open", "strong", 1).markup = "**"
        state.pos, state.posMax = match.start(1), match.end(1)
        state.md.inline.tokenize(state)
        state.posMax = end
        state.push("strong_close", "strong", -1).markup = "**"
    state.pos = match.end()
    return True


def _scrolling(tag: str, which: int, env: EnvType, css: str) -> str:
    """The opening tag of a part that may be wider than the column and scrolls inside itself."""
    label = REGION[env.get("language", "zh")][which]
    return f'<{tag} class="{css}" tabindex="0" role="group" aria-label="{label}">'


def _fence(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    language = (tokens[idx].info.split() or ["text"])[0]
    try:
        code = highlight(tokens[idx].content, get_lexer_by_name(language), FORMATTER)
    except ClassNotFound:
        code = escape(tokens[idx].content)
    return f"{_scrolling('pre', 1, env, 'code')}<code>{code}</code></pre>\n"


def _table_open(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    return f"{_scrolling('div', 0, env, 'scroll')}<table>"


def _table_close(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    return "</table></div>\n"


def _cell_open(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[idx]
    align = str(token.attrs.pop("style", "")).removeprefix("text-align:")
    if align:
        token.attrSet("class", f"ta-{align}")
    return self.renderToken(tokens, idx, options, env)


def _inline_math(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    return maths.render(tokens[idx].content, display=False)


def _block_math(
    self: RendererHTML, tokens: Sequence[Token], idx: int, options: OptionsDict, env: EnvType
) -> str:
    formula = maths.render(tokens[idx].content, display=True)
    return f"{_scrolling('div', 2, env, 'scroll math')}{formula}</div>\n"


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])
    dollarmath_plugin(parser, allow_digits=False, allow_space=False, double_inline=True)
    parser.inline.ruler.before("emphasis", "strong", _strong)
    for name, rule in {
        "fence": _fence,
        "table_open": _table_open,
        "table_close": _table_close,
        "th_open": _cell_open,
        "td_open": _cell_open,
        "math_inline": _inline_math,
        "math_inline_double": _block_math,
        "math_block": _block_math,
    }.items():
        parser.add_render_rule(name, rule)
    return parser


PARSER = _parser()
