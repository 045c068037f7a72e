"""How one source of an outlet file does on the web, in plain words: a row of `varta check --live`."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from crawlers.discovery.proposing.headline_language import HeadlineLanguages, headline_languages
from crawlers.discovery.proposing.trial import STALE_AFTER
from crawlers.outlet import Outlet, Source
from storage.findings import Link, SourceRead
from storage.records import Outcome

_FEW = 3  # headlines: fewer prove no language


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceReport:
    """What a source answered. It has failed when no article can be found through it; a `problem` may be less."""

    outlet: str
    kind: str
    url: str
    language: str | None  # as the file says
    outcome: str
    status: int | None = None
    entries: int = 0
    newest_at: datetime | None = None
    offsite: int = 0
    agreeing: int = 0  # headlines in that language
    headlines: int = 0
    problem: str = ""
    has_failed: bool = False


def report_on(outlet: Outlet, source: Source, reads: Sequence[SourceRead], now: datetime) -> SourceReport:
    """The report on a source from its own answer, the first of `reads`, and those of the sitemaps below it."""
    first = reads[0]
    links = {link.url: link for read in reads for link in read.links}
    offsite = sum(read.links_offsite for read in reads)
    newest_at = max((link.published for link in links.values() if link.published), default=None)
    languages = headline_languages(link.title for link in links.values())
    agreeing, headlines = languages.agreement(source.language or "")
    failure = _failure(outlet, reads, links, offsite)
    return SourceReport(
        outlet=outlet.slug,
        kind=source.kind,
        url=source.url,
        language=source.language,
        outcome=first.outcome,
        status=first.http_status,
        entries=len(links),
        newest_at=newest_at,
        offsite=offsite,
        agreeing=agreeing,
        headlines=headlines,
        problem=failure or _worry(source, languages, newest_at, now),
        has_failed=bool(failure),
    )


def _failure(outlet: Outlet, reads: Sequence[SourceRead], links: dict[str, Link], offsite: int) -> str:
    """Why no article can be found through a source; empty where some can."""
    if links:
        return ""
    if failed := next((read for read in reads if read.outcome is not Outcome.FETCHED), None):
        below = "" if failed is reads[0] else f"{failed.url}: "
        return below + (failed.detail or f"the server answers {failed.http_status}")
    if offsite:
        return f"all {offsite} entries are elsewhere; are their hosts missing from `hosts`?"
    return "no entry matches [article] url" if outlet.article.url else "it lists no articles"


def _worry(source: Source, languages: HeadlineLanguages, newest_at: datetime | None, now: datetime) -> str:
    """What a person should look at, though the source can be read."""
    if newest_at and now - newest_at > STALE_AFTER:
        return f"nothing new since {newest_at:%Y-%m-%d}"
    agreeing, headlines = languages.agreement(source.language or "")
    if source.language and headlines >= _FEW and agreeing * 2 < headlines:
        return f"most headlines are in {languages.chief}, and the file says {source.language}"
    return ""
