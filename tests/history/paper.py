"""A newspaper on a loopback port whose pages are functions of a clock that the test sets.

paper = Paper("en", "en")
paper.add("/news/bridge", at(0), Text(title=..., paragraphs=...))   # from this moment on it answers so
paper.add("/news/bridge", at(30), GONE)

What is added is what an outlet did, and when: the truth that the archive is judged by.
"""

import threading
from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self

from crawlers.outlet import Outlet, Source
from tests.history.page import Text, page_of

START = datetime(2026, 11, 16, 6, tzinfo=UTC)  # a Monday


def at(hours: float) -> datetime:
    """So many hours after the start of the watch."""
    return START + timedelta(hours=hours)


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One request: when by the paper's clock, how many came to this path before, and its headers in lower case."""

    path: str
    now: datetime
    number: int
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes out. `status` 0 hangs up without a word; `cut` promises more bytes than come."""

    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    cut: bool = False


State = Callable[[Visit], Answer]


def shows(text: Text, *, furniture: bool = False, etag: str | None = None, **headers: str) -> State:
    """The page of a text. With `furniture`, what stands around and between its lines is another on every visit."""

    def state(visit: Visit) -> Answer:
        sent = {"Content-Type": "text/html; charset=utf-8", **headers}
        if etag is not None:
            sent["ETag"] = f'"{etag}"'
            if visit.headers.get("if-none-match") == sent["ETag"]:
                return Answer(status=304, headers=sent)
        html = page_of(text, visit.now, host=visit.headers["host"], turn=visit.number if furniture else None)
        return Answer(body=html.encode(), headers=sent)

    return state


def answers(status: int, html: str = "", **more: Any) -> State:
    """Always this answer."""
    headers = {"Content-Type": "text/html; charset=utf-8"} | more.pop("headers", {})
    return lambda _: Answer(status=status, body=html.encode(), headers=headers, **more)


def leads_to(path: str, status: int = 301) -> State:
    return answers(status, headers={"Location": path})


class Paper:
    """One outlet at one port; serves inside `with`. `clock` is set by whoever watches."""

    def __init__(self, slug: str, *languages: str, **facts: Any) -> None:
        self.slug, self.languages, self.facts = slug, languages, facts
        self.clock = START
        self.states: dict[str, list[tuple[datetime, State]]] = {}
        self.unlisted: set[str] = set()
        self.visits: Counter[str] = Counter()
        self.shut: list[tuple[datetime, datetime, State]] = []  # the whole outlet answers so from then till then
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Visit, self))
        self._server.daemon_threads = True
        self.host = f"127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def add(self, path: str, moment: datetime, state: State | Text, *, listed: bool = True) -> str:
        """From this moment on the path answers so; `listed` in the sitemap for as long as it is there."""
        told = self.states.setdefault(path, [])
        told.append((moment, shows(state) if isinstance(state, Text) else state))
        told.sort(key=lambda entry: entry[0])
        if not listed:
            self.unlisted.add(path)
        return self.url(path)

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def outlet(self, **changed: Any) -> Outlet:
        """The paper as Varta's outlet file would have it."""
        source = Source(kind="sitemap", url=self.url("/sitemap.xml"), every=timedelta(hours=6))
        facts: dict[str, Any] = {
            "slug": self.slug,
            "name": self.slug.title(),
            "home": self.url("/"),
            "timezone": "Europe/Kyiv",
            "languages": self.languages,
            "hosts": (self.host,),
            "delay": timedelta(0),
            "sources": (source,),
        }
        return Outlet(**facts | self.facts | changed)

    def answer(self, path: str, headers: Mapping[str, str]) -> Answer:
        now = self.clock
        for begin, end, state in self.shut:
            if begin <= now < end:
                return state(Visit(path=path, now=now, number=0, headers=headers))
        if path == "/robots.txt":
            return Answer(status=404)
        if path == "/sitemap.xml":
            return self._sitemap(now)
        state_now = self._state(path, now)
        self.visits[path] += 1
        if state_now is None:
            return Answer(status=404, body=b"<h1>Not found</h1>", headers={"Content-Type": "text/html"})
        return state_now(Visit(path=path, now=now, number=self.visits[path], headers=headers))

    def _state(self, path: str, now: datetime) -> State | None:
        told = self.states.get(path, [])
        number = bisect_right(told, now, key=lambda entry: entry[0])
        return told[number - 1][1] if number else None

    def _sitemap(self, now: datetime) -> Answer:
        listed = (path for path in self.states if path not in self.unlisted and self._state(path, now))
        rows = "".join(f"<url><loc>{self.url(path)}</loc></url>" for path in listed)
        return Answer(body=f"<urlset>{rows}</urlset>".encode(), headers={"Content-Type": "application/xml"})


class _Visit(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # one connection a crawl
    wbufsize = -1  # head and body in one piece: apart, each waits 40 ms for the other side

    def __init__(self, paper: Paper, *args: Any) -> None:
        self.paper = paper
        super().__init__(*args)

    def do_GET(self) -> None:
        answer = self.paper.answer(self.path, {name.lower(): value for name, value in self.headers.items()})
        if answer.status == 0:
            self.close_connection = True
            return
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        if answer.cut:
            self.close_connection = True
        if answer.status != 304:
            self.send_header("Content-Length", str(len(answer.body) + (1000 if answer.cut else 0)))
        self.end_headers()
        self.wfile.write(answer.body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the library's name
        """Quiet: `visits` are counted."""
