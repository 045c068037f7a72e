"""`varta run`: the service in the foreground, from the lock on its database to a clean end on SIGTERM or Ctrl-C."""

import asyncio
import logging
import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from crawlers.errors import OutletError
from crawlers.outlet import Outlet, load_outlets
from crawlers.settings import CONTACT
from scheduler.crawl_process import warm_up
from scheduler.health import contact_problem, preload_problem
from scheduler.service import Service
from scheduler.writer import Writer
from storage.archive import Archive
from storage.findings import Finding, PageRead
from storage.records import Change, Outcome

log = logging.getLogger(__name__)

TICK_SECONDS = 2
CHECKPOINT_SECONDS = 300
TIDY_SECONDS = 6 * 3600
WATCH_SECONDS = 1800
FIRST_TIDY = timedelta(minutes=10)  # a daemon that is restarted often must come to it, too
_WORTH_A_LINE = frozenset(Change) - {Change.UNCHANGED, Change.NOTED, Change.FAILED}


def run_daemon(database: Path, outlets_dir: Path) -> None:
    """Watch the outlets of a folder until told to stop. Raises OutletError and ArchiveError before anything starts."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop_before_the_start)
    outlets = load_outlets(outlets_dir)
    Archive.migrate(database)
    warm_up()
    if problem := preload_problem():
        log.warning("%s", problem)
    asyncio.run(_watch(database, outlets, outlets_dir))


def _stop_before_the_start(_number: int, _frame: FrameType | None) -> None:
    """Until the loop has its own handlers: nothing was begun, so nothing is to be finished."""
    raise SystemExit(0)


def headline(finding: PageRead) -> str:
    """The article's headline; empty where the page showed none: the title of a "not found" page says nothing."""
    shows_it = finding.outcome in {Outcome.FETCHED, Outcome.PAYWALLED}
    return finding.extraction.title if finding.extraction and shows_it else ""


def tell(finding: Finding, change: Change) -> None:
    """One log line for each thing that happened to an article."""
    if isinstance(finding, PageRead) and change in _WORTH_A_LINE:
        log.info("%s: %s: %s %s", finding.outlet, change, headline(finding), finding.url)


async def _watch(database: Path, outlets: dict[str, Outlet], outlets_dir: Path) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopped.set)
    async with Writer(database, watch=tell) as writer:
        service = Service(writer, outlets)
        reloads: set[asyncio.Task[None]] = set()  # a task that nobody holds may be collected while it runs

        def reload() -> None:
            task = asyncio.create_task(_reload(service, outlets_dir))
            reloads.add(task)
            task.add_done_callback(reloads.discard)

        loop.add_signal_handler(signal.SIGHUP, reload)
        for slug in await service.start():
            log.info("%s: its last crawl was interrupted; what was due is due again", slug)
        if problem := contact_problem(CONTACT):
            log.warning("%s", problem)
        log.info("watching %d outlets into %s", sum(o.enabled for o in outlets.values()), database)
        await drive(service, stopped)
    log.info("stopped")


async def _reload(service: Service, outlets_dir: Path) -> None:
    """SIGHUP: read the outlet files again; a wrong one leaves everything as it was."""
    try:
        await service.register(load_outlets(outlets_dir))
        log.info("outlets read again: %d", len(service.outlets))
    except OutletError as error:
        log.error("outlets not read again, the old ones go on: %s", error)


async def drive(service: Service, stopped: asyncio.Event) -> None:
    """Tick by APScheduler until `stopped`. Raises, as a group, what ended the writer, should it end first."""
    scheduler = _clockwork(service)
    async with service.writer.running():
        scheduler.start()
        try:
            await stopped.wait()
        finally:
            scheduler.shutdown(wait=False)
        await service.stop()


def _clockwork(service: Service) -> AsyncIOScheduler:
    # The default misfire time is one second: a loop that was busy for longer, or a laptop asleep, would lose ticks.
    defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    scheduler = AsyncIOScheduler(timezone=UTC, job_defaults=defaults)
    scheduler.add_job(service.tick, "interval", seconds=TICK_SECONDS, next_run_time=datetime.now(UTC))

    async def checkpoint() -> None:  # a plain function would run in a thread
        await service.writer.call(Archive.checkpoint)

    async def tidy() -> None:
        await service.writer.call(Archive.tidy, service.now())

    async def watch() -> None:
        await service.writer.call(Archive.watch, service.now())

    scheduler.add_job(watch, "interval", seconds=WATCH_SECONDS)
    scheduler.add_job(checkpoint, "interval", seconds=CHECKPOINT_SECONDS)
    scheduler.add_job(tidy, "interval", seconds=TIDY_SECONDS, next_run_time=datetime.now(UTC) + FIRST_TIDY)
    return scheduler
