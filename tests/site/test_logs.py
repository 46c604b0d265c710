"""Log records are one JSON object a line."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime
from typing import Any

from config.logs import JsonFormatter


def line(message: str, *args: object, **extra: Any) -> dict[str, Any]:
    record = logging.LogRecord("a.logger", logging.WARNING, __file__, 1, message, args, None)
    record.__dict__.update(extra)
    text = JsonFormatter().format(record)
    assert "\n" not in text
    found: dict[str, Any] = json.loads(text)
    return found


def test_a_line_has_time_level_logger_and_message() -> None:
    found = line("%s 题", 3)
    time = datetime.fromisoformat(found.pop("time"))
    assert abs((datetime.now(UTC) - time).total_seconds()) < 60
    assert time.tzinfo is not None
    assert found == {"level": "warning", "logger": "a.logger", "message": "3 题"}


def test_facts_stand_beside_the_message() -> None:
    found = line("GET /", facts={"status": 200, "when": datetime(2026, 1, 1, tzinfo=UTC)})
    assert found["status"] == 200
    assert found["when"] == "2026-01-01 00:00:00+00:00"


def test_an_exception_is_told_in_the_same_line() -> None:
    try:
        raise ValueError("the reason")
    except ValueError:
        found = line("failed", exc_info=sys.exc_info())
    assert found["exception"].startswith("Traceback")
    assert found["exception"].endswith("ValueError: the reason")


def test_a_message_cannot_forge_a_second_line() -> None:
    assert line('a"}\n{"level": "info"')["message"] == 'a"}\n{"level": "info"'


def test_everything_goes_to_standard_error_in_this_form() -> None:
    root = logging.getLogger()
    (handler,) = [each for each in root.handlers if isinstance(each.formatter, JsonFormatter)]
    assert type(handler) is logging.StreamHandler, "to standard error, and to no file"
    assert root.level == logging.INFO
