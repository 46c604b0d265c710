"""Collects static files; the style sheet's imports become one file, so that it is one request."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from whitenoise.storage import (  # type: ignore[import-untyped]
    CompressedManifestStaticFilesStorage,
)

ENTRY = "css/main.css"
IMPORT = re.compile(r'^@import url\("([^"]+)"\) layer\((\w+)\);\n', re.MULTILINE)
URL = re.compile(r'url\("(?!data:)([^"]+)"\)')
COMMENT = re.compile(r"/\*.*?\*/\n?", re.DOTALL)

Sources = dict[str, tuple[Storage, str]]


class InliningStaticFilesStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """Whitenoise's storage; main.css is written out whole before it is hashed and compressed."""

    def post_process(
        self, paths: Sources, **options: Any
    ) -> Iterator[tuple[str, str | None, object]]:
        if ENTRY in paths and not options.get("dry_run"):
            whole = inlined(ENTRY, paths)
            self.delete(ENTRY)
            self._save(ENTRY, ContentFile(whole.encode()))
            paths = {**paths, ENTRY: (self, ENTRY)}
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


def _read(name: str, paths: Sources) -> str:
    storage, path = paths[name]
    with storage.open(path) as file:
        return COMMENT.sub("", file.read().decode())


def _moved(url: str, origin: str, folder: str) -> str:
    """A relative address in the file `origin`, as seen from `folder`."""
    return posixpath.relpath(posixpath.join(posixpath.dirname(origin), url), folder)
