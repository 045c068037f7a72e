"""One pass over some outlets, through the same children and the same writer as the daemon's."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from crawlers.outlet import Outlet
from scheduler.backfill import backfill
from scheduler.crawl_child import Limits
from scheduler.crawl_process import warm_up
from scheduler.service import Service
from scheduler.writer import Watcher, Writer
from storage.archive import Archive

Tell = Callable[[str, str], None]

NO_HURRY = Limits(seconds=86_400, cpu_seconds=14_400)  # a pass by hand goes on until everything was looked at


async def crawl_once(
    database: Path,
    known: Mapping[str, Outlet],
    slugs: Sequence[str],
    *,
    recheck: bool = False,
    since: datetime | None = None,
    tell: Tell,
    watch: Watcher | None = None,
) -> list[dict[str, Any]]:
    """Crawl these outlets, each once; returns their rows of `crawls`, in the order asked for.

    `known` are all outlets of the folder: the archive learns of every one, and of those that are gone. `since`: their
    archives are read, too, back to then. `watch` sees every finding and what it did.
    """
    Archive.create(database).close()
    warm_up()
    async with Writer(database, watch) as writer:
        service = Service(writer, known, limits=NO_HURRY)
        async with writer.running():
            await service.register(known)  # not start(): a pass by hand is not the return of the daemon
            await writer.call(Archive.close_interrupted, service.now())
            await asyncio.gather(*(_crawl(service, slug, tell, recheck=recheck, since=since) for slug in slugs))
            await writer.call(Archive.tidy, service.now())
        return [await writer.call(Archive.last_crawl, slug) for slug in slugs]


async def _crawl(service: Service, slug: str, tell: Tell, *, recheck: bool, since: datetime | None) -> None:
    if since is None:
        ending = await service.crawl(slug, everything=True, recheck=recheck)
    else:
        ending = await backfill(service, slug, since)
    tell(slug, ending.ended.outcome if ending.ended else f"{ending.outcome}: {ending.detail}")
