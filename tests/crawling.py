"""Real crawls in processes of their own: a Twisted reactor cannot be started twice in one.

`Crawls` keeps a process with everything imported and has it fork a child for each call, as the daemon does; it is the
fixture `crawl`. Run as a program, this is that process.
"""

import asyncio
import importlib
import os
import pickle
import signal
import subprocess
import sys
import tempfile
import traceback
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import ScrapyDeprecationWarning
from scrapy.settings import Settings
from scrapy.utils.misc import load_object

import crawlers.settings
from crawlers.outlet import Outlet, Source
from crawlers.recorders import PipeRecorder
from crawlers.spiders.outlet_spider import OutletSpider
from crawlers.wire import read_findings
from storage.findings import CrawlEnded, Finding, PaceNoted, PageRead, RobotsRead, SourceRead
from storage.plans import CrawlPlan, DueSource, DueUrl

ROOT = Path(__file__).parents[1]
NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
PATIENCE = 50  # seconds: no crawl of the tests takes a tenth of it
Kind = TypeVar("Kind", SourceRead, PageRead, RobotsRead, PaceNoted, CrawlEnded)


@dataclass(frozen=True, slots=True, kw_only=True)
class Crawled:
    """What one or more crawls in one process sent, in order, and how much memory the process used at most."""

    findings: tuple[Finding, ...]
    peak_mb: float

    def of(self, kind: type[Kind], crawl_id: int = 1) -> list[Kind]:
        return [each for each in self.findings if isinstance(each, kind) and each.crawl_id == crawl_id]

    def pages(self, crawl_id: int = 1) -> dict[str, PageRead]:
        """The pages of a crawl by what follows host and port in their address."""
        return {"/" + read.url.split("/", 3)[3]: read for read in self.of(PageRead, crawl_id)}

    def ended(self, crawl_id: int = 1) -> CrawlEnded:
        (ended,) = self.of(CrawlEnded, crawl_id)
        return ended


def an_outlet(*hosts: str, slug: str = "harbour", **facts: Any) -> Outlet:
    """An outlet without a delay on these hosts; its home is the first one's root."""
    given = {"home": f"http://{hosts[0]}/", "timezone": "Europe/Kyiv", "languages": ("en",), "delay": timedelta()}
    return Outlet(slug=slug, name=slug.title(), hosts=hosts, **{**given, **facts})


def a_plan(
    *, sources: Sequence[Source | DueSource] = (), urls: Sequence[str] = (), crawl_id: int = 1, **more: Any
) -> CrawlPlan:
    """A plan to read these sources and pages."""
    due = tuple(
        source if isinstance(source, DueSource) else DueSource(id=n, kind=source.kind, url=source.url)
        for n, source in enumerate(sources, 1)
    )
    more = {"sources": due, "urls": tuple(DueUrl(url=url) for url in urls), "now": NOW, "outlet": "harbour", **more}
    return CrawlPlan(crawl_id=crawl_id, **more)


class Crawls:
    """Runs crawls; called with them, it gives back what they found. Closed by `with`."""

    def __init__(self) -> None:
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.crawling"], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
        )

    def __call__(self, *jobs: tuple[Outlet, CrawlPlan], allow: str, **settings: Any) -> Crawled:
        """Run these crawls side by side in one fresh process. `allow` is what VARTA_ALLOW_ADDRESSES would hold."""
        settings = {"DOWNLOAD_TIMEOUT": 20, **settings, "ALLOW_ADDRESSES": allow}
        assert self._server.stdin is not None
        assert self._server.stdout is not None
        with tempfile.TemporaryDirectory() as folder:
            pickle.dump((folder, jobs, settings), self._server.stdin)
            self._server.stdin.flush()
            code, peak_kb = map(int, self._server.stdout.readline().split())
            log = (Path(folder) / "log").read_text()
            assert code == 0, log
            print(log)  # noqa: T201  pytest shows it beside a failure
            findings = asyncio.run(_findings((Path(folder) / "findings").read_bytes()))
        return Crawled(findings=tuple(findings), peak_mb=peak_kb / 1024)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.kill()
        self._server.communicate()


async def _findings(data: bytes) -> list[Finding]:
    reader = asyncio.StreamReader()
    reader.feed_data(data)
    reader.feed_eof()
    return [finding async for finding in read_findings(reader)]


# ---- the process that forks, and its children -----------------------------------------------------------------------


def _serve() -> None:
    _preload()
    while True:
        try:
            folder, jobs, settings = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        child = os.fork()
        if child == 0:
            _run_and_exit(Path(folder), jobs, settings)
        _, status, used = os.wait4(child, 0)
        print(os.waitstatus_to_exitcode(status), used.ru_maxrss, flush=True)  # noqa: T201  the answer


def _preload() -> None:
    """Import what a crawl imports late: without it here, each child would spend a quarter of a second on it."""
    importlib.import_module("scrapy.core.downloader.handlers.http11")
    importlib.import_module("crawlers.politeness.address_guard")
    settings = Settings()
    settings.setmodule(crawlers.settings)
    for name in ("DOWNLOADER_MIDDLEWARES", "SPIDER_MIDDLEWARES", "EXTENSIONS", "ITEM_PIPELINES"):
        for path in settings.getwithbase(name):
            load_object(path)


def _run_and_exit(folder: Path, jobs: Sequence[tuple[Outlet, CrawlPlan]], changed: dict[str, Any]) -> None:
    signal.alarm(PATIENCE)
    findings = os.open(folder / "findings", os.O_WRONLY | os.O_CREAT)
    log = os.open(folder / "log", os.O_WRONLY | os.O_CREAT)
    os.dup2(log, 1)
    os.dup2(log, 2)
    code = 1
    try:
        _run(findings, jobs, changed)
        code = 0
    except BaseException:  # noqa: BLE001  the parent must be told whatever happened
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _run(findings: int, jobs: Sequence[tuple[Outlet, CrawlPlan]], changed: dict[str, Any]) -> None:
    warnings.simplefilter("error", ScrapyDeprecationWarning)
    settings = Settings()
    settings.setmodule(crawlers.settings)
    settings.setdict({"RECORDER": PipeRecorder(findings), **changed}, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    tasks = [process.crawl(OutletSpider.of(outlet), plan=plan) for outlet, plan in jobs]
    process.start()
    for task in tasks:
        task.result()


if __name__ == "__main__":
    _serve()
