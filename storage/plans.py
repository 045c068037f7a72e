"""What goes into a child process: what to fetch, or which kept pages to read again. Frozen dataclasses."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from storage.findings import Page
from storage.records import SourceKind


@dataclass(frozen=True, slots=True, kw_only=True)
class DueSource:
    """A source to read now, with the validators of its last accepted answer, and what its next pause depends on."""

    id: int
    kind: SourceKind
    url: str
    language: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: bytes | None = None
    interval_seconds: int | None = None  # the pause until now; None: what the outlet's file says
    streak: int = 0  # on-time successes since the pause last changed
    failures: int = 0  # in a row
    due_at: datetime | None = None
    polled_at: datetime | None = None
    said_nothing_new_at: datetime | None = None  # when it last answered "not modified", if that was its last answer
    links_seen: int = 0  # at the last reading
    cursor: str | None = None  # how far a backfill has come


@dataclass(frozen=True, slots=True, kw_only=True)
class DueUrl:
    """A URL found earlier and not fetched yet, or due for another try."""

    url: str
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class DueArticle:
    """An article to look at again: what a re-check needs to ask politely and to plan the look after."""

    id: int
    url: str
    status: str
    first_seen_at: datetime
    published_at: datetime | None = None
    changed_at: datetime | None = None
    checked_at: datetime
    text_hash: bytes
    etag: str | None = None
    last_modified: str | None = None
    flags: str = ""  # as in articles.flags
    read_by: tuple[str, str] = ("", "")  # version and rules of the extractor that read its text

    @property
    def is_live(self) -> bool:
        return "live" in self.flags.split()

    @property
    def is_alternating(self) -> bool:
        return "alternating" in self.flags.split()


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsState:
    """The last good robots.txt of a host ("www.example.ua" or "host:port")."""

    host: str
    text: str
    status: int
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DomainPace:
    """How gently a registrable domain must be asked, as earlier crawls learned."""

    domain: str
    crawl_delay: float | None = None  # seconds; the longest that a robots.txt of its hosts asks for
    backoff_seconds: float = 0.0
    rests_until: datetime | None = None  # its Retry-After
    asked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlPlan:
    """Everything that a crawl must know; it holds no database handle. `now` is the clock at the start of the crawl."""

    crawl_id: int
    outlet: str
    now: datetime
    sources: tuple[DueSource, ...] = ()
    urls: tuple[DueUrl, ...] = ()
    articles: tuple[DueArticle, ...] = ()
    # Sorted int64 hashes of the outlet's URLs of the last 180 days: 4 times cheaper to send than a set.
    known: bytes = b""
    chrome: dict[str, str | None] = field(default_factory=dict)  # learned lines -> language
    robots: tuple[RobotsState, ...] = ()
    paces: tuple[DomainPace, ...] = ()
    failures: float | None = None  # of the outlet, in a row, weighed; None: a person's order, which no breaker ends
    usual_gap: timedelta | None = None  # between two new articles, of late; None: there were none
    gone_of_late: tuple[str, ...] = ()  # sitemaps of indexes at which there was nothing to read within a day
    since: datetime | None = None  # a backfill: how far back to go
    thorough: bool = False  # --recheck: the second look in a row that finds nothing makes `gone`
    clock_stands: bool = False  # a demo's clock leaps from crawl to crawl and stands while one runs

    @property
    def is_empty(self) -> bool:
        return not (self.sources or self.urls or self.articles)


@dataclass(frozen=True, slots=True, kw_only=True)
class RereadingPlan:
    """Kept pages that another extractor, or this one with other rules, has read; and the chrome learned by now."""

    outlet: str
    now: datetime
    pages: tuple[Page, ...] = ()
    chrome: dict[str, str | None] = field(default_factory=dict)
