"""What comes out of a crawl: frozen dataclasses, streamed to the archive as they are found.

Datetimes are aware and in UTC; texts are NFC; hashes are bytes.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from storage.records import ChromeReason, Extraction, Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A URL found in a source, normalised, not fetched; with the hints that the source gave."""

    url: str
    title: str | None = None
    published: datetime | None = None
    language: str | None = None
    editions: tuple[tuple[str, str], ...] = ()  # (language, URL) of the page in other languages, as the source says


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRead:
    """A feed, sitemap or front page was asked for. Links are the outlet's own only; the others are counted."""

    crawl_id: int
    outlet: str
    seen_at: datetime
    source_id: int
    url: str
    outcome: Outcome
    http_status: int | None = None
    detail: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: bytes | None = None
    links: tuple[Link, ...] = ()
    links_offsite: int = 0
    due_at: datetime  # when to read it again
    interval_seconds: int | None = None  # the pause from now on; None: as it was
    streak: int = 0  # on-time successes since the pause last changed
    has_lied: bool = False  # "not modified" was said of what had changed
    may_have_missed: bool = False  # nothing in it was known: more may have come and gone since the last reading
    is_part: bool = False  # a sitemap of an index, a page of an archive: says nothing about the source itself
    cursor: str | None = None  # how far a backfill has come


@dataclass(frozen=True, slots=True, kw_only=True)
class PageRead:
    """A page was asked for: a found URL, or (with `article_id`) another look at an article.

    `extraction` is there when the page could be read, whatever its verdict; `outcome` already reflects that verdict.
    `url` is the address asked for, `final_url` where redirects led, both normalised. `due_at`: when to look again,
    None for never. `page` is the zlib-compressed page behind an accepted extraction.
    """

    crawl_id: int
    outlet: str
    seen_at: datetime
    url: str
    outcome: Outcome
    article_id: int | None = None
    http_status: int | None = None
    detail: str | None = None
    final_url: str | None = None
    etag: str | None = None
    last_modified: str | None = None
    extraction: Extraction | None = None
    extractor_version: str = ""
    rules_hash: str = ""
    due_at: datetime | None = None
    thorough: bool = False
    page: bytes | None = None


class Page(NamedTuple):
    """A page to keep: zlib-compressed bytes, and what they were fetched as."""

    article_id: int
    fetched_at: str
    url: str
    charset: str | None
    html: bytes


class Hop(NamedTuple):
    """One redirect: the address that was left, and the status that led on."""

    url: str
    status: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PageSeen(PageRead):
    """A page that a person asked about, as it came, with what the network said of it; `page` whatever the outcome.

    For eyes, not for the archive: no crawl sends one.
    """

    redirects: tuple[Hop, ...] = ()
    address: str | None = None  # the IP address that answered
    content_type: str | None = None
    size: int | None = None  # bytes, uncompressed


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsRead:
    """A host's robots.txt was asked for. `text` is None when no usable answer came: the last good copy stays."""

    crawl_id: int
    outlet: str
    seen_at: datetime
    host: str
    domain: str
    status: int | None = None
    text: str | None = None
    delay_seconds: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PaceNoted:
    """How gently a registrable domain must be asked: sent when it asks for a rest, and at the end of a crawl."""

    crawl_id: int
    outlet: str
    seen_at: datetime
    domain: str
    backoff_seconds: float = 0.0  # what 429, 503 and timeouts added to the outlet's own delay
    rests_until: datetime | None = None  # its Retry-After


@dataclass(frozen=True, slots=True, kw_only=True)
class ChromeCount:
    """A line judged to be chrome in this crawl, counted in the child: one upsert a line a crawl."""

    text: str
    language: str | None
    reason: ChromeReason
    pages: int  # article pages it was dropped from for the first time, this crawl
    sample_url: str
    template: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlEnded:
    """The last finding of a crawl, and the only sign of its success; exit codes are never believed.

    `outcome`: "finished", "raised" (a callback or pipeline raised: what came is kept), "limit_reached", "shutdown",
    "gave_up" (its servers fail time after time); the daemon adds "died", "deadline", "out of CPU time"; the next start
    writes "interrupted".
    """

    crawl_id: int
    outlet: str
    seen_at: datetime
    outcome: str
    detail: str | None = None
    requests: int = 0
    answers: int = 0  # of servers, whatever they said; 0 of some requests: nobody is there, or we are cut off
    pages: int = 0
    not_modified: int = 0
    errors: int = 0
    bytes: int = 0
    seconds: float = 0.0
    peak_memory_mb: float | None = None
    chrome: tuple[ChromeCount, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reextracted:
    """The kept page of an article was read again. `extraction` is None where that failed: the page is forgotten."""

    outlet: str
    seen_at: datetime
    article_id: int
    extraction: Extraction | None
    extractor_version: str
    rules_hash: str


Finding = SourceRead | PageRead | RobotsRead | PaceNoted | CrawlEnded | Reextracted
