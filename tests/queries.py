"""Counts the SQL queries of a block, transaction control left out: BEGIN and COMMIT ask nothing."""

from __future__ import annotations

import re
from collections.abc import Generator
from contextlib import contextmanager

from django.db import connection
from django.test.utils import CaptureQueriesContext

CONTROL = re.compile(r"^(BEGIN|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)")


@contextmanager
def exactly(number: int) -> Generator[None]:
    """Exactly so many queries, else a failure that lists them."""
    with CaptureQueriesContext(connection) as captured:
        yield
    asked = [q["sql"] for q in captured.captured_queries if not CONTROL.match(q["sql"])]
    listing = "\n".join(sql[:160] for sql in asked)
    assert len(asked) == number, f"{len(asked)} queries instead of {number}:\n{listing}"
