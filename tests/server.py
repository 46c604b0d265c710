"""The production server on a database of its own, to be filled, killed and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parent.parent


class Server:
    """Its data are in the folder; it is started as in production, on loopback without HTTPS."""

    def __init__(self, folder: Path, *, workers: int = 1) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.workers = workers
        self.env = {
            **os.environ,
            "QIANMIAN_VAR": str(folder),
            "LOG_LEVEL": "WARNING",
            "HTTPS": "0",
        }
        for name in ("DATABASE_URL", "SECRET_KEY", "STATICFILES_STORAGE"):  # as in production
            self.env.pop(name, None)
        self._python("-m", "config.setup")

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def manage(self, *command: str, text: str | None = None) -> str:
        return self._python("manage.py", *command, text=text)

    def start(self) -> None:
        options = ["-b", f"127.0.0.1:{self.port}", "--workers", str(self.workers), "--threads", "4"]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "gunicorn", *options, "config.wsgi"],
            env=self.env,
            cwd=ROOT,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
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

    def _python(self, *arguments: str, text: str | None = None) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            env=self.env,
            input=text,
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()
