"""`make demo`: three days of five outlets in under a minute, offline, watched by the daemon's own service.

    python -m tests.press.demo demo.db

The clock leaps, in steps of two hours, to where something is due; everything else is the real thing: a server, forked
crawls, the archive. At the end what the archive says is compared with what the press did; the exit code is 1 when they
differ.
"""

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from rich.console import Console
from rich.text import Text

from crawlers.outlet import load_outlets
from scheduler.cli.show_table import FILE_WIDTH, show_table
from scheduler.crawl_process import warm_up
from scheduler.daemon import headline
from scheduler.service import Service
from scheduler.writer import Writer
from storage.archive import Archive
from storage.findings import Finding, PageRead
from storage.records import Change
from tests.press import Press
from tests.press.comparison import compare_events, differing_articles

DAYS = 3
EVERY = "2h"
LEAP = timedelta(hours=2)  # what falls due within it is looked at together: 36 crawls an outlet, not a thousand
_COLOURS = {Change.NEW: "green", Change.EDITED: "yellow", Change.VANISHED: "red", Change.RESTORED: "cyan"}
_TOLD = frozenset(_COLOURS) | {Change.REVERTED, Change.MOVED, Change.SUSPECT}

console = Console(highlight=False)
if not console.is_terminal:
    console.width = FILE_WIDTH


class LeapClock:
    """A clock that stands while crawls run, then leaps, in even steps, to where something is due."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def leap(self, to: datetime) -> None:
        leaps = max(1, -((self._now - to) // LEAP))  # always on, never back
        self._now += leaps * LEAP


def main(database: Path) -> int:
    """Run the demo into a new file; returns the exit code."""
    began = time.monotonic()
    _remove(database)
    end = datetime.now(UTC).replace(second=0, microsecond=0)
    start = (end - timedelta(days=DAYS)).replace(hour=0, minute=0)  # the script begins in the morning of the first day
    log = database.with_name("demo-timeline.jsonl")
    with Press(start, log=log) as press, _outlet_files(press) as folder:
        os.environ["VARTA_ALLOW_ADDRESSES"] = press.allow  # before the fork server starts: its children inherit it
        warm_up()
        Archive.create(database).close()
        console.print(f"{len(press.outlets)} outlets, {DAYS} days, from {start:%d %b %H:%M} UTC; database {database}\n")
        crawls = asyncio.run(_watch(database, folder, press, LeapClock(start), end))
        code = _report(database, press, end)
    console.print(
        f"\n{crawls} crawls in {time.monotonic() - began:.0f} s. Look: sqlite3 {database} 'select * from guide'"
    )
    return code


async def _watch(database: Path, folder: Path, press: Press, clock: LeapClock, end: datetime) -> int:
    async with Writer(database, watch=_tell) as writer, writer.running():
        service = Service(writer, load_outlets(folder), now=clock.now, clock_stands=True)
        await service.start()
        while clock.now() <= end:
            press.set_clock(clock.now())
            await service.tick()
            await service.settle()
            due_at = await writer.call(Archive.next_due_at)
            clock.leap(due_at or end)
        rows = await writer.call(Archive.query, "SELECT count(*) AS crawls FROM crawls")
        return int(rows[0]["crawls"])


def _tell(finding: Finding, change: Change) -> None:
    if not isinstance(finding, PageRead) or change not in _TOLD:
        return
    line = Text(f"{finding.seen_at:%a %d %b %H:%M}  {finding.outlet:<20}")
    line.append(f"{change:<9} ", style=_COLOURS.get(change, "magenta"))
    line.append(headline(finding) or urlsplit(finding.url).path)
    console.print(line, no_wrap=True, overflow="ellipsis")


def _report(database: Path, press: Press, until: datetime) -> int:
    """Status, changes, and the comparison with the press's own record."""
    with Archive.open(database, read_only=True) as archive:
        console.print(f"\n[bold]varta --database {database} status[/bold]")
        show_table(archive.status(), ("outlet", "state", "articles", "last_crawl", "last_outcome"), "nothing")
        console.print(f"\n[bold]varta --database {database} changes --since {DAYS + 1}d[/bold]")
        changes = archive.changes(None)
        show_table(changes, ("seen_at", "outlet", "kind", "fields", "article_id", "title"), "none")
        comparison = compare_events(archive, press.happened(), until)
        exact, differing = differing_articles(archive, press)
        editions = archive.query("SELECT language, other_language FROM story_editions")
        chrome = archive.query("SELECT language, count(*) AS lines FROM chrome GROUP BY 1 ORDER BY 2 DESC")
    console.print(f"\nThe press did {comparison.found + len(comparison.missed)} things; {comparison.found} were seen.")
    for kind, lines in (("missed", comparison.missed), ("invented", comparison.invented), ("differs", differing)):
        for line in lines:
            console.print(f"  {kind}: {line}", style="red", markup=False, soft_wrap=True)
    console.print(f"{exact} of {exact + len(differing)} articles are stored exactly as they were written.")
    console.print(f"{len(editions)} stories are told in two languages.")
    console.print(
        "Chrome dropped: " + ", ".join(f"{row['lines']} lines in {row['language'] or 'no language'}" for row in chrome)
    )
    return 0 if comparison.is_right and not differing else 1


@contextmanager
def _outlet_files(press: Press) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="varta-demo-") as folder:
        press.write_outlets(Path(folder), every=EVERY)
        yield Path(folder)


def _remove(database: Path) -> None:
    for suffix in ("", "-wal", "-shm", "-lock", "-pages", "-pages-journal"):
        database.with_name(database.name + suffix).unlink(missing_ok=True)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "demo.db")))
