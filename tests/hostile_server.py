"""A web server that behaves badly on purpose, one path a misdeed, on a free port of loopback.

`HostileServer` serves in a thread until it is closed and remembers what it was asked. `MISDEEDS` maps each path to a
function that writes the answer; `ROBOTS` maps the name of a state to the answer to /robots.txt.
"""

import gzip
import socket
import ssl
import struct
import threading
import time
from collections.abc import Callable, Mapping
from functools import cache, cached_property
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Self, cast

MEBI = 1 << 20
PATIENCE = 30.0  # seconds; a server that hangs lets go when it is closed

_SENTENCES = (
    "The town council voted on Tuesday to repair the old swing bridge before the winter storms arrive. ",
    "Engineers said that the northern pier had moved by four centimetres since the last inspection. ",
    "Traffic will be sent through the harbour road while the work goes on, the mayor told reporters. ",
    "Shopkeepers on the quay fear for their trade, but most of them agreed that the repair cannot wait. ",
)


def article_page(title: str = "Swing bridge to close for repairs") -> bytes:
    """A plain news article in English."""
    paragraphs = "".join(f"<p>{_SENTENCES[n % 4]}{_SENTENCES[(n + 1) % 4]}</p>" for n in range(6))
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta property="og:type" content="article">'
        '<meta property="article:published_time" content="2026-11-20T08:00:00+02:00"></head>'
        f"<body><main><article><h1>{title}</h1>{paragraphs}</article></main></body></html>"
    ).encode()


class Asked(NamedTuple):
    """One request that the server received."""

    path: str
    headers: dict[str, str]
    at: float  # time.monotonic()


class Visit(BaseHTTPRequestHandler):
    """One request, with short words for the answers."""

    server: "_Server"
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.close_connection = True
        hostile = self.server.hostile
        headers = {name.lower(): value for name, value in self.headers.items()}
        hostile.asked.append(Asked(self.path, headers, time.monotonic()))
        misdeed = hostile.robots if self.path == "/robots.txt" else hostile.pages.get(self.path, _missing)
        misdeed(self)

    def answer(self, status: int = 200, body: bytes = b"", kind: str = "text/html; charset=utf-8", **more: str) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": str(len(body)), "Connection": "close"}.items():
            self.send_header(name, value)
        for name, value in more.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def redirect(self, target: str) -> None:
        self.answer(302, b"moved", Location=target.format(server=self.server.hostile))

    def hang(self, seconds: float = PATIENCE) -> bool:
        """Wait; true when the server is being closed."""
        return self.server.hostile.closing.wait(seconds)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name that http.server gives it
        """Say nothing."""


Misdeed = Callable[[Visit], None]


class HostileServer:
    """Serves `pages` (those of MISDEEDS and more) at `address`, "127.0.0.1:port", until closed.

    `port_mate` is another port of the same address and `neighbour` another address of loopback; redirects lead there,
    and `trespasses` counts who came.
    """

    def __init__(
        self,
        pages: Mapping[str, Misdeed] | None = None,
        *,
        robots: str = "missing",
        ip: str = "127.0.0.1",
        certificate: Path | None = None,
    ) -> None:
        self.pages = {**MISDEEDS, **(pages or {})}
        self.robots = ROBOTS[robots]
        self.asked: list[Asked] = []
        self.closing = threading.Event()
        self._listeners: list[_CountingListener] = []
        self._server = _Server((ip, 0), Visit)
        self._server.hostile = self
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            self._server.socket = context.wrap_socket(self._server.socket, server_side=True)
        self.address = f"{ip}:{self._server.server_address[1]}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))
        self._thread.start()

    @cached_property
    def port_mate(self) -> "_CountingListener":
        return self._listening("127.0.0.1")

    @cached_property
    def neighbour(self) -> "_CountingListener":
        return self._listening("127.0.0.2")

    @property
    def trespasses(self) -> int:
        """How often somebody connected to a place that is not allowed."""
        return sum(listener.connections for listener in self._listeners)

    def _listening(self, ip: str) -> "_CountingListener":
        self._listeners.append(_CountingListener(ip))
        return self._listeners[-1]

    def url(self, path: str) -> str:
        return f"http://{self.address}{path}"

    def paths(self) -> list[str]:
        """What was asked for, in order, without robots.txt."""
        return [asked.path for asked in self.asked if asked.path != "/robots.txt"]

    def close(self) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()
        for listener in self._listeners:
            listener.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()


