"""robots.txt as RFC 9309 asks: 4xx allows, 5xx and silence forbid, the last good copy serves for 24 hours.

Scrapy's own middleware allows everything when robots.txt cannot be read, and fetches it anew for every crawl. A
Crawl-delay, which the RFC does not know and servers ask for all the same, slows down the pace of the domain.
"""

from typing import Any

from protego import Protego
from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadConnectionRefusedError,
    DownloadTimeoutError,
    IgnoreRequest,
    StopDownload,
)
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK

from crawlers.discovery.addresses import registrable_domain
from crawlers.errors import BlockedAddress, in_plain_words
from crawlers.politeness.keep_pace import DomainRests
from storage.addresses import host_of
from storage.findings import RobotsRead

MAX_BYTES = 512 << 10  # RFC 9309 asks to parse at least 500 KiB; a file of 40 MB cost 5.5 s and 542 MB
_EVERYTHING_ALLOWED = ""
_OK, _CLIENT_ERROR, _SERVER_ERROR = 200, 400, 500


class RobotsRefused(IgnoreRequest):
    """robots.txt forbids the address, or could not be read and so forbids everything."""


class ObeyRobots:
    """Asks each host's robots.txt once a crawl, unless the plan brings a fresh copy; tells the archive what it said."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler
        self.token = crawler.settings["ROBOTSTXT_USER_AGENT"]
        self._rules: dict[str, Protego | Exception] = {}
        self._received: dict[Request, int] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "ObeyRobots":
        middleware = cls(crawler)
        crawler.signals.connect(middleware.on_bytes, signals.bytes_received)
        return middleware

    def on_bytes(self, data: bytes, request: Request) -> None:
        """Nothing beyond the limit is read: the rules of a file without end are those of its beginning."""
        if request.meta.get("is_robots"):
            self._received[request] = self._received.get(request, 0) + len(data)
            if self._received[request] > MAX_BYTES:
                raise StopDownload(fail=False)

    async def process_request(self, request: Request) -> None:
        if request.meta.get("is_robots"):
            return
        host = host_of(request.url)
        if host not in self._rules:
            self._rules[host] = self._planned_rules(host) or await self._fetched_rules(host, request.url)
        rules = self._rules[host]
        if isinstance(rules, Exception):
            raise rules
        spider: Any = self.crawler.spider
        spider.paces.of(request.url).crawl_delay = max(
            rules.crawl_delay(self.token) or 0.0, spider.paces.of(request.url).crawl_delay
        )
        if not rules.can_fetch(request.url, self.token):
            raise RobotsRefused(f"robots.txt of {host} forbids it")

    def _planned_rules(self, host: str) -> Protego | None:
        spider: Any = self.crawler.spider
        text = next((state.text for state in spider.plan.robots if state.host == host), None)
        return None if text is None else Protego.parse(text)

    async def _fetched_rules(self, host: str, url: str) -> Protego | Exception:
        """The rules of a host, or why nothing may be fetched from it in this crawl."""
        scheme = url.split(":", 1)[0]
        request = Request(
            f"{scheme}://{host}/robots.txt", callback=NO_CALLBACK, meta={"is_robots": True}, dont_filter=True
        )
        engine: Any = self.crawler.engine
        try:
            response: Response = await engine.download_async(request)
        except DomainRests:
            raise
        except (BlockedAddress, DownloadConnectionRefusedError, CannotResolveHostError) as error:
            return error  # nobody is there, or nobody may be asked: that is what the row should say
        except Exception as error:  # noqa: BLE001  whatever keeps robots.txt from us means: stay out
            await self._tell(host, None, None, None)
            why = "it took too long" if isinstance(error, DownloadTimeoutError) else in_plain_words(error)
            return RobotsRefused(f"robots.txt of {host} cannot be read: {why}; nothing is fetched until it can")
        return await self._rules_of(host, response)

    async def _rules_of(self, host: str, response: Response) -> Protego | RobotsRefused:
        """5xx forbids everything while it lasts, and so does 429; any 4xx else means that there are no rules."""
        text: str | None = None
        if response.status == _OK:
            text = response.body[:MAX_BYTES].decode("utf-8-sig", "replace")
        elif _CLIENT_ERROR <= response.status < _SERVER_ERROR and response.status != 429:  # noqa: PLR2004
            text = _EVERYTHING_ALLOWED
        rules = None if text is None else Protego.parse(text)
        delay = rules.crawl_delay(self.token) if rules else None
        await self._tell(host, response.status, text, delay)
        return rules or RobotsRefused(f"robots.txt of {host} answers {response.status}; nothing is fetched meanwhile")

    async def _tell(self, host: str, status: int | None, text: str | None, delay: float | None) -> None:
        spider: Any = self.crawler.spider
        finding = RobotsRead(
            crawl_id=spider.plan.crawl_id,
            outlet=spider.plan.outlet,
            seen_at=spider.now(),
            host=host,
            domain=registrable_domain(host),
            status=status,
            text=text,
            delay_seconds=delay,
        )
        await spider.recorder.record(finding)
