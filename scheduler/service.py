"""The daemon: ticks, asks the archive what is due, starts crawls, and is stopped.

Nothing is remembered here but what runs at this moment: due times, plans and outcomes are rows. `now` is the only
clock, so that a demo may bring one that leaps; deadlines and pauses keep real time.
"""

import asyncio
import logging
import sqlite3
from collections import defaultdict
from collections.abc import Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from crawlers.discovery.addresses import registrable_domain
from crawlers.extraction import reading_of
from crawlers.outlet import Outlet
from scheduler.crawl_child import Limits
from scheduler.crawl_process import Ending, run_crawl
from scheduler.rereading import reread_outdated
from scheduler.writer import Writer
from storage.addresses import host_of
from storage.archive import Archive
from storage.plans import CrawlPlan

log = logging.getLogger(__name__)

PLACES = 4  # crawls at once: they wait for servers most of the time, and two cores carry 27 crawls a second
GAP = timedelta(minutes=10)  # a guess: a restart is none, a polling interval without a look is one
STOP_SECONDS = 3.0  # what running crawls get to end by themselves; systemd and people wait for 20 s


def utc_now() -> datetime:
    """The real clock, to the second, as the archive keeps time."""
    return datetime.now(UTC).replace(microsecond=0)


class Service:
    """Runs crawls of due outlets, never two of one registrable domain at once."""

    def __init__(
        self,
        writer: Writer,
        outlets: Mapping[str, Outlet],
        *,
        now: Callable[[], datetime] = utc_now,
        clock_stands: bool = False,
        places: int = PLACES,
        limits: Limits | None = None,
    ) -> None:
        self.writer, self.outlets, self.now = writer, dict(outlets), now
        self.clock_stands = clock_stands
        self.limits = limits or Limits()
        self._places = asyncio.Semaphore(places)
        self._domain_turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._running: dict[str, asyncio.Task[None]] = {}
        self._stopping = False

    async def start(self) -> list[str]:
        """Write the outlets into the archive and close the crawls that a dead daemon left; returns whose they were."""
        await self.register(self.outlets)
        await self._note_gap()
        return await self.writer.call(Archive.close_interrupted, self.now())

    async def _note_gap(self) -> None:
        """Silence while nobody looked is no evidence: write down since when the daemon was not running."""
        last_tick = await self.writer.call(Archive.last_pulse)
        if last_tick is not None and self.now() - last_tick > GAP:
            await self.writer.call(Archive.note_gap, last_tick, self.now(), "the daemon was not running")

    async def register(self, outlets: Mapping[str, Outlet]) -> None:
        """Watch these outlets from now on."""
        await self.writer.call(Archive.register, list(outlets.values()), self.now())
        self.outlets = dict(outlets)

    async def tick(self) -> None:
        """Start a crawl of each outlet that has something due, and leave a pulse in the archive."""
        try:
            await self.writer.call(Archive.pulse, self.now())
            due = await self.writer.call(Archive.due_outlets, self.now())
        except sqlite3.OperationalError as error:  # a disk that is full, a file that another program holds
            log.warning("%s: %s; crawls wait until it can be written", self.writer.database, error)
            return
        for slug in due:
            if not self._stopping and slug in self.outlets and slug not in self._running:
                self._running[slug] = asyncio.create_task(self._run(slug), name=f"crawl of {slug}")

    async def _run(self, slug: str) -> None:
        try:
            await self.crawl(slug)
        except Exception:  # a bug in one crawl is told and ends nothing else
            log.exception("crawl of %s", slug)
        finally:
            del self._running[slug]

    @property
    def is_idle(self) -> bool:
        return not self._running

    async def settle(self) -> None:
        """Returns when no crawl is running any more."""
        while self._running:
            await asyncio.wait(list(self._running.values()))

    async def stop(self) -> None:
        """Start nothing any more; give running crawls a moment, kill the rest, close their rows as interrupted."""
        self._stopping = True
        tasks = list(self._running.values())
        if tasks:
            await asyncio.wait(tasks, timeout=STOP_SECONDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await self.writer.written()
        await self.writer.call(Archive.close_interrupted, self.now())

    async def crawl(
        self, slug: str, *, everything: bool = False, recheck: bool = False, since: datetime | None = None
    ) -> Ending:
        """One crawl of one outlet, from its plan to its last committed finding, when there is a place for it."""
        outlet = self.outlets[slug]  # as it is now: its file may go while the crawl waits for its turn
        async with AsyncExitStack() as turn:
            for domain in sorted(_domains(outlet)):  # in one order everywhere: no two crawls can block each other
                await turn.enter_async_context(self._domain_turns[domain])
            await turn.enter_async_context(self._places)
            # First, so that a look finds nothing but edits.
            await reread_outdated(self.writer, outlet, self.now, self.limits, everything=recheck)
            plan = await self.writer.call(
                Archive.plan, slug, self.now(), everything=everything, recheck=recheck, since=since
            )
            ending = await self._attempt(plan, outlet)
            await self.writer.written()
            if ending.ended is None:
                log.warning("crawl of %s: %s: %s", slug, ending.outcome, ending.detail)
                await self.writer.call(Archive.end_crawl, plan.crawl_id, ending.outcome, self.now(), ending.detail)
            if await self._learn(outlet):
                await reread_outdated(self.writer, outlet, self.now, self.limits)
        return ending

    async def _learn(self, outlet: Outlet) -> bool:
        """Learn what recurs in the outlet's bodies; whether there was anything new."""
        lines = await self.writer.call(Archive.learn, outlet.slug, self.now(), reading_of(outlet))
        for line in lines:
            log.info("%s: learned as chrome: %s", outlet.slug, line)
        return bool(lines)

    async def _attempt(self, plan: CrawlPlan, outlet: Outlet) -> Ending:
        try:
            plan = replace(plan, clock_stands=self.clock_stands)
            return await run_crawl(plan, outlet, self.writer.put, self.limits)
        except (OSError, EOFError) as error:
            return Ending(detail=f"no process could be started: {error}")


def _domains(outlet: Outlet) -> set[str]:
    """The registrable domains that a crawl of an outlet may ask: those of its articles and of its sources."""
    return {registrable_domain(host) for host in (*outlet.hosts, *(host_of(source.url) for source in outlet.sources))}
