"""A look round a site that nobody knows yet, for `varta add`: in rounds, each through a child such as a crawl's."""

import asyncio
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

from w3lib.encoding import http_content_type_encoding

from crawlers.discovery.addresses import registrable_domain
from crawlers.discovery.proposing.candidates import Search
from crawlers.discovery.proposing.trial import Answer
from crawlers.outlet import Outlet
from scheduler.crawl_child import Limits, survey_in_child
from scheduler.crawl_process import run_crawl
from scheduler.service import utc_now
from storage.addresses import host_of
from storage.findings import Finding, PageSeen, RobotsRead
from storage.plans import CrawlPlan, DueUrl, RobotsState
from storage.records import Outcome

MOST_REQUESTS = 24  # of a survey, besides robots.txt: half a minute, at a second each
LONGEST_DELAY = timedelta(seconds=10)  # that a robots.txt may ask for: a survey has four minutes
LIMITS = Limits(seconds=360, cpu_seconds=60)
LARGEST = 8 << 20  # bytes of an answer: what a child takes

Tell = Callable[[str], None]


@dataclass(slots=True)
class Survey:
    """The rounds of one search. `tell` is told of every answer, for whoever waits; nothing is stored."""

    search: Search
    tell: Tell
    delay: timedelta = timedelta(seconds=1)
    robots: dict[str, RobotsRead] = field(default_factory=dict)

    async def run(self) -> None:
        """Ask for whatever the search wants, until it wants nothing more or politeness forbids it."""
        while wanted := self.search.wanted()[: MOST_REQUESTS - len(self.search.answers)]:
            if self.search.answers:
                await asyncio.sleep(self.delay.total_seconds())  # a new child does not know when the last one asked
            answered = await self._round(wanted)
            self.search.robots = "\n".join(read.text or "" for read in self.robots.values())
            for url in wanted:  # in the order of their promise, whatever came first
                self.search.add(answered.get(url) or Answer(url=url, problem="no answer came in time"))

    async def _round(self, urls: Sequence[str]) -> dict[str, Answer]:
        answered: dict[str, Answer] = {}

        async def keep(finding: Finding) -> None:
            if isinstance(finding, RobotsRead):
                self._obey(finding)
            elif isinstance(finding, PageSeen):
                answered[finding.url] = answer_of(finding)
                self.tell(f"{finding.url}: {answered[finding.url].problem or 'there'}")

        plan = CrawlPlan(
            crawl_id=0,
            outlet="survey",
            now=utc_now(),
            urls=tuple(DueUrl(url=url) for url in urls),
            robots=tuple(_state(read) for read in self.robots.values() if read.text is not None),
        )
        try:
            ending = await run_crawl(plan, self._site(urls), keep, LIMITS, survey_in_child)
        except (OSError, EOFError) as error:
            self.tell(f"no process could be started: {error}")
        else:
            if ending.ended is None:
                self.tell(f"the look was cut short: {ending.detail}")
        return answered

    def _obey(self, read: RobotsRead) -> None:
        self.robots[read.host] = read
        asked_for = timedelta(seconds=min(read.delay_seconds or 0, LONGEST_DELAY.total_seconds()))
        self.delay = max(self.delay, asked_for)

    def _site(self, urls: Sequence[str]) -> Outlet:
        """A stand-in for the outlet: a look goes to its host, its domain and where it says that its feeds are."""
        host = host_of(self.search.home)
        hosts = (host, registrable_domain(host), *map(host_of, urls))
        home = self.search.home
        return Outlet(slug="survey", name=host, home=home, timezone="UTC", languages=(), hosts=hosts, delay=self.delay)


def answer_of(page: PageSeen) -> Answer:
    """What came back, for the search; a problem is the outcome that a crawl would write, and what to do."""
    found_at = page.final_url or page.url
    if page.page is not None and page.outcome is Outcome.FETCHED:
        unpacker = zlib.decompressobj()
        charset = http_content_type_encoding(page.content_type) if page.content_type else None
        body = unpacker.decompress(page.page, LARGEST + 1)
        return Answer(url=page.url, found_at=found_at, body=body, charset=charset)
    problem = f"{page.outcome}: {page.detail or f'the server answers {page.http_status}'}"
    if page.outcome is Outcome.BLOCKED_ADDRESS and host_of(found_at) != host_of(page.url):
        problem = f"it leads to another site; to watch that one: varta add {found_at}"
    return Answer(url=page.url, problem=problem)


def _state(read: RobotsRead) -> RobotsState:
    return RobotsState(host=read.host, text=read.text or "", status=read.status or 0, fetched_at=read.seen_at)
