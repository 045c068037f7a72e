"""A server that says "too much" is asked more slowly for the rest of the crawl.

The outlet's own delay is where it starts; 429, 503 and timeouts double it. Never faster than the outlet's file says.
"""

import logging
from typing import Any

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

log = logging.getLogger(__name__)

_TOO_MUCH = (429, 503)
FIRST_DELAY = 1.0  # seconds, where the outlet's file says none: a guess
MAX_DELAY = 60.0


class SlowDown:
    """Doubles the delay of a download slot when its server is overloaded."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "SlowDown":
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        if response.status in _TOO_MUCH:
            self._slow_down(request)
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        if isinstance(exception, DownloadTimeoutError):
            self._slow_down(request)

    def _slow_down(self, request: Request) -> None:
        engine: Any = self.crawler.engine
        slot = engine.downloader.slots.get(request.meta.get("download_slot"))
        if slot is not None:
            slot.delay = min(max(slot.delay * 2, FIRST_DELAY), MAX_DELAY)
            log.info("slowing down to %.1f s between requests to %s", slot.delay, request.meta["download_slot"])
