"""The checkers from npm, installed once outside the tree."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

WANTED = ("lighthouse@12.8.2", "vnu-jar@26.9.27")


def provide() -> Path:
    """Where they are; installed when they are not."""
    missing = [name for name in ("node", "npm", "java") if not shutil.which(name)]
    if missing:
        sys.exit(f"NOTICE: make audit needs {', '.join(missing)} as well: install it first.")
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    folder = cache / "qianmian-audit"
    mark = folder / "installed"
    if not mark.exists() or mark.read_text("utf-8") != " ".join(WANTED):
        print("Installing the checkers in", folder)
        folder.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", folder]
        subprocess.run([*map(str, command), *WANTED], check=True)
        mark.write_text(" ".join(WANTED), "utf-8")
    return folder / "node_modules"
