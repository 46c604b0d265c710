"""Asks the reference for some pages a line of its input, and prints what one costs."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.reference.site import Item, application
from bench.visitor import Visitor

PAGES = 30  # a line
QUERIES = 3


def main() -> None:
    visitor = Visitor(application, {"sessionid": _fill()}, compressed=False)
    with CaptureQueriesContext(connection) as captured:
        answer = visitor.get("/items/7/")
    assert answer.status == 200, answer.body
    assert len(captured) == QUERIES, captured.captured_queries
    assert 4_500 < len(answer.sent) < 5_500, len(answer.sent)
    for _ in range(10 * PAGES):
        visitor.get("/items/7/")
    for _ in sys.stdin:
        costs = [visitor.get(f"/items/{1 + turn}/").cpu for turn in range(PAGES)]
        print(json.dumps({"page": 1_000 * sum(costs) / len(costs)}), flush=True)


def _fill() -> str:
    """Rows to read and a user who is logged in; returns the session's key."""
    Path(os.environ["REFERENCE_DATABASE"]).unlink(missing_ok=True)
    call_command("migrate", run_syncdb=True, verbosity=0)
    with connection.schema_editor() as editor:
        editor.create_model(Item)
    text = "A paragraph of plain words, as long as a page has room for. " * 8
    Item.objects.bulk_create(Item(title=f"Item {n}", text=text) for n in range(PAGES))
    client = Client()
    client.force_login(get_user_model().objects.create_user("reader"))
    return client.cookies["sessionid"].value


if __name__ == "__main__":
    main()
