"""Going back into an outlet's archives: which address to read next, and when the past that was asked for is reached.

Archives are paged lists, counted addresses (`ArchiveTemplate`), sitemaps and indexes of them, each newest first. How
far one has come is its backlog: the addresses still to read. It is small, and all that a backfill must remember.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from crawlers.archive_template import ArchiveTemplate
from crawlers.discovery.links import FoundLinks
from crawlers.discovery.moments import last_day_in_address
from storage.findings import Link


@dataclass(frozen=True, slots=True, kw_only=True)
class Backlog:
    """The addresses of one source's archive still to read, the next first; `since`: how far back to go."""

    since: date
    rest: tuple[str, ...]

    @classmethod
    def of(cls, url: str, cursor: str | None, since: date, today: date) -> "Backlog":
        """What an earlier backfill to the same day left; else the whole archive, from today."""
        try:
            left = json.loads(cursor or "{}")
            rest = tuple(str(address) for address in left["rest"])
            if rest and left["since"] == since.isoformat():
                return cls(since=since, rest=rest)
        except (ValueError, KeyError, TypeError):
            pass  # no cursor, or one of another program: from the beginning
        return cls(since=since, rest=(ArchiveTemplate(url).first(today),))

    @property
    def cursor(self) -> str:
        return json.dumps({"since": self.since.isoformat(), "rest": self.rest})

    def after(self, template: ArchiveTemplate, found: FoundLinks) -> "Backlog":
        """What is left when the first address was read and held that."""
        address, *others = self.rest
        named = [sitemap.url for sitemap in found.sitemaps if not self._is_past(sitemap.url, sitemap.changed_at)]
        following = template.after(address, self.since) or found.next_page
        if following and (following == address or self.is_over(found.links, template)):
            following = None
        rest = [*named, *([following] if following else []), *others]
        return replace(self, rest=tuple(dict.fromkeys(rest)))

    def without_first(self, *, again: bool) -> "Backlog":
        """What is left when the first address could not be read; `again`: it is tried once more, as the last."""
        first, *others = self.rest
        return replace(self, rest=(*others, *([first] if again else [])))

    def wanted(self, links: Iterable[Link]) -> tuple[Link, ...]:
        """The links that are not known to be older than the past that was asked for."""
        return tuple(link for link in links if not self._is_past(link.url, link.published))

    def is_over(self, links: tuple[Link, ...], template: ArchiveTemplate) -> bool:
        """Whether a list without a story, or only with older ones, ends a paged archive; an empty day ends none."""
        is_dated = "{YYYY}" in template.url
        return not is_dated and not self.wanted(links)

    def _is_past(self, address: str, moment: datetime | None) -> bool:
        until = moment.astimezone(UTC).date() if moment else last_day_in_address(address)
        return until is not None and until < self.since
