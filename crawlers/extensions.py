"""Tells the recorder how the crawl ended: the only sign of success, since Scrapy exits with 0 when callbacks raised."""

import resource
import time
from typing import Any

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from twisted.python.failure import Failure

from storage.findings import CrawlEnded
from storage.recording.failures import FAILS

_OUTCOMES = {"closespider_timeout": "limit_reached"}


class RecordCrawl:
    """Counts what a crawl did and sends CrawlEnded as its last finding."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.started = time.monotonic()
        self.raised: str | None = None
        self.pages = self.failed = 0

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RecordCrawl":
        extension = cls(crawler)
        crawler.signals.connect(extension.on_error, signals.spider_error)
        crawler.signals.connect(extension.on_error, signals.item_error)
        crawler.signals.connect(extension.on_item, signals.item_scraped)
        crawler.signals.connect(extension.on_closed, signals.spider_closed)
        return extension

    def on_error(self, failure: Failure) -> None:
        self.raised = self.raised or f"{failure.type.__name__ if failure.type else ''}: {failure.getErrorMessage()}"

    def on_item(self, item: Any) -> None:
        self.failed += getattr(item, "outcome", None) in FAILS
        self.pages += type(item).__name__ == "PageRead"

    async def on_closed(self, spider: Spider, reason: str) -> None:
        for pace in spider.paces.noted(spider.now()):  # type: ignore[attr-defined]  # ours has them
            await spider.recorder.record(pace)  # type: ignore[attr-defined]
        await spider.recorder.record(self._ended(spider, reason))  # type: ignore[attr-defined]  # ours has one

    def _ended(self, spider: Any, reason: str) -> CrawlEnded:
        stats = self.crawler.stats
        return CrawlEnded(
            crawl_id=spider.plan.crawl_id,
            outlet=spider.plan.outlet,
            seen_at=spider.now(),
            outcome="raised" if self.raised else _OUTCOMES.get(reason, reason),
            detail=self.raised[:500] if self.raised else spider.paces.rests_in_words(spider.now()),
            requests=stats.get_value("downloader/request_count", 0),
            answers=stats.get_value("downloader/response_count", 0),
            pages=self.pages,
            not_modified=stats.get_value("downloader/response_status_count/304", 0),
            errors=self.failed,
            bytes=stats.get_value("downloader/response_bytes", 0),
            seconds=round(time.monotonic() - self.started, 3),
            peak_memory_mb=round(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024, 1),
            chrome=spider.dropped.counts(),
        )
