"""How gently each registrable domain is asked in one crawl: its delay, its back-off, its rest.

The outlet's own delay is where a domain starts; a longer Crawl-delay of its robots.txt counts instead. 429, 503 and
timeouts double the delay, good answers take it back slowly. What was learned is in the plan of the next crawl.
"""

from collections.abc import Iterator
from datetime import datetime, timedelta

from crawlers.discovery.addresses import registrable_domain
from crawlers.outlet import Outlet
from storage.addresses import host_of
from storage.findings import PaceNoted
from storage.plans import CrawlPlan, DomainPace

FIRST_DELAY = 1.0  # seconds, where the outlet's file says none: a guess
LONGEST_BACKOFF = 60.0  # seconds
LONGEST_CRAWL_DELAY = 120.0  # seconds; news-crawl's cap: 86,400 stands in robots.txt files, too
RECOVERY = 0.9  # of the back-off is left after a good answer: what one 429 doubled is forgotten after seven
# How late a crawl's clock may be: its plan's stamp and its own are whole seconds, and its process takes time to start.
CLOCK_ERROR = timedelta(seconds=3)


class Pace:
    """One domain's pace in this crawl; `known` is what earlier crawls learned."""

    def __init__(self, domain: str, own_delay: float, known: DomainPace) -> None:
        self.domain, self.own_delay, self.known = domain, own_delay, known
        self.crawl_delay = known.crawl_delay or 0.0
        self.backoff = known.backoff_seconds
        self.rests_until = known.rests_until
        self.is_told = False  # that it rests

    @property
    def delay(self) -> float:
        """Seconds between two requests. An outlet's file that says "0s" means no pause, whatever robots.txt asks."""
        asked_for = min(self.crawl_delay, LONGEST_CRAWL_DELAY) if self.own_delay else 0.0
        return max(self.own_delay, asked_for, self.backoff)

    @property
    def in_words(self) -> str:
        """What it asks for, to a person."""
        return f"{self.domain} asks for a rest until {self.rests_until:%Y-%m-%d %H:%M:%S} UTC"

    def back_off(self) -> None:
        """Ask half as often: the server said "too much", or nothing."""
        self.backoff = min(max(self.delay * 2, FIRST_DELAY), max(LONGEST_BACKOFF, self.delay))

    def recover(self) -> None:
        """A little faster again after a good answer; never faster than the outlet's file or robots.txt allows."""
        self.backoff *= RECOVERY
        if self.backoff < FIRST_DELAY / 2 or self.delay > self.backoff:
            self.backoff = 0.0

    def rest_until(self, moment: datetime) -> None:
        """Ask nothing before that."""
        self.rests_until = max(moment + CLOCK_ERROR, self.rests_until or moment)
        self.is_told = False


class Paces:
    """The paces of all domains that a crawl meets."""

    def __init__(self, plan: CrawlPlan, outlet: Outlet) -> None:
        self._plan, self._own_delay = plan, outlet.delay.total_seconds()
        self._paces: dict[str, Pace] = {}

    def of(self, url: str) -> Pace:
        """The pace of an address's domain."""
        domain = registrable_domain(host_of(url))
        if domain not in self._paces:
            known = next((pace for pace in self._plan.paces if pace.domain == domain), DomainPace(domain=domain))
            self._paces[domain] = Pace(domain, self._own_delay, known)
        return self._paces[domain]

    def rests_until(self, url: str) -> datetime | None:
        """When an address's domain may be asked again; None when it may be asked at any time."""
        return self.of(url).rests_until

    def seconds_since_asked(self, pace: Pace) -> float:
        """How long ago an earlier crawl asked the domain, at least."""
        asked_at = pace.known.asked_at
        return max(0.0, (self._plan.now - asked_at - CLOCK_ERROR).total_seconds()) if asked_at else float("inf")

    def rests_in_words(self, now: datetime) -> str | None:
        """Which domains ask for a rest that is not over; None where none does."""
        resting = [pace for pace in self._paces.values() if pace.rests_until and pace.rests_until > now]
        return "; ".join(pace.in_words for pace in resting) or None

    def noted(self, seen_at: datetime) -> Iterator[PaceNoted]:
        """What the archive should keep of each domain that was met."""
        return (self.note(pace, seen_at) for pace in self._paces.values())

    def note(self, pace: Pace, seen_at: datetime) -> PaceNoted:
        """What the archive should keep of one."""
        return PaceNoted(
            crawl_id=self._plan.crawl_id,
            outlet=self._plan.outlet,
            seen_at=seen_at,
            domain=pace.domain,
            backoff_seconds=round(pace.backoff, 3),
            rests_until=pace.rests_until if pace.rests_until and pace.rests_until > seen_at else None,
        )
