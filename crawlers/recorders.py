"""Where a crawl hands its findings: a pipe to the daemon, or the archive itself when Scrapy runs alone."""

import asyncio
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from scrapy.crawler import Crawler

from crawlers.extraction import reading_of
from crawlers.outlet import Outlet, load_outlets
from crawlers.wire import encode
from storage.archive import Archive
from storage.findings import CrawlEnded, Finding
from storage.plans import CrawlPlan


class Recorder(Protocol):
    """Where a crawl hands its findings: a pipe under the daemon, the archive in `scrapy crawl`."""

    async def record(self, finding: Finding) -> None: ...


class PipeRecorder:
    """Writes each finding as one message; waits without blocking when the pipe is full, which slows the crawl down."""

    def __init__(self, fd: int) -> None:
        self.fd = fd
        os.set_blocking(fd, False)
        self._lock = asyncio.Lock()

    async def record(self, finding: Finding) -> None:
        async with self._lock:
            rest = memoryview(encode(finding))  # encoded inside the lock: else a hundred messages wait in memory
            while rest:
                try:
                    rest = rest[os.write(self.fd, rest) :]
                except BlockingIOError:
                    await self._writable()

    async def _writable(self) -> None:
        loop = asyncio.get_running_loop()
        done: asyncio.Future[None] = loop.create_future()
        loop.add_writer(self.fd, _set_done, done)
        try:
            await done
        finally:
            loop.remove_writer(self.fd)


class ArchiveRecorder:
    """The archive behind `scrapy crawl`: one outlet, read now, whether due or not.

    `outlets_dir` is the folder of all outlets: those that are not registered would count as gone.
    """

    def __init__(self, database: Path, outlet: Outlet, outlets_dir: Path) -> None:
        self.outlets = load_outlets(outlets_dir) | {outlet.slug: outlet}
        self.archive = Archive.create(database)
        self.outlet = outlet

    def plan(self) -> CrawlPlan:
        now = datetime.now(UTC)
        self.archive.register(self.outlets.values(), now)
        return self.archive.plan(self.outlet.slug, now, everything=True)

    async def record(self, finding: Finding) -> None:
        self.archive.record(finding)
        if isinstance(finding, CrawlEnded):
            self.archive.learn(finding.outlet, finding.seen_at, reading_of(self.outlet))
            self.archive.close()


def _set_done(future: asyncio.Future[None]) -> None:
    if not future.done():
        future.set_result(None)


def recorder_of(crawler: Crawler, outlet: Outlet) -> Recorder:
    """The recorder that the crawl was started with, else the archive that the settings name."""
    given: Recorder | None = crawler.settings.get("RECORDER")
    settings = crawler.settings
    return given or ArchiveRecorder(Path(settings["DATABASE"]), outlet, Path(settings["OUTLETS_DIR"]))