class _Server(ThreadingHTTPServer):
    request_queue_size = 128  # many crawls knock at once
    daemon_threads = False  # closing waits for them: no socket is left to the garbage collector
    hostile: HostileServer

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A crawler that hangs up is what these misdeeds are for."""


class _CountingListener:
    """A port that counts its connections and hangs up."""

    def __init__(self, ip: str) -> None:
        self.connections = 0
        self._socket = socket.create_server((ip, 0))
        self._socket.settimeout(0.05)
        self.address = f"{ip}:{self._socket.getsockname()[1]}"
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._count)
        self._thread.start()

    def _count(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._socket.accept()
            except TimeoutError:
                continue
            self.connections += 1
            connection.close()

    def close(self) -> None:
        self._closing.set()
        self._thread.join()
        self._socket.close()


def free_address() -> str:
    """An address of loopback where nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as briefly:
        return f"127.0.0.1:{briefly.getsockname()[1]}"


# ---- misdeeds -------------------------------------------------------------------------------------------------------


def _missing(visit: Visit) -> None:
    visit.answer(404, b"<h1>not found</h1>")


def status(code: int, **headers: str) -> Misdeed:
    """A misdeed that answers with a status."""
    return lambda visit: visit.answer(code, b"<h1>sorry</h1>", **headers)


def page(body: bytes, kind: str = "text/html; charset=utf-8", **headers: str) -> Misdeed:
    """A page like any other; not modified for those who bring its ETag back."""

    def serve(visit: Visit) -> None:
        if headers.get("ETag") and visit.headers.get("If-None-Match") == headers["ETag"]:
            visit.answer(304)
        else:
            visit.answer(200, body, kind, **headers)

    return serve


def redirect(target: str) -> Misdeed:
    """A redirect; `{server}` in the target is the HostileServer."""
    return lambda visit: visit.redirect(target)


def _endless_headers(visit: Visit) -> None:
    visit.send_response(200)
    visit.flush_headers()
    lines = b"".join(b"X-Flood-%d: %s\r\n" % (n, b"x" * 90) for n in range(1000))
    while not visit.hang(0):
        visit.wfile.write(lines)


def _few_but_long_headers(visit: Visit) -> None:
    # Below Twisted's 16 KiB a line and our 200 lines, 200 KiB together.
    visit.answer(200, article_page(), **{f"X_Long_{n}": "x" * 10_000 for n in range(20)})


def _one_giant_header(visit: Visit) -> None:
    visit.answer(200, article_page(), X_Giant="x" * 70_000)


def _drip(visit: Visit) -> None:
    visit.send_response(200)
    visit.send_header("Content-Length", "100000")
    visit.end_headers()
    while not visit.hang(0.1):
        visit.wfile.write(b"<p>.")


def _header_drip(visit: Visit) -> None:
    while not visit.hang(0.1):
        visit.wfile.write(b"X")


def _hang(visit: Visit) -> None:
    visit.hang()


def _not_http(visit: Visit) -> None:
    visit.wfile.write(b"SSH-2.0-OpenSSH_9.2\r\n")


def _truncated(visit: Visit) -> None:
    visit.send_response(200)
    visit.send_header("Content-Type", "text/html")
    visit.send_header("Content-Length", "100000")
    visit.end_headers()
    visit.wfile.write(article_page())


def _truncated_chunks(visit: Visit) -> None:
    visit.send_response(200)
    visit.send_header("Content-Type", "text/html")
    visit.send_header("Transfer-Encoding", "chunked")
    visit.end_headers()
    body = article_page()
    visit.wfile.write(b"%x\r\n%s\r\n%x\r\nonly half of th" % (len(body), body, 5000))


def _endless_body(visit: Visit) -> None:
    visit.send_response(200)
    visit.send_header("Content-Type", "text/html")
    visit.end_headers()
    while not visit.hang(0):
        visit.wfile.write(b"<p>more and more</p>" * 5000)


