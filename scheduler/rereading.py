"""Reading an outlet's kept pages again: when the extractor, its rules or what it has learned are others than before."""

import logging
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from crawlers.extraction import EXTRACTOR_VERSION, reading_hash
from crawlers.outlet import Outlet
from scheduler.crawl_child import Limits
from scheduler.crawl_process import SERVER_DIED, Target, run_child
from scheduler.reread_child import reread_in_child
from scheduler.writer import Writer
from storage.archive import Archive
from storage.plans import RereadingPlan
from storage.records import Finding, Reextracted

log = logging.getLogger(__name__)

ROUNDS = 6  # of 50 pages, as many as a crawl re-checks; what is left comes before the next crawl
SECONDS = 60.0  # a round: 50 pages of 20 ms are one


async def reread_outdated(
    writer: Writer, outlet: Outlet, now: Callable[[], datetime], limits: Limits, target: Target = reread_in_child
) -> None:
    """Read again, in children, what was read otherwise than it would be now; returns when all is committed.

    A page at which a child dies is forgotten: its article is left to the web's next look.
    """
    limits = replace(limits, seconds=min(SECONDS, limits.seconds), cpu_seconds=min(int(SECONDS), limits.cpu_seconds))
    for _ in range(ROUNDS):
        plan = await writer.call(_plan, outlet, now())
        if not plan.pages or not await _round(writer, outlet, plan, limits, target):
            return


def _plan(archive: Archive, outlet: Outlet, now: datetime) -> RereadingPlan:
    rules_hash = reading_hash(outlet, archive.learned_chrome(outlet.slug))
    return archive.rereading_plan(outlet.slug, now, extractor_version=EXTRACTOR_VERSION, rules_hash=rules_hash)


async def _round(writer: Writer, outlet: Outlet, plan: RereadingPlan, limits: Limits, target: Target) -> bool:
    """One child for the pages of one plan; False when none could be started."""
    waiting = [page.article_id for page in plan.pages]

    async def sink(finding: Finding) -> None:
        if isinstance(finding, Reextracted) and finding.outlet == outlet.slug and finding.article_id in waiting:
            waiting.remove(finding.article_id)
            await writer.put(finding)

    try:
        ending = await run_child(plan, outlet, sink, limits, target)
    except (OSError, EOFError) as error:
        log.warning("%s: pages are not read again: no process could be started: %s", outlet.slug, error)
        return False
    await writer.written()
    if waiting and ending.detail != SERVER_DIED:
        log.warning("%s: reading the page of article %d again: %s", outlet.slug, waiting[0], ending.detail)
        await writer.call(Archive.forget_page, waiting[0])
    return True
