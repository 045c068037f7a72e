"""The service: crawls what is due, each outlet alone and few at once, and leaves a finished row whatever happens."""

import asyncio
import multiprocessing
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, closing
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from crawlers.outlet import ArticleHints
from scheduler.crawl_child import Limits
from scheduler.service import Service, utc_now
from scheduler.writer import Writer
from storage.archive import Archive
from tests.scheduler.crawl_targets import ENDLESS, STUCK_ON
from tests.scheduler.processes import count, rows, wait_until
from tests.scheduler.small_site import SmallSite


@pytest.fixture(scope="module")
def all_sites(allow_addresses: Callable[[str], None]) -> Iterator[list[SmallSite]]:
    with SmallSite() as first, SmallSite() as second:
        sites = [first, second]
        allow_addresses(",".join(site.host for site in sites))
        yield sites


@pytest.fixture
def sites(all_sites: list[SmallSite]) -> list[SmallSite]:
    for site in all_sites:
        site.pause = 0.0
        site.asked.clear()
        site.visits.clear()
        site.extra_links.clear()
        site.hangs.clear()
    return all_sites


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now


@asynccontextmanager
async def service_of(database: Path, *sites: SmallSite, **options: Any) -> AsyncIterator[Service]:
    """A started service over these sites, `site-1` and so on."""
    Archive.create(database).close()
    async with Writer(database) as writer, AsyncExitStack() as stack:
        outlets = {f"site-{n}": site.outlet(f"site-{n}") for n, site in enumerate(sites, 1)}
        service = Service(writer, outlets, **options)
        await stack.enter_async_context(writer.running())
        await service.start()
        yield service
        await service.stop()


def crawls(database: Path) -> list[tuple[str, str]]:
    return rows(database, "SELECT outlet, outcome FROM crawls ORDER BY id")


def overlapping(visits: list[tuple[float, float]]) -> int:
    """How many pairs of visits were there at the same time."""
    return sum(a[0] < b[1] and b[0] < a[1] for a, b in combinations(visits, 2))


# ---- ticks ----------------------------------------------------------------------------------------------------------


def test_a_tick_crawls_what_is_due_and_nothing_else(database, sites, now):
    async def tick_three_times() -> list[int]:
        clock = Clock(now)
        done = []
        async with service_of(database, *sites, now=clock) as service:
            for later in (0, 1, 15):
                clock.now = now + timedelta(minutes=later)
                await service.tick()
                await service.settle()
                done.append(len(crawls(database)))
        return done

    assert asyncio.run(tick_three_times()) == [2, 2, 4]
    assert sorted(crawls(database)) == [("site-1", "finished")] * 2 + [("site-2", "finished")] * 2
    assert count(database, "articles") == 6


def test_a_tick_leaves_a_pulse(database, sites, now):
    async def tick() -> None:
        async with service_of(database, now=Clock(now)) as service:
            await service.tick()

    asyncio.run(tick())
    assert rows(database, "SELECT name, ran_at FROM jobs") == [("tick", f"{now:%Y-%m-%dT%H:%M:%SZ}")]


def test_a_tick_does_not_start_an_outlet_that_is_running(database, sites):
    sites[0].pause = 0.3

    async def tick_twice() -> None:
        async with service_of(database, sites[0]) as service:
            await service.tick()
            await asyncio.sleep(0.2)
            await service.tick()
            await service.settle()

    asyncio.run(tick_twice())
    assert crawls(database) == [("site-1", "finished")]


def test_an_outlet_whose_file_goes_while_its_crawl_waits_leaves_no_open_crawl(database, sites):
    sites[0].pause = 0.2

    async def register_one_while_the_other_waits() -> None:
        async with service_of(database, *sites, places=1) as service:
            await service.tick()
            await asyncio.sleep(0.1)
            await service.register({"site-1": sites[0].outlet("site-1")})
            await service.settle()
            assert count(database, "crawls WHERE finished_at IS NULL") == 0

    asyncio.run(register_one_while_the_other_waits())


def test_an_outlet_whose_file_is_gone_is_not_crawled_any_more(database, sites):
    async def register_one_and_tick() -> None:
        async with service_of(database, *sites) as service:
            await service.register({"site-2": service.outlets["site-2"]})
            await service.tick()
            await service.settle()

    asyncio.run(register_one_and_tick())
    assert crawls(database) == [("site-2", "finished")]
    assert rows(database, "SELECT slug, enabled, state FROM outlets ORDER BY slug") == [
        ("site-1", 0, "paused"),
        ("site-2", 1, "ok"),
    ]


# ---- turns ----------------------------------------------------------------------------------------------------------


def visits_of_a_tick(database: Path, *sites: SmallSite, **options: Any) -> list[tuple[float, float]]:
    async def tick() -> None:
        async with service_of(database, *sites, **options) as service:
            await service.tick()
            await service.settle()

    for site in sites:
        site.pause = 0.15
    asyncio.run(tick())
    assert {outcome for _, outcome in crawls(database)} == {"finished"}
    return [visit for site in set(sites) for visit in site.visits]


def test_outlets_of_different_domains_are_crawled_side_by_side(database, sites):
    assert overlapping(visits_of_a_tick(database, *sites)) > 0


