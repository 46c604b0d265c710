"""Collects static files; what an entry imports becomes part of it, so that it is one request."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)

IMPORT_SCRIPT = re.compile(r'^import "\./([\w-]+\.js)";\n', re.MULTILINE)
IMPORT = re.compile(r'^@import url\("([^"]+)"\) layer\((\w+)\);\n', re.MULTILINE)
URL = re.compile(r'url\("(?!data:)([^"]+)"\)')
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)

Sources = dict[str, tuple[Storage, str]]


class InliningStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Whitenoise's storage; entries are written out whole before they are hashed and compressed."""

    def post_process(
        self, paths: Sources, **options: Any
    ) -> Iterator[tuple[str, str | None, object]]:
        if not options.get("dry_run"):
            entries = [entry for entry in ENTRIES if entry in paths]
            for entry in entries:
                whole = ENTRIES[entry](entry, paths)
                self.delete(entry)
                self._save(entry, ContentFile(whole.encode()))
            paths = {**paths, **{entry: (self, entry) for entry in entries}}
        yield from super().post_process(paths, **options)


def inlined(name: str, paths: Sources) -> str:
    """The style sheet with each `@import url("…") layer(…)` replaced by that file, in its layer."""
    folder = posixpath.dirname(name)

    def block(match: re.Match[str]) -> str:
        imported = posixpath.join(folder, match[1])
        text = URL.sub(
            lambda url: f'url("{_moved(url[1], imported, folder)}")', _read(imported, paths)
        )
        return f"@layer {match[2]} {{\n{text}}}\n"

    return IMPORT.sub(block, _read(name, paths))


def inlined_script(name: str, paths: Sources) -> str:
    """The module with each `import "./…";` replaced by that file, in a scope of its own."""
    folder = posixpath.dirname(name)

    def block(match: re.Match[str]) -> str:
        return f"{{\n{_read(posixpath.join(folder, match[1]), paths)}}}\n"

    return IMPORT_SCRIPT.sub(block, _read(name, paths))


def _read(name: str, paths: Sources) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        text: str = file.read().decode()
    return COMMENT.sub("", text) if name.endswith(".css") else text


def _moved(url: str, origin: str, folder: str) -> str:
    """A relative address in the file `origin`, as seen from `folder`."""
    return posixpath.relpath(posixpath.join(posixpath.dirname(origin), url), folder)


ENTRIES: dict[str, Callable[[str, Sources], str]] = {
    "css/main.css": inlined,
    "js/app.js": inlined_script,
    "js/session.js": inlined_script,
}
