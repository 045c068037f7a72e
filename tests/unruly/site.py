"""One outlet on a port of its own, which is a registrable domain to the crawler, and the log of what it was asked.

What stands at a path is a function of the request: a way. A site publishes its pieces when the clock comes to them.
The clock is set by whoever watches; the spacing of requests is measured in real time.
"""

import re
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from email.utils import format_datetime
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from crawlers.outlet import Outlet, Source
from storage.records import SourceKind
from tests.history.page import page_of
from tests.unruly.messages import Answer, Asked, Request
from tests.unruly.stories import Piece

LOOPBACK = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """An outlet: its sources, its pieces, and the ways of its paths, patterns of the whole path, the first that fits.

    A piece's own path shows it, where no way fits. `closed` are times at which connections are refused.
    """

    slug: str
    language: str
    sources: tuple[tuple[SourceKind, str], ...]
    pieces: tuple[Piece, ...]
    ways: Mapping[str, "Way"] = field(default_factory=dict)
    delay: timedelta = timedelta(0)
    every: timedelta = timedelta(hours=3)
    closed: tuple[tuple[datetime, datetime], ...] = ()
    name: str = LOOPBACK  # the host that its addresses name


class Site:
    """Serves an outlet inside `with`."""

    def __init__(self, facts: Facts, now: datetime) -> None:
        self.facts, self.slug, self.clock = facts, facts.slug, now
        self.log: list[Asked] = []
        self.closing = threading.Event()
        self._counts: dict[str, int] = {}
        self._server: _Server | None = _Server((LOOPBACK, 0), partial(_Visit, self))
        self.port = self._server.server_port
        self.host = f"{facts.name}:{self.port}"

    def __enter__(self) -> Self:
        self._serve()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self._shut()

    def set_clock(self, now: datetime) -> None:
        """Go on to a moment; the door is shut or opened as the facts have it."""
        self.clock = now
        is_closed = any(begin <= now < end for begin, end in self.facts.closed)
        if is_closed:
            self._shut()
        elif self._server is None:
            self._server = _Server((LOOPBACK, self.port), partial(_Visit, self))
            self._serve()

    def _serve(self) -> None:
        assert self._server
        threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True).start()

    def _shut(self) -> None:
        if self._server:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    @property
    def allow(self) -> str:
        """What VARTA_ALLOW_ADDRESSES must hold for a crawl to come here."""
        return f"{LOOPBACK}:{self.port}"

    def url(self, path: str = "/") -> str:
        return path if path.startswith("http") else f"http://{self.host}{path}"

    def published(self) -> list[Piece]:
        """What readers can find now, the newest first."""
        return sorted((p for p in self.facts.pieces if p.at <= self.clock), key=lambda p: p.at, reverse=True)

    def piece_at(self, path: str) -> Piece | None:
        return next((piece for piece in self.published() if piece.path == path), None)

    def outlet(self, **changed: Any) -> Outlet:
        """What its outlet file would say: no pattern of addresses, no selector."""
        every = self.facts.every
        facts: dict[str, Any] = {
            "slug": self.slug,
            "name": self.slug.title(),
            "home": self.url(),
            "timezone": "Europe/Kyiv",
            "languages": (self.facts.language,),
            "hosts": (self.host,),
            "delay": self.facts.delay,
            "sources": tuple(Source(kind=kind, url=self.url(p), every=every) for kind, p in self.facts.sources),
        }
        return Outlet(**facts | changed)

    def answer(self, path: str, headers: Mapping[str, str]) -> Answer:
        number = self._counts.get(path, 0)
        self._counts[path] = number + 1
        request = Request(path=path, host=headers.get("host", ""), headers=headers, now=self.clock, number=number)
        way = next((way for pattern, way in self.facts.ways.items() if re.fullmatch(pattern, path)), show_piece)
        return way(self, request)

    def paths(self) -> list[str]:
        return [asked.path for asked in self.log]


Way = Callable[[Site, Request], Answer]


def show_piece(site: Site, request: Request) -> Answer:
    """The article at this path, 404 where there is none (yet)."""
    piece = site.piece_at(request.path)
    if piece is None:
        return missing(site, request)
    return Answer(body=page_of(piece.text, request.now, host=site.host).encode())


def missing(_site: Site, _request: Request) -> Answer:
    return Answer(status=404, body=b"<!doctype html><title>404</title><h1>Not found</h1>")


def status(code: int, *headers: tuple[str, str], body: bytes = b"<h1>Sorry</h1>", pause: float = 0.0) -> Way:
    """A way that always answers so."""
    return lambda _site, _request: Answer(status=code, body=body, headers=headers, pause=pause)


def between(begin: datetime, end: datetime, way: Way, otherwise: Way) -> Way:
    """One way at these times, another at all others."""
    return lambda site, request: (way if begin <= request.now < end else otherwise)(site, request)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A crawl that was killed hangs up: that is no news."""


class _Visit(BaseHTTPRequestHandler):
    wbufsize = -1  # head and body in one piece: apart, each waits 40 ms for the other side

    def __init__(self, site: Site, *args: Any) -> None:
        self.site = site
        super().__init__(*args)

    def do_GET(self) -> None:
        began, at = time.monotonic(), self.site.clock
        headers = {name.lower(): value for name, value in self.headers.items()}
        answer = self.site.answer(self.path, headers)
        self.site.closing.wait(answer.pause)
        self.send_response(answer.status)
        for name, value in (("Content-Type", answer.kind), *answer.headers):
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        self.wfile.write(answer.body)
        # Logged before it is sent: when the other side has it all, the line is there.
        asked = Asked(path=self.path, headers=headers, at=at, began=began, ended=time.monotonic(), status=answer.status)
        self.site.log.append(asked)

    def date_time_string(self, timestamp: float | None = None) -> str:  # noqa: ARG002  the library's name
        """The header Date is the press's own time: Retry-After and Last-Modified are read against it."""
        return format_datetime(self.site.clock, usegmt=True)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the library's name
        """Quiet: `log` is kept."""
