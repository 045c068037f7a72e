"""The shared nouns: frozen dataclasses of plain values, with no behaviour beyond their own fields.

What an outcome, a verdict, a change and an extraction are. What travels between the packages is made of them: what goes
into a crawl is in `storage.plans`, what comes out of it in `storage.findings`. Datetimes are aware and in UTC; texts
are NFC.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal, NamedTuple

SourceKind = Literal["feed", "sitemap", "news-sitemap", "front", "archive"]
ChromeReason = Literal["structure", "rule", "language", "repetition", "place", "neighbour"]
DeclaredBy = Literal["hreflang", "json-ld", "link"]


class Outcome(StrEnum):
    """How a fetch ended. A closed list: what the world does is a row with one of these words, never an exception."""

    FETCHED = "fetched"
    NOT_MODIFIED = "not_modified"
    NOT_AN_ARTICLE = "not_an_article"
    BLOCKED = "blocked"  # a challenge or a consent wall
    PAYWALLED = "paywalled"
    SOFT_404 = "soft_404"  # says "not found" with status 200, or leads home
    GONE = "gone"  # 404, 410
    FORBIDDEN = "forbidden"  # 401, 403, 451
    BLOCKED_ROBOTS = "blocked_robots"
    THROTTLED = "throttled"  # 429
    SERVER_ERROR = "server_error"
    UNREACHABLE = "unreachable"
    TIMEOUT = "timeout"
    TLS = "tls"
    BLOCKED_ADDRESS = "blocked_address"
    BLOCKED_SCHEME = "blocked_scheme"
    REDIRECT_LOOP = "redirect_loop"
    TOO_LARGE = "too_large"
    HEADER_TOO_LARGE = "header_too_large"
    TRUNCATED = "truncated"
    UNREADABLE = "unreadable"
    PARSE_SUSPECT = "parse_suspect"
    NOT_HTML = "not_html"
    LIMIT_REACHED = "limit_reached"
    KILLED = "killed"


class Verdict(StrEnum):
    """What a fetched page is. Only an article or a live page may write a version."""

    ARTICLE = "article"
    SECTION = "section"
    LIVE = "live"
    GALLERY = "gallery"
    CONSENT_WALL = "consent_wall"
    CHALLENGE = "challenge"
    PAYWALLED = "paywalled"
    SOFT_404 = "soft_404"
    ERROR = "error"


class Change(StrEnum):
    """What recording a finding did to the archive."""

    NEW = "new"
    EDITED = "edited"
    REVERTED = "reverted"
    UNCHANGED = "unchanged"
    SUSPECT = "suspect"
    VANISHED = "vanished"
    RESTORED = "restored"
    MOVED = "moved"
    PAYWALLED = "paywalled"
    UNPAYWALLED = "unpaywalled"
    FAILED = "failed"  # a failures row
    NOTED = "noted"  # sources, robots, the end of a crawl, pages that are no articles


class DroppedLine(NamedTuple):
    """One line of a page that was judged to be chrome. `language` is None for a line without letters and for brands."""

    text: str
    language: str | None
    reason: ChromeReason


class StandingLine(NamedTuple):
    """A line of an article that would be chrome if it recurred. `doubt`: how much it looks like text, which recurs too.

    0: it stands apart from the paragraphs, or leads away; 1: a phrase among them; 2: as a paragraph or a sub-heading.
    """

    text: str
    language: str | None
    doubt: int


class Edition(NamedTuple):
    """Where a page says that its story stands in another language, and how it says so: declared, not yet believed."""

    url: str
    language: str
    declared_by: DeclaredBy


@dataclass(frozen=True, slots=True, kw_only=True)
class Extraction:
    """What a page says: the article, each field with the evidence it came from, and what was dropped around it.

    `body` is paragraphs joined by a blank line. `published` is aware, to the minute unless `published_to_the` says day;
    `published_from` is its evidence, such as "json-ld 2026-11-22T10:15+02:00". `canonical_url` is what the page
    declares, not yet believed.
    """

    title: str = ""
    standfirst: str | None = None
    body: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    published_from: str | None = None
    published_to_the: Literal["minute", "day"] = "minute"
    language: str | None = None
    section: str | None = None
    image_url: str | None = None
    canonical_url: str | None = None
    verdict: Verdict = Verdict.ARTICLE
    reasons: tuple[str, ...] = ()  # why that verdict, in plain words
    flags: tuple[str, ...] = ()  # words for articles.flags: live, homoglyphs, parse-suspect
    charset: str | None = None
    dropped: tuple[DroppedLine, ...] = ()
    template: str = ""  # the kind of container that the body stands in
    standing: tuple[StandingLine, ...] = ()  # what would be chrome, should it recur
    editions: tuple[Edition, ...] = ()  # the story in other languages, as the page declares

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(self.body.split("\n\n")) if self.body else ()
