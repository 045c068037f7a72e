"""Reading an outlet's kept pages again: when the extractor, its rules or what it has learned are others than before."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from itertools import count

from crawlers.extraction import EXTRACTOR_VERSION, reading_hash
from crawlers.outlet import Outlet
from scheduler.crawl_child import Limits
from scheduler.crawl_process import SERVER_DIED, Target, run_child
from scheduler.reread_child import reread_in_child
from scheduler.writer import Writer
from storage.archive import Archive
from storage.findings import Finding, Reextracted
from storage.plans import RereadingPlan

log = logging.getLogger(__name__)

ROUNDS = 6  # of 50 pages, as many as a crawl re-checks, and those due first; the others come before the next crawl
SECONDS = 60.0  # a round: 50 pages of 20 ms are one


async def reread_outdated(
    writer: Writer,
    outlet: Outlet,
    now: Callable[[], datetime],
    limits: Limits,
    target: Target = reread_in_child,
    *,
    everything: bool = False,
) -> None:
    """Read again, in children, what was read otherwise than it would be now; returns when that is committed.

    At most `ROUNDS` times 50 pages, unless `everything` is wanted: before a crawl that looks at every article.
    A page at which a child dies is forgotten: its article is left to the web's next look.
    """
    limits = replace(limits, seconds=min(SECONDS, limits.seconds), cpu_seconds=min(int(SECONDS), limits.cpu_seconds))
    settled: set[int] = set()
    for n in count():
        plan = await writer.call(_plan, outlet, now())
        if not plan.pages or plan.pages[0].article_id in settled or (n >= ROUNDS and not everything):
            return  # a page is offered again when nothing can be written
        newly_settled = await _round(writer, outlet, plan, limits, target)
        if not newly_settled:
            return
        settled |= newly_settled


def _plan(archive: Archive, outlet: Outlet, now: datetime) -> RereadingPlan:
    rules_hash = reading_hash(outlet, archive.learned_chrome(outlet.slug))
    return archive.rereading_plan(outlet.slug, now, extractor_version=EXTRACTOR_VERSION, rules_hash=rules_hash)


async def _round(writer: Writer, outlet: Outlet, plan: RereadingPlan, limits: Limits, target: Target) -> set[int]:
    """One child for the pages of one plan; returns the articles whose pages were read again or forgotten."""
    waiting = [page.article_id for page in plan.pages]

    async def sink(finding: Finding) -> None:
        if isinstance(finding, Reextracted) and finding.outlet == outlet.slug and finding.article_id in waiting:
            waiting.remove(finding.article_id)
            await writer.put(finding)

    try:
        ending = await run_child(plan, outlet, sink, limits, target)
    except (OSError, EOFError) as error:
        log.warning("%s: pages are not read again: no process could be started: %s", outlet.slug, error)
        return set()
    await writer.written()
    if waiting and ending.detail != SERVER_DIED:
        deadly = waiting.pop(0)
        log.warning("%s: reading the page of article %d again: %s", outlet.slug, deadly, ending.detail)
        await writer.call(Archive.forget_page, deadly)
    return {page.article_id for page in plan.pages} - set(waiting)
