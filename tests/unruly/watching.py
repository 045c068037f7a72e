"""The daemon's own service over some sites, with a clock that leaps; what it wrote is read from the file alone."""

import asyncio
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from scheduler.crawl_child import Limits
from scheduler.service import Service
from scheduler.writer import Writer
from storage.archive import Archive
from tests.unruly.site import Site

PLACES = 8  # crawls at once: what takes time here is waiting, for delays that are real


class Watch:
    """Watches sites into one database. Each call starts a daemon and stops it."""

    def __init__(self, database: Path, sites: Sequence[Site]) -> None:
        self.database = database
        self.sites = {site.slug: site for site in sites}
        self.ticks: list[datetime] = []
        self.limits = Limits()
        self._now = sites[0].clock
        Archive.create(database).close()

    def every(self, step: timedelta, begin: datetime, end: datetime) -> None:
        """A tick at each step of the clock, as often as that is: whatever is due is done, and nothing else."""
        moments = [begin + step * n for n in range((end - begin) // step + 1)]
        self.at(moments)

    def at(self, moments: Iterable[datetime]) -> None:
        """A tick at each of these moments."""
        asyncio.run(self._tick_at(list(moments)))

    async def _tick_at(self, moments: list[datetime]) -> None:
        self._set(moments[0])
        async with self._service() as service:
            for moment in moments:
                self._set(moment)
                self.ticks.append(moment)
                await service.tick()
                await service.settle()

    @asynccontextmanager
    async def _service(self) -> AsyncIterator[Service]:
        outlets = {slug: site.outlet() for slug, site in self.sites.items()}
        async with Writer(self.database) as writer, writer.running():
            service = Service(
                writer, outlets, now=lambda: self._now, clock_stands=True, limits=self.limits, places=PLACES
            )
            await service.start()
            yield service
            await service.stop()

    def _set(self, now: datetime) -> None:
        self._now = now
        for site in self.sites.values():
            site.set_clock(now)

    # ---- what the file says ----

    def rows(self, sql: str, *parameters: Any) -> list[dict[str, Any]]:
        with Archive.open(self.database, read_only=True) as archive:
            return archive.query(sql, parameters)

    def articles(self, slug: str) -> list[dict[str, Any]]:
        """The outlet's articles that are not merged into another one."""
        return self.rows("SELECT * FROM articles WHERE outlet = ? AND merged_into IS NULL ORDER BY id", slug)

    def texts(self, slug: str) -> dict[str, list[str]]:
        """The bodies stored under each headline."""
        told: dict[str, list[str]] = {}
        for row in self.rows(
            """SELECT t.title, t.body FROM article_text t JOIN articles a USING (id)
               WHERE a.outlet = ? AND a.merged_into IS NULL""",
            slug,
        ):
            told.setdefault(row["title"], []).append(row["body"])
        return told

    def kinds(self, slug: str) -> list[str]:
        """What happened to the outlet's articles, publication aside, in order."""
        found = self.rows("SELECT kind FROM events WHERE outlet = ? AND kind <> 'published' ORDER BY id", slug)
        return [row["kind"] for row in found]
