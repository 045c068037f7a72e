"""What is known of an outlet when it is judged: plain values. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, tzinfo
from enum import StrEnum
from typing import NamedTuple

RECENT = timedelta(days=3)  # what is judged; a guess: long enough for ten articles of most outlets
USUAL = timedelta(days=28)  # what it is compared with: four of each weekday
YOUNG = timedelta(days=7)  # of history: less has no "usual"
LASTING = timedelta(days=14)  # since it was told; a guess: what lasts on becomes the usual
REMEMBERED = USUAL + RECENT + LASTING  # how far back the figures must go


class Kind(StrEnum):
    """What can break, as `incidents.kind`."""

    SILENT = "silent"  # no new article
    NO_BODY = "no_body"  # pages that were articles give none
    SHORT = "short"  # articles lost half of their words
    REPEATED = "repeated"  # a sentence that is no article's own stands in many
    LANGUAGE = "language"  # articles come in another language


class Hour(NamedTuple):
    """Pages that were asked for as articles in one hour, and those of them that gave a body; and of these the new."""

    at: datetime
    pages: int
    bodies: int
    new_pages: int = 0
    new_bodies: int = 0

    @property
    def of_new(self) -> "Hour":
        """The new pages alone: a template that only they have is not hidden by those that are looked at again."""
        return Hour(self.at, self.new_pages, self.new_bodies)


class Story(NamedTuple):
    """A new article: when it was seen first, in which language, how many words, and its number in the archive."""

    at: datetime
    language: str | None
    words: int
    id: int = 0


class Span(NamedTuple):
    """A time in which nobody looked."""

    start: datetime
    end: datetime


class Told(NamedTuple):
    """An incident that is open: since when, and in which words."""

    at: datetime
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeated:
    """A sentence, in how many of the latest bodies it stands, and in how many of those of weeks before."""

    text: str
    bodies: int
    of: int
    bodies_before: int
    of_before: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """An outlet's articles in one language, or (`language` None) all of them. All in order of time.

    Of an outlet with several editions, that of None has the stories of all, and the pages that belong to none.
    `told`: the incidents that are open. `elsewhere`: what other outlets brought since the last story,
    as a share of what they usually bring, at most 1: on a holiday all are quiet.
    """

    language: str | None = None
    hours: tuple[Hour, ...] = ()
    stories: tuple[Story, ...] = ()
    repeated: tuple[Repeated, ...] = ()
    looked_until: datetime | None = None  # the last time that a source could be read; None: none can be now
    elsewhere: float = 1.0
    told: Mapping[Kind, Told]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """One outlet at one moment."""

    name: str
    now: datetime
    timezone: str
    zone: tzinfo
    is_in_outage: bool = False  # its articles are gone together: told already, in other words
    unwatched: tuple[Span, ...] = ()
    editions: tuple[Edition, ...]

    @property
    def languages(self) -> frozenset[str]:
        """Of the editions; empty for an outlet that has but one."""
        return frozenset(edition.language for edition in self.editions if edition.language is not None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something is broken; `language` where that is true of one edition of several."""

    kind: Kind
    language: str | None
    message: str
