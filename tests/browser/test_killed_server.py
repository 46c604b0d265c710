"""The server is killed between any two requests: what it accepted is there, and there once."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import settings
from playwright.sync_api import Browser, expect

pytestmark = pytest.mark.browser
MAKE_A_CANDIDATE = """
from practice.models import User
User.objects.create_user("zhang", password="a-long-enough-one-7", language="en", session_size=4)
"""
COUNT = """
from practice.models import Attempt, Card
print(Attempt.objects.rated().count(), Card.objects.count(), Attempt.objects.get(turn=1).answer)
"""


class Server:
    """The production server on a database of its own, to be killed and started again."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.env = {**os.environ, "QIANMIAN_VAR": str(folder), "LOG_LEVEL": "WARNING"}
        for name in ("DATABASE_URL", "STATICFILES_STORAGE"):  # as in production
            self.env.pop(name, None)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def manage(self, *command: str, text: str | None = None) -> str:
        done = subprocess.run(
            [sys.executable, "manage.py", *command],
            env=self.env, input=text, cwd=settings.BASE_DIR, capture_output=True, text=True,
            check=True,
        )  # fmt: skip
        return done.stdout.strip()

    def start(self) -> None:
        command = ["gunicorn", "-b", f"127.0.0.1:{self.port}", "--threads", "2", "config.wsgi"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", *command], env=self.env, cwd=settings.BASE_DIR,
            stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        for _ in range(100):
            try:
                urlopen(f"{self.url}/healthz").close()
                return
            except OSError:
                time.sleep(0.1)
        raise TimeoutError("the server did not start")

    def kill(self) -> None:
        """SIGKILL to the server and its workers: nothing gets to tidy up."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def kill_and_start(self) -> None:
        self.kill()
        self.start()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    found = Server(tmp_path)
    found.manage("migrate", "-v0")
    found.manage("createcachetable")
    found.manage("load_questions")
    found.manage("collectstatic", "--noinput", "-v0")
    found.manage("shell", "-v0", text=MAKE_A_CANDIDATE)
    found.start()
    yield found
    found.kill()


def test_a_server_killed_between_requests_loses_and_repeats_nothing(
    browser: Browser, server: Server
) -> None:
    page = browser.new_context(base_url=server.url, locale="en-GB").new_page()
    page.goto("/account/login/?next=/practice/")
    page.locator("#id_login").fill("zhang")
    page.locator("#id_password").fill("a-long-enough-one-7")
    page.locator("#id_password").press("Enter")
    server.kill_and_start()
    page.get_by_role("button", name="Start", exact=True).click()
    page.locator("#answer").fill("先写下来")
    expect(page.locator("#draft-sign")).to_have_text("Saved")
    server.kill_and_start()
    page.reload()
    expect(page.locator("#answer")).to_have_value("先写下来")
    page.keyboard.press("2")
    expect(page.locator("#step[data-stage=revealed]")).to_be_visible()
    server.kill_and_start()
    attempt = page.locator("#step").get_attribute("data-attempt")
    page.keyboard.press("3")
    expect(page.locator(f"#step:not([data-attempt='{attempt}'])")).to_be_visible()
    server.kill_and_start()
    page.reload()
    expect(page.locator("#step[data-stage=asked]")).to_be_visible()
    assert server.manage("shell", "-v0", text=COUNT) == "1 1 先写下来"
    server.kill()
    page.keyboard.press("2")
    expect(page.locator(".network-sign")).to_be_visible()
    server.start()
    page.keyboard.press("2")
    expect(page.locator("#step[data-stage=revealed]")).to_be_visible()
    page.keyboard.press("3")
    expect(page.locator("#step[data-stage=asked]")).to_be_visible()
    assert server.manage("shell", "-v0", text=COUNT) == "2 2 先写下来"