def test_two_outlets_of_one_domain_are_never_crawled_at_once(database, sites):
    assert overlapping(visits_of_a_tick(database, sites[0], sites[0])) == 0
    assert [outlet for outlet, _ in crawls(database)] == ["site-1", "site-2"]


def test_no_more_crawls_run_at_once_than_there_are_places(database, sites):
    assert overlapping(visits_of_a_tick(database, *sites, places=1)) == 0


# ---- bad ends -------------------------------------------------------------------------------------------------------


def test_a_crawl_that_runs_out_of_time_ends_by_itself_without_a_rest_and_the_next_goes_on(database, sites):
    sites[0].pause = 1.2

    async def crawl(seconds: float) -> None:
        async with service_of(database, sites[0], limits=Limits(seconds=seconds)) as service:
            await service.crawl("site-1")

    asyncio.run(crawl(3))
    assert rows(database, "SELECT outcome FROM crawls") == [("limit_reached",)]
    assert rows(database, "SELECT state, failures, rests_until FROM outlets") == [("ok", 0, None)]
    assert 0 < count(database, "articles") < sites[0].articles
    sites[0].pause = 0.0
    asyncio.run(crawl(30))
    assert count(database, "articles") == sites[0].articles


def test_a_crawl_past_its_deadline_is_closed_as_such_and_keeps_what_it_found(database, sites):
    sites[0].hangs.add("/news/article-3")

    async def crawl() -> None:
        async with service_of(database, sites[0], limits=Limits(seconds=6)) as service:
            await service.crawl("site-1")

    asyncio.run(crawl())
    assert rows(database, "SELECT outcome, detail FROM crawls") == [("deadline", "not over after 6 s; killed")]
    assert count(database, "articles") == 2
    assert rows(database, "SELECT url FROM urls WHERE due_at IS NOT NULL") == [(sites[0].article_url(3),)]


def test_a_crawl_that_dies_without_a_word_is_closed_with_ours(database, sites):
    """An outlet's own pattern can be one that never ends; its crawl is stopped by the limit of processor time."""
    sites[0].extra_links.append(f"/{STUCK_ON}")
    hostile = replace(sites[0].outlet(), article=ArticleHints(url=ENDLESS))

    async def crawl() -> None:
        async with service_of(database, limits=Limits(cpu_seconds=1)) as service:
            await service.register({"small-site": hostile})
            await service.crawl("small-site")
            await service.tick()
            await service.settle()  # nothing: such an outlet rests

    asyncio.run(crawl())
    found = rows(database, "SELECT outcome, detail FROM crawls WHERE finished_at IS NOT NULL")
    assert found == [("out of CPU time", "out of CPU time")]


def test_the_start_closes_what_a_dead_daemon_left_running(database, sites):
    with Archive.create(database) as archive:
        archive.register([sites[0].outlet("site-1")], utc_now())
        archive.plan("site-1", utc_now())

    async def start() -> list[str]:
        async with Writer(database) as writer:
            return await Service(writer, {"site-1": sites[0].outlet("site-1")}).start()

    assert asyncio.run(start()) == ["site-1"]
    assert crawls(database) == [("site-1", "interrupted")]


# ---- stop -----------------------------------------------------------------------------------------------------------


def stop_in_mid_crawl(database: Path, site: SmallSite) -> float:
    """Tick, stop when the first article was asked for; how long the stop took."""

    async def tick_and_stop() -> float:
        loop = asyncio.get_running_loop()
        async with service_of(database, site) as service:
            await service.tick()
            await asyncio.to_thread(wait_until, lambda: any("article" in path for path in site.asked))
            began = loop.time()
            await service.stop()
            await service.tick()
            assert service.is_idle  # nothing is started any more
            return loop.time() - began

    return asyncio.run(tick_and_stop())


def test_a_crawl_that_ends_soon_may_end_by_itself_when_the_service_stops(database, sites):
    sites[0].pause = 0.2
    assert stop_in_mid_crawl(database, sites[0]) < 3
    assert crawls(database) == [("site-1", "finished")]
    assert count(database, "articles") == 3


def test_a_crawl_that_would_take_long_is_killed_and_closed_when_the_service_stops(database, sites):
    sites[0].pause = 30
    assert 3 <= stop_in_mid_crawl(database, sites[0]) < 6
    assert crawls(database) == [("site-1", "interrupted")]
    assert count(database, "urls WHERE due_at IS NOT NULL") == 3
    assert not multiprocessing.active_children()


# ---- a database that cannot be written ------------------------------------------------------------------------------


def test_a_tick_while_another_program_holds_the_file_is_one_line_and_the_next_one_works(database, sites, caplog):
    async def tick_twice() -> None:
        async with service_of(database, sites[0]) as service:
            await service.writer.call(lambda archive: archive._connection.execute("PRAGMA busy_timeout = 50"))
            with closing(sqlite3.connect(database)) as other:
                other.execute("BEGIN IMMEDIATE")
                await service.tick()
                assert service.is_idle
                other.rollback()
            await service.tick()
            await service.settle()

    asyncio.run(tick_twice())
    [line] = [record.getMessage() for record in caplog.records if "locked" in record.getMessage()]
    assert line == f"{database}: database is locked; crawls wait until it can be written"
    assert count(database, "articles") == sites[0].articles
