"""One crawl inside its own process: limits first, then Scrapy. What it finds goes through the pipe, as messages.

The child dies with the daemon (the kernel sends SIGIO when the parent's end closes), at its deadline (SIGALRM), when it
has used its processor time (SIGXCPU), whatever its Python code is stuck in. Only SIGTERM is for Scrapy: it ends the
crawl cleanly.
"""

import fcntl
import multiprocessing
import os
import resource
import select
import signal
from dataclasses import dataclass
from multiprocessing.connection import Connection

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

import crawlers.settings
from crawlers.outlet import Outlet
from crawlers.recorders import PipeRecorder
from crawlers.spiders.backfill_spider import BackfillSpider
from crawlers.spiders.outlet_spider import OutletSpider
from crawlers.spiders.page_spider import PageSpider
from crawlers.spiders.source_spider import SourceSpider
from crawlers.spiders.survey_spider import SurveySpider
from storage.plans import CrawlPlan

LAST_RESORT = 10  # seconds after the deadline, should the daemon itself not be able to kill
_ORPHANED = 3  # the exit code of a child that was born after its parent's death


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one crawl may take."""

    seconds: float = 900.0  # 150 pages at 5 s; what is left stays due, and comes with the next crawl
    memory_bytes: int = 768 << 20  # a page of 8 MiB of tags needs 512 MiB in lxml
    cpu_seconds: int = 300  # 150 pages at 100 ms are 15

    @property
    def seconds_to_close(self) -> float:
        """How long before its deadline a crawl starts nothing new: a download under way may take half a minute."""
        return min(60.0, self.seconds / 4)


def crawl_in_child(plan: CrawlPlan, outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    """The target of the forked process. Returns after CrawlEnded was sent; anything else is a death."""
    _crawl_with(BackfillSpider if plan.since else OutletSpider, plan, outlet, pipe, limits)


def look_in_child(plan: CrawlPlan, outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    """As `crawl_in_child`, for a person who asks about a page: its finding is a PageSeen, which says all. No log."""
    _crawl_with(PageSpider, plan, outlet, pipe, limits, LOG_LEVEL="CRITICAL")


def survey_in_child(plan: CrawlPlan, outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    """As `look_in_child`, for addresses of a site that nobody knows yet: every answer is a PageSeen, unread."""
    _crawl_with(SurveySpider, plan, outlet, pipe, limits, LOG_LEVEL="CRITICAL")


def try_sources_in_child(plan: CrawlPlan, outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    """As `crawl_in_child`, but for sources only: nothing that they list is fetched. No log."""
    _crawl_with(SourceSpider, plan, outlet, pipe, limits, LOG_LEVEL="CRITICAL")


def _crawl_with(
    spider: type[OutletSpider], plan: CrawlPlan, outlet: Outlet, pipe: Connection, limits: Limits, **changed: str
) -> None:
    restrain(limits)
    settings = Settings()
    settings.setmodule(crawlers.settings)
    settings.setdict(changed, priority="cmdline")
    settings.set("RECORDER", PipeRecorder(pipe.fileno()), priority="cmdline")
    settings.set("CLOSESPIDER_TIMEOUT", limits.seconds - limits.seconds_to_close, priority="cmdline")
    process = AsyncCrawlerProcess(settings)
    task = process.crawl(spider.of(outlet), plan=plan)
    process.start()
    if not task.done():
        raise SystemExit(1)  # a second SIGTERM forced the end
    if error := task.exception():
        raise error  # from_crawler, a bad setting: start() itself returns as if all were well


def restrain(limits: Limits) -> None:
    """Put the calling process into a session of its own and under the limits; make it die with its parent."""
    os.setsid()
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # the fork server ignores it
    _die_with_parent()
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory_bytes, limits.memory_bytes))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.cpu_seconds, limits.cpu_seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(int(limits.seconds) + LAST_RESORT)


def _die_with_parent() -> None:
    # PR_SET_PDEATHSIG is no help: our parent is the fork server, and a live child keeps that alive.
    parent = multiprocessing.parent_process()
    assert parent is not None
    sentinel = int(parent.sentinel)
    fcntl.fcntl(sentinel, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(sentinel, fcntl.F_SETFL, fcntl.fcntl(sentinel, fcntl.F_GETFL) | os.O_ASYNC)
    if select.select([sentinel], [], [], 0)[0]:
        os._exit(_ORPHANED)  # it died before we were armed
