import asyncio
import os
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from scrapy.crawler import Crawler
from scrapy.settings import Settings

import crawlers.settings
from crawlers.outlet import load_outlets
from crawlers.recorders import ArchiveRecorder, PipeRecorder, recorder_of
from crawlers.spiders.outlet_spider import OutletSpider
from crawlers.wire import HEAD, decode
from storage.archive import Archive
from storage.findings import CrawlEnded, Finding, Link, PageRead, SourceRead
from storage.records import Extraction, Outcome, StandingLine

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
PROMPT = "Lanterns of the week arrive in your pocket."


def a_page(number: int, page: bytes | None = None) -> PageRead:
    return PageRead(crawl_id=number, outlet="a", seen_at=NOW, url="u", outcome=Outcome.GONE, page=page)


class Draining:
    """A pipe whose other end is read in a thread, once that is told to begin; closed by `with`."""

    def __init__(self) -> None:
        self._end, self.fd = os.pipe()
        self.begin = threading.Event()
        self._data = b""
        self._thread = threading.Thread(target=self._drain)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        os.close(self.fd)
        self.begin.set()
        self._thread.join()

    def _drain(self) -> None:
        self.begin.wait()
        with os.fdopen(self._end, "rb") as pipe:
            self._data = pipe.read()

    def findings(self) -> list[Finding]:
        """Everything that was written before the pipe was closed."""
        found, at = [], 0
        while at < len(self._data):
            (size,) = HEAD.unpack_from(self._data, at)
            found.append(decode(self._data[at + HEAD.size : at + HEAD.size + size]))
            at += HEAD.size + size
        return found


def test_findings_larger_than_the_pipe_arrive_whole_and_in_order():
    sent = [a_page(number, os.urandom(300_000)) for number in range(5)]

    async def crawl() -> None:
        recorder = PipeRecorder(pipe.fd)
        pipe.begin.set()
        async with asyncio.timeout(10):
            await asyncio.gather(*(recorder.record(finding) for finding in sent))

    with Draining() as pipe:
        asyncio.run(crawl())
    assert pipe.findings() == sent


def test_a_full_pipe_holds_the_crawl_back_without_stopping_its_clock():
    big = a_page(1, os.urandom(300_000))

    async def crawl() -> None:
        writing = asyncio.create_task(PipeRecorder(pipe.fd).record(big))
        for _ in range(20):
            await asyncio.sleep(0.005)  # would never return if the write blocked
        assert not writing.done()
        pipe.begin.set()
        async with asyncio.timeout(10):
            await writing

    with Draining() as pipe:
        asyncio.run(crawl())
    assert pipe.findings() == [big]


def a_crawler(outlet, **more) -> Crawler:
    settings = Settings()
    settings.setmodule(crawlers.settings)
    settings.setdict(more, priority="cmdline")
    return Crawler(OutletSpider.of(outlet), settings)


def test_a_crawl_that_was_given_a_recorder_uses_it(outlet, tmp_path):
    reading_end, writing_end = os.pipe()
    database = tmp_path / "varta.db"
    given = {"RECORDER": PipeRecorder(writing_end), "DATABASE": str(database)}
    recorder = recorder_of(a_crawler(outlet, **given), outlet)  # a copy: Scrapy copies settings deeply
    assert isinstance(recorder, PipeRecorder)
    assert recorder.fd == writing_end
    assert not database.exists()
    os.close(reading_end)
    os.close(writing_end)


def archive_recorder(outlet, database: Path) -> ArchiveRecorder:
    recorder = recorder_of(a_crawler(outlet, DATABASE=str(database)), outlet)
    assert isinstance(recorder, ArchiveRecorder)
    return recorder


def test_scrapy_alone_plans_every_source_whether_it_is_due_or_not(outlet, tmp_path):
    for _ in range(2):
        recorder = archive_recorder(outlet, tmp_path / "varta.db")
        plan = recorder.plan()
        assert [source.url for source in plan.sources] == ["https://courier.example/rss"]
        asyncio.run(recorder.record(a_source(plan.crawl_id, plan.sources[0].id, plan.now)))
        recorder.archive.close()


def test_scrapy_alone_writes_into_the_archive(outlet, tmp_path):
    recorder = archive_recorder(outlet, tmp_path / "varta.db")
    plan = recorder.plan()
    asyncio.run(recorder.record(a_source(plan.crawl_id, plan.sources[0].id, plan.now)))
    recorder.archive.close()
    with Archive.open(tmp_path / "varta.db", read_only=True) as archive:
        assert archive.query("SELECT url FROM urls") == [{"url": "https://courier.example/bridge"}]


def test_scrapy_alone_leaves_the_other_outlets_watched(outlet, tmp_path):
    database = tmp_path / "varta.db"
    with Archive.create(database) as archive:
        archive.register(load_outlets().values(), NOW)
    recorder = archive_recorder(outlet, database)
    recorder.plan()
    paused = recorder.archive.query("SELECT slug FROM outlets WHERE state_reason = 'its file is gone'")
    recorder.archive.close()
    assert paused == []


def test_scrapy_alone_learns_at_the_end_of_a_crawl(outlet, tmp_path):
    recorder = archive_recorder(outlet, tmp_path / "varta.db")
    plan = recorder.plan()
    ended = CrawlEnded(crawl_id=plan.crawl_id, outlet=plan.outlet, seen_at=plan.now, outcome="finished")

    async def record() -> None:
        for n in range(6):
            await recorder.record(a_prompting_page(plan.crawl_id, plan.now, n))
        await recorder.record(ended)

    asyncio.run(record())
    with Archive.open(tmp_path / "varta.db", read_only=True) as archive:
        assert archive.learned_chrome(plan.outlet) == {PROMPT: "en"}


def a_prompting_page(crawl_id: int, now: datetime, n: int) -> PageRead:
    extraction = Extraction(
        title=f"Bridge {n}",
        body=f"The {n}th bridge over the harbour was opened on Monday.\n\n{PROMPT}",
        language="en",
        template="div.text",
        standing=(StandingLine(PROMPT, "en", 0),),
    )
    return PageRead(
        crawl_id=crawl_id,
        outlet="harbour-courier",
        seen_at=now,
        url=f"https://courier.example/bridge-{n}",
        outcome=Outcome.FETCHED,
        extraction=extraction,
    )


def a_source(crawl_id: int, source_id: int, now: datetime) -> SourceRead:
    return SourceRead(
        crawl_id=crawl_id,
        outlet="harbour-courier",
        seen_at=now,
        source_id=source_id,
        url="https://courier.example/rss",
        outcome=Outcome.FETCHED,
        links=(Link(url="https://courier.example/bridge"),),
        due_at=now.replace(year=now.year + 1),
    )
