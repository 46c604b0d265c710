"""Asks a WSGI application in this process, as a server would, and says what the answer cost."""

from __future__ import annotations

import gzip
import io
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any, cast
from urllib.parse import urlencode
from wsgiref.util import setup_testing_defaults

Application = Callable[[dict[str, Any], Callable[..., object]], Iterable[bytes]]
TOKEN = re.compile(rb'name="csrfmiddlewaretoken" value="(\w+)"')


@dataclass(frozen=True)
class Answer:
    status: int
    headers: dict[str, str]
    sent: bytes  # as it goes over the wire
    cpu: float  # seconds of this process, from the request to the end of the answer
    wall: float

    @property
    def body(self) -> bytes:
        packed = self.headers.get("Content-Encoding") == "gzip"
        return gzip.decompress(self.sent) if packed else self.sent


@dataclass
class Visitor:
    """A browser with its cookies, which keeps the last form's token."""

    application: Application
    cookies: dict[str, str] = field(default_factory=dict)
    compressed: bool = True
    token: str = ""

    def get(self, path: str, query: dict[str, Any] | None = None, *, htmx: bool = False) -> Answer:
        text = urlencode(query or {}, doseq=True)
        return self._ask({"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": text}, htmx)

    def post(self, path: str, form: dict[str, Any], *, htmx: bool = False) -> Answer:
        sent = urlencode({"csrfmiddlewaretoken": self.token, **form}, doseq=True).encode()
        environ = {
            "REQUEST_METHOD": "POST",
            "PATH_INFO": path,
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(sent)),
            "wsgi.input": io.BytesIO(sent),
        }
        return self._ask(environ, htmx)

    def _ask(self, environ: dict[str, Any], htmx: bool) -> Answer:  # noqa: FBT001
        environ["HTTP_HOST"] = "localhost"
        environ["HTTP_COOKIE"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        if self.compressed:
            environ["HTTP_ACCEPT_ENCODING"] = "gzip, deflate, br"
        if htmx:
            environ["HTTP_HX_REQUEST"] = "true"
        setup_testing_defaults(environ)
        started: list[Any] = []
        cpu, wall = time.process_time(), time.perf_counter()
        parts = self.application(environ, lambda *given: started.extend(given[:2]))
        sent = b"".join(parts)
        cast("io.BytesIO", parts).close()  # as a server does; ends the request
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        status, headers = started
        answer = Answer(int(status[:3]), dict(headers), sent, cpu, wall)
        self._keep(answer, headers)
        return answer

    def _keep(self, answer: Answer, headers: list[tuple[str, str]]) -> None:
        for name, value in headers:
            if name == "Set-Cookie":
                self.cookies |= {key: one.value for key, one in SimpleCookie(value).items()}
        found = TOKEN.search(answer.body)
        self.token = found[1].decode() if found else self.token
