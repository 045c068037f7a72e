"""Going back into an outlet's archives until they are read: crawl after crawl, and a server's rests in between."""

import asyncio
import logging
from datetime import datetime

from scheduler.crawl_process import Ending
from scheduler.service import Service
from storage.archive import Archive

log = logging.getLogger(__name__)


async def backfill(service: Service, slug: str, since: datetime) -> Ending:
    """One outlet, back to `since`. Ends when nothing is left, or when what is left could not be read.

    What is left is in `Archive.backlog`: the same order, given again, goes on from there.
    """
    before: set[str] = set()
    while True:
        ending = await service.crawl(slug, everything=True, since=since)
        left = set(await service.writer.call(Archive.backlog, slug))
        rests_until = await service.writer.call(Archive.rests_until, slug, service.now())
        if not left or (left == before and rests_until is None):
            return ending
        before = left
        if rests_until is not None:
            log.warning("%s asks for a rest until %s UTC; %d archive pages wait for it", slug, rests_until, len(left))
            await asyncio.sleep((rests_until - service.now()).total_seconds())
