"""What a source lists, as it stands there: not yet normalised, judged or cut to the outlet's own."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from storage.findings import Link


class Sitemap(NamedTuple):
    """A further sitemap that an index names; `changed_at` is its `lastmod`, where it has one."""

    url: str
    changed_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The links of a source in the order in which they are wanted; `problem` says why there is nothing."""

    links: tuple[Link, ...] = ()
    sitemaps: tuple[Sitemap, ...] = ()
    pause_asked: timedelta | None = None
    note: str | None = None  # what is wrong with a source that can be used all the same
    problem: str | None = None
