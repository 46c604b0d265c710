"""What the loop transfers: its first load, and each step beyond the answer's own text."""

from __future__ import annotations

import gzip
from functools import partial
from typing import Any

from playwright.sync_api import Page

from bench.audit.site import Site
from bench.audit.tour import finish, rate, reveal, start
from bench.audit.verdict import Verdict

KB = 1024  # bytes
STEPS = 6
OWN_TEXT = """() => [...document.querySelectorAll(
  "#step .stem, #step .my-answer, #step .prose, #step .tick > :last-child, #step .references"
)].map((element) => element.outerHTML).join("")"""


class Traffic:
    """Bytes as they went over the wire, headers included, by address."""

    def __init__(self, page: Page) -> None:
        self.addresses: dict[str, str] = {}
        self.bytes: list[tuple[str, int]] = []
        self.wire = page.context.new_cdp_session(page)
        self.wire.send("Network.enable")
        self.wire.on("Network.requestWillBeSent", self._sent)
        self.wire.on("Network.loadingFinished", self._finished)

    def _sent(self, event: dict[str, Any]) -> None:
        self.addresses[event["requestId"]] = event["request"]["url"]

    def _finished(self, event: dict[str, Any]) -> None:
        address = self.addresses.get(event["requestId"], "")
        self.bytes.append((address, int(event["encodedDataLength"])))


def transfer(site: Site) -> list[Verdict]:
    context = site.visitor("en", "demo")
    page = context.new_page()
    start(page)
    address = page.url
    context.close()
    context = site.visitor("en", "demo")
    page = context.new_page()
    traffic = Traffic(page)
    page.goto(address, wait_until="networkidle")
    sizes = [size for _, size in traffic.bytes]
    first = Verdict(
        "First load of the loop",
        f"{sum(sizes) / KB:.1f} KB in {len(sizes)} requests",
        "<= 60 KB in <= 8",
        sum(sizes) <= 60 * KB and len(sizes) <= 8,
        [f"{size} {url}" for url, size in traffic.bytes],
    )
    beyond = [size for _ in range(STEPS) for size in _step(page, traffic)]
    finish(page)
    context.close()
    worst = max(beyond)
    steps = Verdict(
        f"A step beyond the answer's text, worst of {len(beyond)}",
        f"{worst / KB:.1f} KB",
        "<= 4 KB",
        worst <= 4 * KB,
        [f"{size} bytes" for size in beyond],
    )
    return [first, steps]


def _step(page: Page, traffic: Traffic) -> list[int]:
    """Reveal and rate: bytes of each answer, less what its own text takes when compressed."""
    found = []
    for act in (reveal, partial(rate, rating=3)):
        traffic.bytes.clear()
        act(page)
        page.wait_for_load_state("networkidle")
        sent = sum(size for url, size in traffic.bytes if "/attempts/" in url)
        own = len(gzip.compress(page.evaluate(OWN_TEXT).encode(), 6)) if sent else 0
        found.append(sent - own)
    return found
