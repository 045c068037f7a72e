"""Saved pages on a loopback server: each outlet at a port of its own, with a sitemap made of what is there.

A page that was fetched several times is served as its first fetch, then, after `next_round`, as its second, and so on:
what a watcher would have met.
"""

import gzip
import json
import threading
from collections import defaultdict
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, Self
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedPage:
    """One saved page with what it should be read as."""

    outlet: str
    path: str
    fetch_no: int
    html: bytes
    content_type: str
    gold: dict[str, Any]


def read_seed(folder: Path) -> list[SavedPage]:
    """The page that the project began with."""
    gold = json.loads((folder / "gold.json").read_text(encoding="utf-8"))
    html = (folder / "page.html").read_bytes()
    path = urlsplit(gold["url"]).path
    kind = "text/html; charset=utf-8"
    return [SavedPage(outlet="thegaze", path=path, fetch_no=1, html=html, content_type=kind, gold=gold)]


def read_ukraine(folder: Path) -> list[SavedPage]:
    """The article pages of the corpus that have a gold text."""
    index = {row["file"]: row for row in _rows(folder / "index.jsonl")}
    return [_page(folder, index[gold["file"]], gold) for gold in _rows(folder / "gold.jsonl")]


def _rows(file: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def _page(folder: Path, row: dict[str, Any], gold: dict[str, Any]) -> SavedPage:
    html = gzip.decompress((folder / row["file"]).read_bytes())
    number = row.get("fetch_no") or 1
    path = urlsplit(row["url"]).path
    if number == 1 and path.strip("/") == "":  # pages whose own address was not kept
        path = f"/{row['file'].removesuffix('.html.gz')}.html"
    return SavedPage(
        outlet=row["outlet"], path=path, fetch_no=number, html=html, content_type=_content_type(html, row), gold=gold
    )


def _content_type(html: bytes, row: dict[str, Any]) -> str:
    if row.get("content_type"):
        return str(row["content_type"])
    try:
        html.decode("utf-8")
    except UnicodeDecodeError:
        return "text/html; charset=windows-1251"
    return "text/html; charset=utf-8"


class SavedPress:
    """Serves saved pages inside `with`; `hosts` tells each outlet's address."""

    def __init__(self, pages: list[SavedPage]) -> None:
        self.round = 1
        self.pages: defaultdict[str, defaultdict[str, dict[int, SavedPage]]] = defaultdict(lambda: defaultdict(dict))
        for page in pages:
            self.pages[page.outlet][page.path][page.fetch_no] = page
        self._servers = {outlet: self._server(outlet) for outlet in self.pages}
        self.hosts = {outlet: f"127.0.0.1:{server.server_port}" for outlet, server in self._servers.items()}

    def __enter__(self) -> Self:
        for server in self._servers.values():
            threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        for server in self._servers.values():
            server.shutdown()
            server.server_close()

    @property
    def rounds(self) -> int:
        return max(number for paths in self.pages.values() for fetches in paths.values() for number in fetches)

    def next_round(self) -> None:
        self.round += 1

    def present(self) -> list[SavedPage]:
        """Each page as it is served in this round."""
        return [self._now(fetches) for paths in self.pages.values() for fetches in paths.values()]

    def write_outlets(self, folder: Path) -> None:
        """An outlet file for each, with the sitemap as its only source."""
        for outlet, host in self.hosts.items():
            (folder / f"{outlet.replace('.', '-')}.toml").write_text(
                f'name = "{outlet}"\nhome = "http://{host}/"\ntimezone = "Europe/Kyiv"\nlanguages = ["uk"]\n'
                f'hosts = ["{host}"]\ndelay = "0s"\n[[sources]]\nkind = "sitemap"\nurl = "http://{host}/sitemap.xml"\n'
                f'[article]\nurl = "."\n',
                encoding="utf-8",
            )

    def _now(self, fetches: dict[int, SavedPage]) -> SavedPage:
        return fetches[max(number for number in fetches if number <= self.round)]

    def _answer(self, outlet: str, path: str) -> tuple[int, str, bytes]:
        if path == "/robots.txt":
            return 404, "text/plain", b""
        if path == "/sitemap.xml":
            addresses = (f"<url><loc>http://{self.hosts[outlet]}{known}</loc></url>" for known in self.pages[outlet])
            return 200, "application/xml", f"<urlset>{''.join(addresses)}</urlset>".encode()
        if path not in self.pages[outlet]:
            return 404, "text/plain", b""
        page = self._now(self.pages[outlet][path])
        return 200, page.content_type, page.html

    def _server(self, outlet: str) -> ThreadingHTTPServer:
        answer = self._answer

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, content_type, body = answer(outlet, self.path)
                self.send_response(status)
                self.send_header("Content-Type", content_type)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the name is http.server's
                pass

        return ThreadingHTTPServer(("127.0.0.1", 0), Handler)
