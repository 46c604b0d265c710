"""The Nu HTML checker on every page as it was sent."""

from __future__ import annotations

import json
import subprocess
import tempfile
from pathlib import Path


def errors(modules: Path, sources: dict[str, str]) -> list[str]:
    """By page: what the checker calls an error."""
    with tempfile.TemporaryDirectory() as folder:
        names = {}
        for number, (name, text) in enumerate(sources.items()):
            file = Path(folder) / f"{number}.html"
            file.write_text(text, "utf-8")
            names[file.name] = name
        jar = modules / "vnu-jar" / "build" / "dist" / "vnu.jar"
        command = ["java", "-jar", jar, "--errors-only", "--exit-zero-always", "--format", "json"]
        done = subprocess.run(
            [*map(str, command), folder], capture_output=True, text=True, check=True
        )
        messages = json.loads(done.stderr)["messages"]
    return [f"{names[m['url'].rsplit('/', 1)[-1]]}: {m['message']}" for m in messages]
