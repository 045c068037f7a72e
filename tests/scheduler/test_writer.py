"""The one writer: what is put in is committed, in batches, and a failure is never taken for a wait."""

import asyncio
import logging
import sqlite3
import threading
from contextlib import asynccontextmanager, closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from scheduler.writer import BATCH, BATCH_SECONDS, QUEUE, Writer
from storage.archive import Archive
from storage.errors import ArchiveLocked
from storage.findings import Finding, RobotsRead
from storage.records import Change
from tests.scheduler.processes import count
from tests.scheduler.small_site import small_outlet

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _archive(database: Path) -> None:
    with Archive.create(database) as archive:
        archive.register([small_outlet()], NOW)
        archive.plan("small-site", NOW)


def found(number: int) -> RobotsRead:
    """The robots.txt of one of many hosts: one row each."""
    host = f"host-{number}.example"
    return RobotsRead(crawl_id=1, outlet="small-site", seen_at=NOW, host=host, domain=host, status=200, text="")


def hosts(database: Path) -> int:
    """How many another connection sees."""
    return count(database, "hosts")


def commits(archive: Archive) -> list[str]:
    """The writer's commits from now on."""
    seen: list[str] = []
    archive._connection.set_trace_callback(lambda sql: seen.append(sql) if sql == "COMMIT" else None)
    return seen


def fill_disk(archive: Archive) -> None:
    """From now on the database may not grow: "database or disk is full"."""
    (pages,) = archive._connection.execute("PRAGMA page_count").fetchone()
    archive._connection.execute(f"PRAGMA max_page_count = {pages}")


def free_disk(archive: Archive) -> None:
    archive._connection.execute("PRAGMA max_page_count = 100000")


@asynccontextmanager
async def running(database: Path):
    async with Writer(database) as writer, writer.running():
        yield writer


def test_written_returns_after_the_commit(database):
    async def put_and_look() -> tuple[int, float]:
        async with running(database) as writer:
            began = asyncio.get_running_loop().time()
            await writer.put(found(1))
            await writer.written()
            return hosts(database), asyncio.get_running_loop().time() - began

    seen, seconds = asyncio.run(put_and_look())
    assert seen == 1
    assert seconds < BATCH_SECONDS  # nobody waits for a batch to fill


def test_what_nobody_waits_for_is_written_within_a_second(database):
    async def put_and_wait() -> list[int]:
        async with running(database) as writer:
            await writer.put(found(1))
            await asyncio.sleep(BATCH_SECONDS / 2)
            early = hosts(database)
            await asyncio.sleep(BATCH_SECONDS)
            return [early, hosts(database)]

    assert asyncio.run(put_and_wait()) == [0, 1]


def test_findings_are_committed_by_the_hundred(database):
    async def put_many() -> int:
        async with running(database) as writer:
            seen = await writer.call(commits)
            for number in range(5 * BATCH):
                await writer.put(found(number))
            await writer.written()
            return len(seen)

    assert asyncio.run(put_many()) in range(5, 9)
    assert hosts(database) == 5 * BATCH


def test_a_full_queue_makes_a_crawl_wait(database):
    async def overfill() -> None:
        async with Writer(database) as writer:
            for number in range(QUEUE):
                await writer.put(found(number))
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(writer.put(found(QUEUE)), 0.1)
            async with writer.running():
                await asyncio.wait_for(writer.put(found(QUEUE + 1)), 5)

    asyncio.run(overfill())


def test_leaving_writes_all_that_is_queued(database):
    async def put_and_leave() -> None:
        async with Writer(database) as writer:
            for number in range(QUEUE):
                await writer.put(found(number))

    asyncio.run(put_and_leave())
    assert hosts(database) == QUEUE


def test_what_was_put_at_the_last_moment_is_written(database):
    async def put_and_leave() -> None:
        async with running(database) as writer:
            await writer.put(found(1))
            await asyncio.sleep(0.05)  # the writer has it now, and waits for more
            await writer.put(found(2))

    asyncio.run(put_and_leave())
    assert hosts(database) == 2


