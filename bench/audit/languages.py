"""Text of one language on a page of the other, unless it is marked as such."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

import polib
from playwright.sync_api import Page

from bench.audit.site import Language

CATALOGUE = Path("locale/zh_Hans/LC_MESSAGES/django.po")
HAN = re.compile(r"[\u3400-\u9fff]")
SENTENCE = re.compile(r"\b[A-Za-z]?[a-z]+(?: [a-z]+){2,}\b")
PLACEHOLDER = re.compile(r"%\\?\(\w+\\?\)[sd]|%%")
# What is read as text: a candidate's own words and the titles of papers are nobody's translation.
TEXTS = """() => {
  const left = "script, style, template, textarea, cite, .identifier, .my-answer, .note .prose";
  const found = [];
  const add = (text, element) => {
    if (!text?.trim() || element.closest(left)) return;
    found.push({
      text: text.trim().replace(/\\s+/g, " "),
      lang: element.closest("[lang]")?.lang ?? "",
      isContent: element.closest(".prose, .key-point, .tick, .ticked, .stem, math") !== null,
    });
  };
  const nodes = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) add(nodes.currentNode.data, nodes.currentNode.parentElement);
  for (const name of ["alt", "title", "placeholder", "aria-label", "content"])
    for (const element of document.querySelectorAll(`[${name}]`))
      if (!/^og:locale|site_name/.test(element.getAttribute("property") ?? ""))
        add(element.getAttribute(name), element);
  return found;
}"""


def foreign(page: Page, language: Language) -> list[str]:
    texts = page.evaluate(TEXTS)
    if language == "en":
        return [t["text"] for t in texts if HAN.search(t["text"]) and t["lang"] == "en"]
    return [
        t["text"] for t in texts
        if t["lang"] == "zh-Hans" and not t["isContent"] and _is_english(t["text"])
    ]  # fmt: skip


def _is_english(text: str) -> bool:
    if HAN.search(text) or not re.search("[a-z]{2}", text):
        return False
    parts = [text, *text.split(" · ")]
    return bool(SENTENCE.search(text)) or any(p.fullmatch(t) for p in _english() for t in parts)


@lru_cache
def _english() -> list[re.Pattern[str]]:
    """The interface's texts that Chinese says in another way."""
    texts = [
        text
        for entry in polib.pofile(str(CATALOGUE))
        for text in (entry.msgid, entry.msgid_plural)
        if text and text not in {entry.msgstr, *entry.msgstr_plural.values()}
    ]
    return [re.compile(PLACEHOLDER.sub(".+", re.escape(text))) for text in texts]
