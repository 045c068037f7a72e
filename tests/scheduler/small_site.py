"""A small invented news site on a port of its own, for tests that need exactly so many pages, or one that hangs.

with SmallSite(articles=10) as site:
    plan = site.plan(now)
    site.asked  # the paths that were asked for, in order; `visits` are their times
"""

import re
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from crawlers.outlet import ArticleHints, Outlet, Source
from storage.plans import CrawlPlan, DueUrl

SENTENCES = (
    "The lamplighters of Quillport met on {n} evenings this month to agree on the order of the streets.",
    "Nobody could remember when the towpath had last been swept by so many hands before breakfast.",
    "A retired pilot read out {n} letters that had been found behind the clock of the customs house.",
    "The council will hear the ferrymen again in spring, and has promised tea for everybody who comes.",
    "Until then the lower lock stays open for {n} hours a day, and the upper one for as long as it takes.",
)


class SmallSite:
    """A front page and its articles. An article is waited for `pause` seconds, and for ever where it is in `hangs`."""

    def __init__(self, articles: int = 3, pause: float = 0.0) -> None:
        self.articles, self.pause = articles, pause
        self.asked: list[str] = []
        self.visits: list[tuple[float, float]] = []  # monotonic times: asked, answered
        self.extra_links: list[str] = []
        self.hangs: set[str] = set()
        self._closing = threading.Event()
        self._server = _Server(("127.0.0.1", 0), partial(_Visit, self))
        self.host = f"127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def article_url(self, n: int) -> str:
        return self.url(f"/news/article-{n}")

    def outlet(self, slug: str = "small-site") -> Outlet:
        return small_outlet(self.host, slug)

    def plan(self, crawl_id: int = 1, outlet: str = "small-site") -> CrawlPlan:
        """A crawl of every article, without the front page."""
        urls = tuple(DueUrl(url=self.article_url(n)) for n in range(1, self.articles + 1))
        return CrawlPlan(crawl_id=crawl_id, outlet=outlet, now=datetime.now(UTC).replace(microsecond=0), urls=urls)

    def write_outlet(
        self, folder: Path, slug: str = "small-site", *, every: str = "15m", article_url: str = r"/news/article-\d+$"
    ) -> Path:
        """The file by which Varta knows this site."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{slug}.toml"
        path.write_text(
            f"""
            name = "The Small Site"
            home = "http://{self.host}/"
            timezone = "Europe/London"
            languages = ["en"]
            hosts = ["{self.host}"]
            delay = "0s"
            [[sources]]
            kind = "front"
            url = "http://{self.host}/"
            language = "en"
            every = "{every}"
            [article]
            url = '{article_url}'
            """,
            encoding="utf-8",
        )
        return path

    def page(self, path: str) -> str | None:
        """What stands at a path; None for nothing."""
        if path == "/":
            links = [f"/news/article-{n}" for n in range(1, self.articles + 1)] + self.extra_links
            return "<h1>The Small Site</h1>" + "".join(f'<p><a href="{link}">Read on</a></p>' for link in links)
        if found := re.fullmatch(r"/news/article-(\d+)", path):
            self._closing.wait(None if path in self.hangs else self.pause)
            return _article(int(found[1]))
        return None


def small_outlet(host: str = "127.0.0.1:9", slug: str = "small-site") -> Outlet:
    """A small site as an outlet, whether it is there or not."""
    return Outlet(
        slug=slug,
        name="The Small Site",
        home=f"http://{host}/",
        timezone="Europe/London",
        languages=("en",),
        hosts=(host,),
        delay=timedelta(0),
        sources=(Source(kind="front", url=f"http://{host}/", language="en"),),
        article=ArticleHints(url=re.compile(r"/news/article-\d+$")),
    )


def _article(n: int) -> str:
    title = f"Lamplighters of Quillport meet for the {n}th time"
    paragraphs = "".join(f"<p>{sentence.format(n=n)} {sentence.format(n=n + 1)}</p>" for sentence in SENTENCES)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
        f"<body><main><article><h1>{title}</h1>{paragraphs}</article></main></body></html>"
    )


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """A crawl that was killed hangs up: that is no news."""


class _Visit(BaseHTTPRequestHandler):
    def __init__(self, site: SmallSite, *args: Any) -> None:
        self.site = site
        super().__init__(*args)

    def do_GET(self) -> None:
        began = time.monotonic()
        self.site.asked.append(self.path)
        page = self.site.page(self.path)
        body = (page or "<h1>Not found</h1>").encode()
        self.send_response(200 if page else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.site.visits.append((began, time.monotonic()))

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the library's name
        """Quiet: `asked` is the log."""


@contextmanager
def shut_port() -> Iterator[str]:
    """`address:port` on which nobody listens, and nobody else can while the block lasts."""

    with socket.socket() as bound:
        bound.bind(("127.0.0.1", 0))
        yield f"127.0.0.1:{bound.getsockname()[1]}"
