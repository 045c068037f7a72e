"""From the answer of a source (or its absence) to a finding: its links, and when to read it again."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from hashlib import blake2b
from typing import Any

from scrapy.http import Response

from crawlers import outcomes
from crawlers.answers import asked_for, max_age, validators_in
from crawlers.discovery import FoundLinks, Sitemap, article_links
from crawlers.known_urls import KnownUrls
from crawlers.outlet import Outlet
from crawlers.polling import NextPoll, Polled, has_lied, may_have_missed, next_poll
from storage.findings import SourceRead
from storage.plans import CrawlPlan, DueSource
from storage.records import Outcome

log = logging.getLogger(__name__)

DEFAULT_INTERVAL = timedelta(minutes=15)


class SourceReader:
    """Makes the findings of a crawl's sources. `now` is its clock, `rests_until` when an address may be asked again."""

    def __init__(
        self,
        plan: CrawlPlan,
        outlet: Outlet,
        now: Callable[[], datetime],
        known: KnownUrls,
        rests_until: Callable[[str], datetime | None] = lambda _url: None,
    ) -> None:
        self.plan, self.outlet, self.now, self.known, self.rests_until = plan, outlet, now, known, rests_until

    def read(
        self, response: Response, source: DueSource, *, is_part: bool = False
    ) -> tuple[SourceRead, tuple[Sitemap, ...]]:
        """What a source's answer says, and the further sitemaps that it names. `is_part`: it is one of these."""
        outcome = outcomes.of_status(response.status)
        facts: dict[str, Any] = {"http_status": response.status, "is_part": is_part}
        if outcome is not Outcome.FETCHED:
            return self._source_read(asked_for(response.request), source, Polled(outcome=outcome), **facts), ()
        found = self._found(response, source, everything=False)
        if found.problem:
            polled = Polled(outcome=Outcome.UNREADABLE)
            return self._source_read(asked_for(response.request), source, polled, **facts, detail=found.problem), ()
        cut = f"{found.left_out} more links are left to a backfill" if found.left_out else None
        facts |= {"detail": cut or found.note, "links": found.links, "links_offsite": found.offsite}
        if not found.sitemaps and not is_part:
            # An index keeps no validators: its 304 would hide what changed in the sitemaps below it.
            facts |= validators_in(response) | {"body_hash": blake2b(response.body, digest_size=16).digest()}
        return self._links_read(response, source, found, facts), found.sitemaps

    def failed(self, url: str, source: DueSource, error: BaseException, *, is_part: bool = False) -> SourceRead:
        """The finding of a source that gave no answer."""
        outcome, detail = outcomes.of_exception(error)
        return self._source_read(url, source, Polled(outcome=outcome), detail=detail, is_part=is_part)

    def archive(self, response: Response, source: DueSource) -> FoundLinks:
        """All that an archive's answer holds, however long it is."""
        return self._found(response, source, everything=True)

    def _found(self, response: Response, source: DueSource, *, everything: bool) -> FoundLinks:
        try:
            return article_links(response.body, source.kind, response.url, self.outlet, everything=everything)
        except Exception as error:  # a bug of ours must cost one reading: raised, the source would be due at every tick
            log.exception("links of %s", response.url)
            return FoundLinks(problem=f"{type(error).__name__}: {error}"[: outcomes.MAX_DETAIL])

    def part(self, url: str, source: DueSource, outcome: Outcome, **facts: Any) -> SourceRead:
        """The finding of an archive's address: it says nothing of when to read the source again."""
        return self._finding(url, source, outcome, due_at=self.now(), is_part=True, **facts)

    def _links_read(
        self, response: Response, source: DueSource, found: FoundLinks, facts: dict[str, Any]
    ) -> SourceRead:
        new = [link for link in found.links if not self.known.is_stored(link.url)]
        polled = Polled(
            outcome=Outcome.FETCHED,
            links=len(found.links),
            known=len(found.links) - len(new),
            wish=max(found.pause_asked or timedelta(0), max_age(response)),
        )
        facts |= {
            "has_lied": has_lied(source, [link.published for link in new if link.published]),
            "may_have_missed": may_have_missed(source, polled),
        }
        return self._source_read(asked_for(response.request), source, polled, **facts)

    def _source_read(self, url: str, source: DueSource, polled: Polled, **facts: Any) -> SourceRead:
        after = self._next_poll(self.now(), url, source, polled)
        interval = round(after.interval.total_seconds())
        facts |= {"due_at": after.due_at, "interval_seconds": interval, "streak": after.streak}
        return self._finding(url, source, polled.outcome, **facts)

    def _finding(self, url: str, source: DueSource, outcome: Outcome, **facts: Any) -> SourceRead:
        return SourceRead(
            crawl_id=self.plan.crawl_id,
            outlet=self.plan.outlet,
            seen_at=self.now(),
            source_id=source.id,
            url=url,
            outcome=outcome,
            **facts,
        )

    def _next_poll(self, now: datetime, url: str, source: DueSource, polled: Polled) -> NextPoll:
        every = next((known.every for known in self.outlet.sources if known.url == source.url), DEFAULT_INTERVAL)
        polled = replace(polled, rests_until=self.rests_until(url))
        return next_poll(now, source, polled, every=every, usual_gap=self.plan.usual_gap)