def test_what_a_body_put_before_it_failed_is_written(database):
    async def put_and_fail() -> None:
        async with running(database) as writer:
            await writer.put(found(1))
            await asyncio.sleep(0.05)
            raise LookupError("something else")

    with pytest.raises(ExceptionGroup) as caught:
        asyncio.run(put_and_fail())
    assert caught.group_contains(LookupError)
    assert hosts(database) == 1


def test_a_write_that_fails_cancels_the_body_and_is_raised(database):
    was_cancelled = False

    async def write_to_a_full_disk() -> None:
        nonlocal was_cancelled
        async with Writer(database) as writer:
            try:
                async with writer.running():
                    await writer.call(fill_disk)
                    for number in range(3 * BATCH):
                        await writer.put(found(number))
                    try:
                        await asyncio.sleep(20)
                    except asyncio.CancelledError:
                        was_cancelled = True
                        raise
            finally:
                await writer.call(free_disk)  # so that leaving is no second failure

    with pytest.raises(ExceptionGroup) as caught:
        asyncio.run(write_to_a_full_disk())
    assert caught.group_contains(sqlite3.OperationalError, match="disk is full")
    assert was_cancelled


def test_whoever_waits_for_a_commit_that_fails_is_told_by_cancellation(database):
    async def wait_for_it() -> None:
        async with Writer(database) as writer:
            try:
                async with writer.running():
                    await writer.call(fill_disk)
                    for number in range(BATCH):
                        await writer.put(found(number))
                    await writer.written()
                    pytest.fail("was told that it had been written")
            finally:
                await writer.call(free_disk)

    with pytest.raises(ExceptionGroup) as caught:
        asyncio.run(wait_for_it())
    assert caught.group_contains(sqlite3.OperationalError)


def test_a_full_disk_leaves_neither_lock_nor_thread_behind(database):
    async def write_to_a_full_disk() -> None:
        async with running(database) as writer:
            await writer.call(fill_disk)
            for number in range(QUEUE):
                await writer.put(found(number))
            await asyncio.sleep(20)

    threads = threading.active_count()
    with pytest.raises((sqlite3.OperationalError, ExceptionGroup)):
        asyncio.run(write_to_a_full_disk())
    assert threading.active_count() == threads
    Archive.open(database).close()


def test_there_is_one_writer_and_the_second_is_told_who_it_is(database):
    async def open_twice() -> None:
        async with Writer(database), Writer(database):
            pytest.fail("two writers of one file")

    threads = threading.active_count()
    with pytest.raises(ArchiveLocked, match=r"process \d+"):
        asyncio.run(open_twice())
    assert threading.active_count() == threads


def test_the_watcher_is_told_of_each_finding_and_what_it_did(database):
    told: list[tuple[Finding, Change]] = []

    async def put_two() -> None:
        async with Writer(database, watch=lambda *what: told.append(what)) as writer, writer.running():
            await writer.put(found(1))
            await writer.put(found(2))

    asyncio.run(put_two())
    assert told == [(found(1), Change.NOTED), (found(2), Change.NOTED)]


def test_the_archive_is_used_in_one_thread_which_is_not_the_loops(database):
    async def ask() -> set[int]:
        async with running(database) as writer:
            return {await writer.call(lambda _: threading.get_ident()) for _ in range(5)}

    (thread,) = asyncio.run(ask())
    assert thread != threading.get_ident()


def test_a_finding_that_cannot_be_stored_harms_no_other(database, caplog):
    orphan = replace(found(3), host=None)  # type: ignore[arg-type]  # on purpose

    async def put_three() -> None:
        async with running(database) as writer:
            for finding in (found(1), orphan, found(2)):
                await writer.put(finding)

    with caplog.at_level(logging.CRITICAL):
        asyncio.run(put_three())
    with closing(sqlite3.connect(database)) as reader:
        assert reader.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert hosts(database) == 2
