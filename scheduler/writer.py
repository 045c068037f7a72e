"""The one writer: a thread that owns the archive's only writing connection, fed from a bounded queue.

Findings are written in batches, one transaction each; a full queue makes the crawls wait. Everything else that asks the
archive goes through `call`, in the same thread: sqlite3 refuses a connection in two.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Concatenate, ParamSpec, Self, TypeVar

from storage.archive import Archive
from storage.findings import Finding
from storage.records import Change

P = ParamSpec("P")
T = TypeVar("T")

QUEUE = 200  # findings; about 20 MB at worst
BATCH = 100  # findings a transaction: 10-100 make synchronous=FULL cheap
BATCH_SECONDS = 1.0

Watcher = Callable[[Finding, Change], None]


class Writer:
    """`async with Writer(path) as writer`: opens the archive in its thread; at the end writes what is queued."""

    def __init__(self, database: Path, watch: Watcher | None = None) -> None:
        self.database, self.watch = database, watch
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="archive")
        self._queue: asyncio.Queue[Finding | asyncio.Future[None]] = asyncio.Queue(QUEUE)
        self._archive: Archive

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        try:
            self._archive = await loop.run_in_executor(self._thread, Archive.open, self.database)
        except BaseException:  # a cancellation too: no thread is left behind by what is raised again
            self._thread.shutdown()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        try:
            while rest := self._queued():
                await self._write(rest)
        finally:
            await self.call(Archive.close)
            self._thread.shutdown()

    async def call(self, question: Callable[Concatenate[Archive, P], T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What a method of the archive answers, asked in the archive's thread."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, lambda: question(self._archive, *args, **kwargs))

    async def put(self, finding: Finding) -> None:
        """Queue a finding; waits while the queue is full."""
        await self._queue.put(finding)

    async def written(self) -> None:
        """Returns when everything queued before has been committed."""
        mark: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        await self._queue.put(mark)
        await mark

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Write for as long as the body runs. If writing fails the body is cancelled, and the failure raised.

        A dead writer would otherwise look like a full queue, for ever.
        """
        async with asyncio.TaskGroup() as group:
            writing = group.create_task(self._write_batches(), name="writer")
            yield
            writing.cancel()

    async def _write_batches(self) -> None:
        while True:
            batch = [await self._queue.get()]
            try:
                await self._collect(batch)
            finally:  # a stop in these moments loses nothing
                await self._write(batch)

    async def _collect(self, batch: list[Finding | asyncio.Future[None]]) -> None:
        """More of the queue, until the batch is full, a second has gone or somebody waits for the commit."""
        try:
            async with asyncio.timeout(BATCH_SECONDS):
                while len(batch) < BATCH and not isinstance(batch[-1], asyncio.Future):
                    batch.append(await self._queue.get())
        except TimeoutError:
            pass

    def _queued(self) -> list[Finding | asyncio.Future[None]]:
        return [self._queue.get_nowait() for _ in range(min(self._queue.qsize(), BATCH))]

    async def _write(self, batch: list[Finding | asyncio.Future[None]]) -> None:
        findings = [item for item in batch if not isinstance(item, asyncio.Future)]
        changes = await self.call(Archive.record_all, findings) if findings else []
        for item in batch:
            if isinstance(item, asyncio.Future) and not item.done():
                item.set_result(None)
        if self.watch:
            for finding, change in zip(findings, changes, strict=True):
                self.watch(finding, change)
