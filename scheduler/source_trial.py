"""Every source of some outlets, tried once through children such as a crawl's. Nothing is stored, no page fetched."""

import asyncio
from collections import defaultdict
from collections.abc import Callable, Iterable

from crawlers.discovery.addresses import registrable_domain
from crawlers.outlet import Outlet, Source
from scheduler.crawl_child import Limits, try_sources_in_child
from scheduler.crawl_process import Ending, run_crawl, warm_up
from scheduler.service import utc_now
from scheduler.source_report import SourceReport, report_on
from storage.addresses import host_of
from storage.findings import Finding, SourceRead
from storage.plans import CrawlPlan, DueSource
from storage.records import Outcome

LIMITS = Limits(seconds=600, cpu_seconds=120)
AT_ONCE = 4  # children: they mostly wait, and each may take 300 MB with a large sitemap

Tell = Callable[[str, list[SourceReport]], None]


async def try_sources(outlets: Iterable[Outlet], tell: Tell) -> list[SourceReport]:
    """A report on each enabled source, in the order of the files; `tell` hears of every outlet that is done."""
    warm_up()
    room = asyncio.Semaphore(AT_ONCE)
    domains: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)  # one crawl at a time looks at a domain

    async def in_turn(outlet: Outlet) -> list[SourceReport]:
        async with domains[registrable_domain(host_of(outlet.home))], room:
            reports = await _tried(outlet)
        tell(outlet.slug, reports)
        return reports

    found = await asyncio.gather(*map(in_turn, outlets))
    return [report for reports in found for report in reports]


async def _tried(outlet: Outlet) -> list[SourceReport]:
    sources = dict(enumerate(filter(_is_tried, outlet.sources), 1))
    reads: defaultdict[int, list[SourceRead]] = defaultdict(list)

    async def keep(finding: Finding) -> None:
        if isinstance(finding, SourceRead):
            reads[finding.source_id].append(finding)

    due = tuple(DueSource(id=n, kind=source.kind, url=source.url) for n, source in sources.items())
    plan = CrawlPlan(crawl_id=0, outlet=outlet.slug, now=utc_now(), sources=due)
    try:
        ending = await run_crawl(plan, outlet, keep, LIMITS, try_sources_in_child)
    except (OSError, EOFError) as error:
        ending = Ending(detail=f"no process could be started: {error}")
    return [
        report_on(outlet, source, reads[n], plan.now) if reads[n] else _unanswered(outlet, source, ending)
        for n, source in sources.items()
    ]


def _is_tried(source: Source) -> bool:
    return source.enabled and source.kind != "archive"  # those are a backfill's, a page for each day


def _unanswered(outlet: Outlet, source: Source, ending: Ending) -> SourceReport:
    """The report on a source of which the child said nothing."""
    outcome = Outcome.LIMIT_REACHED if ending.ended else Outcome.KILLED
    why = ending.ended.detail or ending.ended.outcome if ending.ended else ending.detail
    return SourceReport(
        outlet=outlet.slug,
        kind=source.kind,
        url=source.url,
        language=source.language,
        outcome=outcome,
        problem=f"it was not asked: {why}",
        has_failed=True,
    )
