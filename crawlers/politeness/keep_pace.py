"""One request at a time to a registrable domain, no faster than its pace, and none while it rests.

Feeds, pages, re-checks, redirects and robots.txt share the pace. A short rest is waited for within the crawl; a longer
one ends what the crawl has to do there: nothing is asked, and what was due stays due.
"""

import asyncio
import logging
from time import monotonic
from typing import Any

from scrapy import Request, signals
from scrapy.core.downloader import Slot
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError, IgnoreRequest
from scrapy.http import Response

from crawlers.answers import header
from crawlers.politeness.paces import Pace
from crawlers.politeness.retry_after import retry_at

log = logging.getLogger(__name__)

_TOO_MUCH = (429, 503)
_REDIRECTION, _SERVER_ERROR = 300, 500
PATIENCE = 60.0  # seconds: shorter than what a new crawl is good for, longer than most Retry-Afters
# Of a delay: from it to 1.2 times it, never less than the rule, so that requests do not come like a clock's ticks.
_CENTRE, _JITTER = 1.11, 0.09


class DomainRests(IgnoreRequest):
    """The domain has asked for a rest that is not over."""


class KeepPace:
    """Gives each request the download slot of its domain, with the delay that is right now."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "KeepPace":
        middleware = cls(crawler)
        crawler.signals.connect(middleware.on_answer, signals.response_downloaded)
        return middleware

    def on_answer(self, response: Response, request: Request) -> None:
        """Of each answer, redirects included, which nobody else here sees.

        The pause counts from it on: a question that was long on its way shortens none at the server.
        """
        slots: dict[str, Slot] = self.crawler.engine.downloader.slots
        if slot := slots.get(request.meta["download_slot"]):
            slot.lastseen = monotonic()
        if response.status < _REDIRECTION:
            return
        headers = [value.decode("latin-1") for value in response.headers.getlist("Retry-After")]
        if until := retry_at(headers, self._spider.now(), header(response, "Date")):
            self._spider.paces.of(request.url).rest_until(until)

    @property
    def _spider(self) -> Any:
        return self.crawler.spider

    async def process_request(self, request: Request) -> None:
        pace: Pace = self._spider.paces.of(request.url)
        request.meta["download_slot"] = pace.domain
        await self._sit_out(pace)
        self._set_delay(pace)

    async def process_response(self, request: Request, response: Response) -> Response:
        pace: Pace = self._spider.paces.of(request.url)
        if response.status in _TOO_MUCH:
            pace.back_off()
            log.info("slowing down to %.1f s between requests to %s", pace.delay, pace.domain)
        elif response.status < _SERVER_ERROR:
            pace.recover()
        if pace.rests_until and pace.rests_until > self._spider.now():
            await self._tell(pace)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if isinstance(exception, DownloadTimeoutError):
            self._spider.paces.of(request.url).back_off()

    async def _sit_out(self, pace: Pace) -> None:
        """Wait for the end of a short rest. Raises DomainRests for a longer one."""
        if pace.rests_until is None:
            return
        seconds = (pace.rests_until - self._spider.now()).total_seconds()
        if seconds <= 0:
            return
        if seconds > PATIENCE or self._spider.plan.clock_stands:
            await self._tell(pace)  # it may be another outlet's crawl that was told first
            raise DomainRests(pace.in_words)
        await asyncio.sleep(seconds)

    def _set_delay(self, pace: Pace) -> None:
        slots: dict[str, Slot] = self.crawler.engine.downloader.slots
        slot = slots.get(pace.domain)
        if slot is None:  # the first request, or Scrapy has thrown an idle slot away
            slot = slots[pace.domain] = Slot(concurrency=1, delay=0.0, jitter=_JITTER)
            slot.lastseen = monotonic() - self._spider.paces.seconds_since_asked(pace)
        slot.delay = pace.delay * _CENTRE

    async def _tell(self, pace: Pace) -> None:
        """Once a rest: the archive moves what is due there to its end."""
        if not pace.is_told:
            pace.is_told = True
            await self._spider.recorder.record(self._spider.paces.note(pace, self._spider.now()))
