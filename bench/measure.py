"""Runs one measure inside the application: `python -m bench.measure NAME [ARGUMENT …]`."""

from __future__ import annotations

import importlib
import json
import sys
from dataclasses import asdict

import django


def main(name: str, *arguments: str) -> None:
    """Django has to be ready before a measure, which imports models, can be."""
    django.setup()
    results = importlib.import_module(f"bench.measures.{name}").measure(*arguments)
    if results is not None:
        print(json.dumps([asdict(result) for result in results]))


if __name__ == "__main__":
    main(*sys.argv[1:])
