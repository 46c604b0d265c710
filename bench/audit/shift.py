"""Cumulative Layout Shift over a whole session on a slow line, so that no shift is excused."""

from __future__ import annotations

import time

from playwright.sync_api import Page, Route

from bench.audit.site import Site
from bench.audit.tour import rate, reveal, start
from bench.audit.verdict import Verdict

SLOW = 0.6  # seconds: a shift within 0.5 of a press would not count
WATCH = """
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) {
    if (entry.hadRecentInput) continue;
    const sum = Number(sessionStorage.getItem("shift") ?? 0) + entry.value;
    sessionStorage.setItem("shift", sum);
    const moved = entry.sources.map((source) => source.node?.className ?? source.node?.nodeName);
    sessionStorage.setItem("moved", `${sessionStorage.getItem("moved") ?? ""} ${moved}`);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


def shift(site: Site) -> Verdict:
    total, moved = 0.0, []
    for width in (390, 1280):
        context = site.visitor("zh-hans", "demo")
        context.add_init_script(WATCH)
        context.route("**/attempts/**", _slowly)
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": 844})
        _session(page)
        total += float(page.evaluate("sessionStorage.getItem('shift')") or 0)
        moved.append(str(page.evaluate("sessionStorage.getItem('moved')") or "").strip())
        context.close()
    misses = [text for text in moved if text]
    return Verdict("Layout shift over a session", f"{total:.4f}", "0", total == 0, misses)


def _session(page: Page) -> None:
    start(page)
    rating = 1  # the first comes again
    while page.locator("#step").count():
        page.locator("#answer").fill("先说结论，再说原因。")
        reveal(page)
        for box in page.get_by_role("checkbox").all()[:2]:
            box.check()
        page.wait_for_load_state("networkidle")
        rate(page, rating)
        rating = 3
    page.wait_for_timeout(300)


def _slowly(route: Route) -> None:
    time.sleep(SLOW)
    route.continue_()