@cache
def _bomb() -> bytes:
    return gzip.compress(bytes(64 * MEBI), 9)  # 64 KiB on the wire


def _reset(visit: Visit) -> None:
    visit.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    cast("socket.socket", visit.connection).close()


def _stacked_bomb(visit: Visit) -> None:
    visit.answer(200, gzip.compress(_bomb(), 9), Content_Encoding="gzip, gzip")


_PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n" + bytes(range(256)) * 8

MISDEEDS: dict[str, Misdeed] = {
    "/honest": page(article_page(), ETag='"v1"', Last_Modified="Fri, 20 Nov 2026 06:00:00 GMT"),
    "/missing": _missing,
    "/removed": status(410),
    "/unauthorised": status(401),
    "/forbidden": status(403),
    "/legal-reasons": status(451),
    "/busy": status(429, Retry_After="3600"),
    "/unavailable": status(503, Retry_After="-5"),
    "/broken": status(500),
    "/status-999": status(999),
    "/unasked-304": status(304),
    "/endless-headers": _endless_headers,
    "/long-headers": _few_but_long_headers,
    "/giant-header": _one_giant_header,
    "/header-drip": _header_drip,
    "/drip": _drip,
    "/hang": _hang,
    "/truncated": _truncated,
    "/truncated-chunks": _truncated_chunks,
    "/partial": lambda visit: visit.answer(206, article_page()[:900]),
    "/endless-body": _endless_body,
    "/announces-too-much": lambda visit: visit.answer(200, b"x" * (8 * MEBI + 1)),
    "/gzip-bomb": lambda visit: visit.answer(200, _bomb(), Content_Encoding="gzip"),
    "/stacked-bomb": _stacked_bomb,
    "/reset": _reset,
    "/pdf-as-html": page(_PDF),
    "/not-http": _not_http,
    "/redirect-loop": redirect("/redirect-loop"),
    "/redirect-ping": redirect("/redirect-pong"),
    "/redirect-pong": redirect("/redirect-ping"),
    "/redirect-to-file": redirect("file:///etc/passwd"),
    "/redirect-to-data": redirect("data:text/html,<h1>hello</h1>"),
    "/redirect-to-javascript": redirect("javascript:alert(1)"),
    "/redirect-to-ftp": redirect("ftp://127.0.0.1/"),
    "/redirect-to-port": redirect("http://{server.port_mate.address}/"),
    "/redirect-to-address": redirect("http://{server.neighbour.address}/"),
    "/redirect-to-nonsense": redirect("http://[not-an-address/"),
    "/redirect-home": redirect("/"),
    "/redirect-to-honest": redirect("/honest"),
    "/": page(b"<h1>Home</h1>"),
}


# ---- robots.txt -----------------------------------------------------------------------------------------------------

_HUGE = b"User-agent: *\nAllow: /\n" + b"# nothing to see here\n" * 40_000 + b"User-agent: *\nDisallow: /\n"


def _rules(text: str) -> Misdeed:
    return page(text.encode(), "text/plain")


ROBOTS: dict[str, Misdeed] = {
    "allows": _rules("User-agent: *\nAllow: /\n"),
    "forbids": _rules("User-agent: *\nDisallow: /\n"),
    "forbids private": _rules("User-agent: *\nDisallow: /private/\nCrawl-delay: 7\n"),
    "forbids us by name": _rules("User-agent: Varta\nDisallow: /\n\nUser-agent: *\nAllow: /\n"),
    "with a byte-order mark": _rules("\ufeffUser-agent: *\nDisallow: /private/\n"),
    "a page": page(article_page()),
    "missing": status(404),
    "gone": status(410),
    "unauthorised": status(401),
    "forbidden": status(403),
    "busy": status(429, Retry_After="60"),
    "broken": status(500),
    "unavailable": status(503),
    "hangs": _hang,
    "redirects for ever": redirect("/robots.txt"),
    "redirects away": redirect("http://{server.port_mate.address}/robots.txt"),
    "cut off": _truncated,
    "huge": page(_HUGE, "text/plain"),
}
