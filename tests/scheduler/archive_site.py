"""An invented paper with a past: an article every third day, found by pages, by days, or by the sitemaps of months.

with ArchiveSite(today, articles=60) as site:
    site.asked             # the paths that were asked for, in order
    site.since(day)        # the paths of the articles from that day on
"""

import re
import threading
import time
from collections import Counter
from datetime import date, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self

from tests.scheduler.small_site import SENTENCES

PER_PAGE = 10
EVERY = timedelta(days=3)


class ArchiveSite:
    """Serves until closed. `fails` maps a path to the statuses of its next answers, `retry_after` goes with them."""

    def __init__(self, today: date, articles: int = 60) -> None:
        self.days = [today - n * EVERY for n in range(articles)]
        self.asked: list[str] = []
        self.fails: dict[str, list[int]] = {}
        self.retry_after: str | None = None
        self.pause = 0.0  # seconds before each answer
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Visit, self))
        self.host = f"127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    def path(self, day: date) -> str:
        """Undated, as many outlets have them: the number is the day's own."""
        return f"/news/lamplighters-meet-again-{day.toordinal()}"

    def since(self, first: date) -> set[str]:
        return {self.path(day) for day in self.days if day >= first}

    def articles_asked(self) -> Counter[str]:
        """How often each article was asked for."""
        return Counter(path for path in self.asked if path.startswith("/news/"))

    def write_outlet(self, folder: Path, kind: str, path: str, slug: str = "lamplighter") -> None:
        source = f'[[sources]]\nkind = "{kind}"\nurl = "http://{self.host}{path}"\n'
        front = f'[[sources]]\nkind = "front"\nurl = "http://{self.host}/today"\n'
        (folder / f"{slug}.toml").write_text(
            f'name = "The Lamplighter"\nhome = "http://{self.host}/"\ntimezone = "Europe/London"\nlanguages = ["en"]\n'
            f'hosts = ["{self.host}"]\ndelay = "0s"\n{front}{source}',
            encoding="utf-8",
        )

    def answer(self, path: str) -> str | None:
        """What stands at a path; None for nothing."""
        if path == "/today":
            return self._list(self.days[:2], None)
        if found := re.fullmatch(r"/all(?:\?page=(\d+))?", path):
            return self._page(int(found[1] or 1))
        if found := re.fullmatch(r"/days/(\d{4})/(\d\d)/(\d\d)/", path):
            day = date(*map(int, found.groups()))
            return self._list([each for each in self.days if each == day], None)
        if path == "/sitemap.xml":
            return self._index()
        if found := re.fullmatch(r"/sitemap-(\d{4})-(\d\d)\.xml", path):
            return self._month(*map(int, found.groups()))
        found = re.fullmatch(r"/news/lamplighters-meet-again-(\d+)", path)
        return _article(date.fromordinal(int(found[1]))) if found else None

    def _page(self, number: int) -> str:
        last = -(-len(self.days) // PER_PAGE)
        number = min(number, last)  # as many papers do: beyond the last page stands the last page
        shown = self.days[(number - 1) * PER_PAGE : number * PER_PAGE]
        return self._list(shown, f"/all?page={number + 1}")

    def _list(self, days: list[date], following: str | None) -> str:
        items = "".join(
            f'<article><h2><a href="{self.path(day)}">Lamplighters of Quillport meet on day {day.toordinal()}</a></h2>'
            "<p>They agreed on the order of the streets once more.</p></article>"
            for day in days
        )
        next_link = f'<a rel="next" href="{following}">Older</a>' if following else ""
        return f"<!doctype html><title>The Lamplighter</title><main>{items}</main><nav>{next_link}</nav>"

    def _index(self) -> str:
        months = sorted({(day.year, day.month) for day in self.days})
        maps = [
            f"<sitemap><loc>http://{self.host}/sitemap-{year}-{month:02}.xml</loc></sitemap>" for year, month in months
        ]
        return f"<sitemapindex>{''.join(maps)}<sitemap><loc>http://{self.host}/sitemap-dead.xml</loc></sitemap></sitemapindex>"

    def _month(self, year: int, month: int) -> str:
        days = [day for day in self.days if (day.year, day.month) == (year, month)]
        locations = (f"<url><loc>http://{self.host}{self.path(day)}</loc></url>" for day in days)
        return f"<urlset>{''.join(locations)}</urlset>"


def _article(day: date) -> str:
    n = day.toordinal()
    paragraphs = "".join(f"<p>{sentence.format(n=n)} {sentence.format(n=n + 1)}</p>" for sentence in SENTENCES)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Lamplighters on day {n}</title>'
        f'<meta property="article:published_time" content="{day}T09:00:00+00:00"></head>'
        f"<body><main><article><h1>Lamplighters of Quillport meet on day {n}</h1>{paragraphs}</article></main></body>"
    )


class _Visit(BaseHTTPRequestHandler):
    def __init__(self, site: ArchiveSite, *args: Any) -> None:
        self.site = site
        super().__init__(*args)

    def do_GET(self) -> None:
        self.site.asked.append(self.path)
        time.sleep(self.site.pause)
        failures = self.site.fails.get(self.path, [])
        text = self.site.answer(self.path)
        status = failures.pop(0) if failures else 200 if text else 404
        body = (text if text and status == 200 else "<h1>Not now</h1>").encode()
        kind = "application/xml" if body.startswith((b"<urlset", b"<sitemapindex")) else "text/html"
        self.send_response(status)
        if self.site.retry_after and status in {429, 503}:
            self.send_header("Retry-After", self.site.retry_after)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the library's name
        """Quiet: `asked` is the log."""
