"""The one spider. It walks through a plan: sources first, the new links they hold, found URLs, articles to re-check."""

import time
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.exceptions import CloseSpider
from scrapy.http import Response

from crawlers.answers import asked_for, validators_of
from crawlers.chrome_count import ChromeCounter
from crawlers.discovery.sitemap import MAX_BYTES
from crawlers.known_urls import KnownUrls
from crawlers.outlet import Outlet
from crawlers.politeness.keep_pace import DomainRests
from crawlers.politeness.paces import Paces
from crawlers.reading import Look, Reader
from crawlers.recorders import Recorder, recorder_of
from crawlers.sitemap_budget import SitemapBudget
from crawlers.source_reading import SourceReader
from storage.addresses import host_of
from storage.breaker import is_open, weighed
from storage.findings import Finding
from storage.plans import CrawlPlan, DueSource
from storage.records import Outcome

_SOURCE, _FOUND, _RECHECK = 20, 10, 0  # priorities: the higher, the sooner


class OutletSpider(Spider):
    """Plan in, findings out. The loader and the crawl child make a class of it for each outlet."""

    name = "outlet"
    outlet: Outlet
    plan: CrawlPlan
    recorder: Recorder

    @classmethod
    def of(cls, outlet: Outlet) -> type["OutletSpider"]:
        """The spider of one outlet."""
        return type(outlet.slug, (cls,), {"name": outlet.slug, "outlet": outlet})

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, plan: CrawlPlan | None = None, **kwargs: Any) -> "OutletSpider":
        spider = super().from_crawler(crawler, *args, **kwargs)
        spider.recorder = recorder_of(crawler, cls.outlet)
        spider.plan = plan or spider.recorder.plan()  # type: ignore[attr-defined]  # stand-alone: the archive's own
        spider.known = KnownUrls(spider.plan.known)
        spider.paces = Paces(spider.plan, cls.outlet)
        spider.reader = Reader(spider.plan, cls.outlet, spider.now, spider.paces.rests_until)
        spider.source_reader = SourceReader(spider.plan, cls.outlet, spider.now, spider.known, spider.paces.rests_until)
        spider.failures = spider.plan.failures or 0.0
        return spider

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known: KnownUrls
        self.paces: Paces
        self.failures: float  # of the outlet, in a row, weighed
        self.reader: Reader
        self.source_reader: SourceReader
        self.dropped = ChromeCounter()
        self._budgets: dict[int, SitemapBudget] = {}
        self.hosts = (*self.outlet.hosts, *(host_of(source.url) for source in self.outlet.sources))
        self._started = time.monotonic()

    def now(self) -> datetime:
        """The plan's clock, going on: the only clock of a crawl, so that a demo may set it."""
        elapsed = 0 if self.plan.clock_stands else int(time.monotonic() - self._started)
        moment: datetime = self.plan.now + timedelta(seconds=elapsed)
        return moment

    async def start(self) -> AsyncIterator[Any]:
        for source in self.plan.sources:
            if source.kind != "archive":  # those are a backfill's
                yield self._source_request(source, source.url)
        for due in self.plan.urls:
            self.known.is_new(due.url)
            yield self._page_request(Look(url=due.url, tries=due.tries))
        for article in self.plan.articles:
            yield self._page_request(Look(url=article.url, article=article))

    def _source_request(self, source: DueSource, url: str, depth: int = 0) -> Request:
        return Request(
            url,
            callback=self.parse_source,
            errback=self.source_failed,
            headers=validators_of(source) if depth == 0 else {},
            priority=_SOURCE,
            cb_kwargs={"source": source, "depth": depth},
            meta={"download_maxsize": MAX_BYTES} if "sitemap" in source.kind else {},
        )

    def _page_request(self, look: Look) -> Request:
        return Request(
            look.url,
            callback=self.parse_page,
            errback=self.page_failed,
            headers=self.reader.validators(look.article) if look.article else {},
            priority=_RECHECK if look.article else _FOUND,
            cb_kwargs={"look": look},
        )

    def parse_source(self, response: Response, source: DueSource, depth: int) -> Iterator[Finding | Request]:
        finding, sitemaps = self.source_reader.read(response, source, is_part=depth > 0)
        yield finding  # before its links are fetched: a kill loses none
        for link in finding.links:
            if self.known.is_new(link.url):
                yield self._page_request(Look(url=link.url))
        budget = self._budget_of(source)
        budget.spend(len(response.body) if depth else 0)
        for sitemap in budget.chosen(sitemaps, depth + 1):
            yield self._source_request(source, sitemap, depth + 1)
        self._heed_breaker(finding.outcome)

    def parse_page(self, response: Response, look: Look) -> Iterator[Finding]:
        finding = self.reader.page(response, look)
        if finding.extraction is not None:
            if look.article is None and finding.outcome is Outcome.FETCHED:
                self.dropped.add(finding.url, finding.extraction.dropped)
            # Counted here, sent once a crawl: not with every page. What stands in bodies is counted at first sight.
            standing = finding.extraction.standing if look.article is None else ()
            finding = replace(finding, extraction=replace(finding.extraction, dropped=(), standing=standing))
        yield finding
        self._heed_breaker(finding.outcome)

    def source_failed(self, failure: Any) -> Iterator[Finding]:
        if failure.check(DomainRests):
            return  # nothing was asked: it stays due
        request: Request = failure.request
        source, depth = request.cb_kwargs["source"], request.cb_kwargs["depth"]
        finding = self.source_reader.failed(asked_for(request), source, failure.value, is_part=depth > 0)
        yield finding
        self._heed_breaker(finding.outcome)

    def page_failed(self, failure: Any) -> Iterator[Finding]:
        if failure.check(DomainRests):
            return
        finding = self.reader.failed_page(failure.request.cb_kwargs["look"], failure.value)
        yield finding
        self._heed_breaker(finding.outcome)

    def _budget_of(self, source: DueSource) -> SitemapBudget:
        if source.id not in self._budgets:
            self._budgets[source.id] = SitemapBudget(
                read_at=source.polled_at, gone=self.plan.gone_of_late, met={source.url}
            )
        return self._budgets[source.id]

    def _heed_breaker(self, outcome: Outcome) -> None:
        """End the crawl when the outlet fails one time after another; what is left stays due."""
        self.failures = weighed(self.failures, outcome)
        if self.plan.failures is not None and is_open(self.failures):
            raise CloseSpider("gave_up")
