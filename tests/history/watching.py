"""The daemon's own service over some papers, with a clock that leaps; what it wrote is read from the file alone."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from crawlers.outlet import Outlet
from scheduler.service import Service
from scheduler.writer import Writer
from storage.archive import Archive
from tests.history.paper import Paper

Deeds = dict[datetime, Callable[[], object]]


class Watch:
    """Watches papers into one database. Each call starts a daemon and stops it."""

    def __init__(self, database: Path, papers: Sequence[Paper]) -> None:
        self.database, self.papers = database, papers
        self.outlets: dict[str, Outlet] = {paper.slug: paper.outlet() for paper in papers}
        self._now = papers[0].clock
        Archive.create(database).close()

    def day_by_day(self, begin: datetime, end: datetime, *, step: timedelta = timedelta(hours=3)) -> None:
        """As the daemon does it: at each tick whatever is due. The clock leaps by `step`, or on to what is due."""
        asyncio.run(self._day_by_day(begin, end, step))

    def everything_at(self, moments: Iterable[datetime], *slugs: str) -> None:
        """Every article and source of these papers, or of all, due or not, at each of these moments."""
        asyncio.run(self._everything_at(moments, slugs or tuple(self.outlets)))

    async def _day_by_day(self, begin: datetime, end: datetime, step: timedelta) -> None:
        self._set(begin)
        async with self._service() as service:
            while self._now <= end:
                await service.tick()
                await service.settle()
                due_at = await service.writer.call(Archive.next_due_at)
                self._set(max(self._now + step, due_at or end))

    async def _everything_at(self, moments: Iterable[datetime], slugs: Sequence[str]) -> None:
        ordered = sorted(moments)
        self._set(ordered[0])
        async with self._service() as service:
            for moment in ordered:
                self._set(moment)
                await asyncio.gather(*(service.crawl(slug, everything=True, recheck=True) for slug in slugs))

    @asynccontextmanager
    async def _service(self) -> AsyncIterator[Service]:
        async with Writer(self.database) as writer, writer.running():
            service = Service(writer, self.outlets, now=lambda: self._now, clock_stands=True)
            await service.start()
            yield service
            await service.stop()

    def _set(self, now: datetime) -> None:
        self._now = now
        for paper in self.papers:
            paper.clock = now

    # ---- what the file says ----

    def rows(self, sql: str, *parameters: Any) -> list[dict[str, Any]]:
        with Archive.open(self.database, read_only=True) as archive:
            return archive.query(sql, parameters)

    def article(self, url: str) -> dict[str, Any]:
        """The row of the one article that this address leads to."""
        [row] = self.rows(
            "SELECT * FROM articles WHERE id IN (SELECT article_id FROM urls WHERE url = ?) AND merged_into IS NULL",
            url,
        )
        return row

    def events(self, url: str) -> list[dict[str, Any]]:
        """What happened to it, in order."""
        return self.rows("SELECT * FROM events WHERE article_id = ? ORDER BY id", self.article(url)["id"])

    def kinds(self, url: str) -> list[str]:
        return [event["kind"] for event in self.events(url)]

    def revisions(self, url: str) -> list[dict[str, Any]]:
        return self.rows("SELECT * FROM revisions WHERE article_id = ? ORDER BY n", self.article(url)["id"])

    def versions(self, url: str) -> list[str | None]:
        """The body of each version, rebuilt."""
        sql = "SELECT body FROM version_text WHERE article_id = ? ORDER BY n"
        return [row["body"] for row in self.rows(sql, self.article(url)["id"])]

    def outcomes(self, url: str) -> set[str]:
        """How the looks at it ended."""
        sql = "SELECT DISTINCT outcome FROM observations WHERE article_id = ?"
        return {row["outcome"] for row in self.rows(sql, self.article(url)["id"])}


def is_within(event: dict[str, Any], moment: datetime) -> bool:
    """Whether the event's window holds the moment at which it really happened."""
    begin, end = (datetime.fromisoformat(event[name]) for name in ("not_before", "seen_at"))
    return begin < moment <= end
