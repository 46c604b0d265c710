"""axe on a page, in light and dark, on a phone and on a desk."""

from __future__ import annotations

from typing import Literal

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
WIDTHS = (390, 1280)
OPTIONS = {"resultTypes": ["violations"], "preload": False}


def barriers(page: Page) -> list[str]:
    found = []
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
            for violation in Axe().run(page, options=OPTIONS).response["violations"]:
                for node in violation["nodes"]:
                    target = " ".join(map(str, node["target"]))
                    found.append(f"{violation['id']} at {target} ({scheme}, {width} px)")
    return found
