"""A crawl that goes back into the archives: the usual pass first, then each archive, page by page, newest first.

A page of an archive is told, with its links and how far the backfill has come, before its articles are fetched; the
next page is asked for when they have been. So a kill loses nothing, and memory holds one page of links.
"""

from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawlers import outcomes
from crawlers.archive_template import ArchiveTemplate
from crawlers.discovery.backfill import Backlog
from crawlers.discovery.sitemap import MAX_BYTES
from crawlers.politeness.keep_pace import DomainRests
from crawlers.reading import Look
from crawlers.spiders.outlet_spider import OutletSpider
from storage.findings import Finding, Link, SourceRead
from storage.fingerprint import url_hash
from storage.plans import DueSource
from storage.records import Outcome

_ARCHIVE = 5  # its priority: after the pages that the one before it named
OLDER_IN_A_ROW = 20  # articles without a date in their link, found older than asked for: a list's page, a guess
_READABLE = ("archive", "sitemap", "news-sitemap", "front")
_FOR_NOW = frozenset({Outcome.SERVER_ERROR, Outcome.TIMEOUT, Outcome.THROTTLED, Outcome.UNREACHABLE, Outcome.TRUNCATED})


class BackfillSpider(OutletSpider):
    """An OutletSpider that also reads the archives back to `plan.since`."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._read: set[str] = set()
        self._failed: set[str] = set()
        self._named: defaultdict[int, set[int]] = defaultdict(set)  # by source: what its list has named so far
        self._named_by: dict[str, int] = {}  # links without a date, and their sources
        self._older: Counter[int] = Counter()  # by source: articles in a row that were older than asked for

    @property
    def since(self) -> date:
        assert self.plan.since is not None
        day: date = self.plan.since.date()
        return day

    async def start(self) -> AsyncIterator[Any]:
        async for request in super().start():
            yield request
        for source in self.plan.sources:
            if source.kind in _READABLE:
                backlog = Backlog.of(source.url, source.cursor, self.since, self.plan.now.date())
                for request in self._next_of(source, backlog):
                    yield request

    def parse_archive(self, response: Response, source: DueSource, backlog: Backlog) -> Iterator[Finding | Request]:
        address = backlog.rest[0]
        outcome = outcomes.of_status(response.status)
        if outcome is not Outcome.FETCHED:
            yield from self._without(source, backlog, outcome, http_status=response.status)
            return
        found = self.source_reader.archive(response, source)
        if found.problem:
            yield from self._without(source, backlog, Outcome.UNREADABLE, http_status=200, detail=found.problem)
            return
        wanted = backlog.wanted(found.links)
        after = backlog.after(ArchiveTemplate(source.url), found)
        after = replace(after, rest=tuple(each for each in after.rest if each not in self._read))  # indexes go in rings
        if _is_list(source) and self._is_over(source, wanted):
            wanted, after = (), replace(backlog, rest=())
        facts = {"http_status": response.status, "links": wanted, "links_offsite": found.offsite}
        yield self._told(source, address, after, Outcome.FETCHED, **facts)
        for link in wanted:
            if self.known.is_new(link.url):
                if link.published is None:
                    self._named_by[link.url] = source.id
                yield self._page_request(Look(url=link.url))
        yield from self._next_of(source, after)

    def archive_failed(self, failure: Any) -> Iterator[Finding | Request]:
        if failure.check(DomainRests):
            return  # the backlog is as it was told last
        request: Request = failure.request
        outcome, detail = outcomes.of_exception(failure.value)
        yield from self._without(**request.cb_kwargs, outcome=outcome, detail=detail)

    def parse_page(self, response: Response, look: Look) -> Iterator[Finding]:
        for finding in super().parse_page(response, look):
            extraction = getattr(finding, "extraction", None)
            source_id = self._named_by.pop(look.url, None)
            if source_id is not None and extraction is not None and extraction.published is not None:
                is_older = extraction.published.date() < self.since
                self._older[source_id] = self._older[source_id] + 1 if is_older else 0
            yield finding

    def _is_over(self, source: DueSource, wanted: tuple[Link, ...]) -> bool:
        """Whether a list's page names nothing that those before it did not, or articles have been older for a while."""
        named = {url_hash(link.url) for link in wanted}
        says_the_same = bool(named) and named <= self._named[source.id]
        self._named[source.id] |= named
        return says_the_same or self._older[source.id] >= OLDER_IN_A_ROW

    def _next_of(self, source: DueSource, backlog: Backlog) -> Iterator[Request]:
        """The request of the next address; none at the end, or where only those are left that failed today."""
        backlog = replace(backlog, rest=tuple(address for address in backlog.rest if address not in self._read))
        if backlog.rest and backlog.rest[0] not in self._failed:
            self._read.add(backlog.rest[0])
            yield Request(
                backlog.rest[0],
                callback=self.parse_archive,
                errback=self.archive_failed,
                priority=_ARCHIVE,
                cb_kwargs={"source": source, "backlog": backlog},
                meta={"download_maxsize": MAX_BYTES},
            )

    def _without(
        self, source: DueSource, backlog: Backlog, outcome: Outcome, **facts: Any
    ) -> Iterator[Finding | Request]:
        """An address that cannot be read is passed over; what may be over soon is left to another day."""
        address = backlog.rest[0]
        self._failed.add(address)
        self._read.discard(address)  # it stands in the backlog until it could be read
        after = backlog.without_first(again=outcome in _FOR_NOW)
        yield self._told(source, address, after, outcome, **facts)
        yield from self._next_of(source, after)

    def _told(self, source: DueSource, address: str, after: Backlog, outcome: Outcome, **facts: Any) -> SourceRead:
        return self.source_reader.part(address, source, outcome, cursor=after.cursor, **facts)


def _is_list(source: DueSource) -> bool:
    """Whether its pages follow each other, newest first; days and sitemaps stand for themselves."""
    return "sitemap" not in source.kind and "{YYYY}" not in source.url
