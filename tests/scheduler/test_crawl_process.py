"""One crawl seen from the daemon: whatever a child does, the daemon knows how it ended and nothing of it is left."""

import asyncio
import hashlib
import multiprocessing
import os
import random
import signal
import time
from pathlib import Path
from typing import Any

import pytest

from scheduler.crawl_child import Limits
from scheduler.crawl_process import Ending, Target, fork_server, run_crawl, warm_up
from storage.findings import Finding, PageRead
from tests.scheduler import crawl_targets
from tests.scheduler.processes import is_alive, wait_until
from tests.scheduler.small_site import SmallSite

pytestmark = pytest.mark.usefixtures("_warm_server")


@pytest.fixture(scope="module")
def _warm_server() -> None:
    warm_up()


@pytest.fixture
def site():
    with SmallSite(articles=10) as site:
        yield site


class Basket:
    """A sink that keeps what comes."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []

    async def put(self, finding: Finding) -> None:
        self.findings.append(finding)

    @property
    def pages(self) -> list[PageRead]:
        return [finding for finding in self.findings if isinstance(finding, PageRead)]


def run(site: SmallSite, target: Target, basket: Basket | None = None, **limits: Any) -> Ending:
    basket = basket or Basket()
    return asyncio.run(run_crawl(site.plan(), site.outlet(), basket.put, Limits(**limits), target=target))


def outcome(ending: Ending) -> tuple[str, str]:
    """The word for the table of crawls, whoever said it, and its explanation."""
    said = ending.ended or ending
    return said.outcome, said.detail or ""


def open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


# ---- how a crawl ends -----------------------------------------------------------------------------------------------


def test_a_good_crawl_delivers_every_page_and_its_own_word_that_it_finished(site):
    basket = Basket()
    ending = run(site, crawl_targets.crawl, basket)
    assert outcome(ending) == ("finished", "")
    assert ending.ended
    assert (ending.ended.pages, ending.ended.errors) == (10, 0)
    assert {page.url for page in basket.pages} == {site.article_url(n) for n in range(1, 11)}
    assert all(page.extraction and page.extraction.title.startswith("Lamplighters") for page in basket.pages)


@pytest.mark.parametrize(
    ("target", "limits", "word", "explanation"),
    [
        pytest.param(crawl_targets.callback_raises, {}, "raised", "no page is good", id="every callback raises"),
        pytest.param(crawl_targets.one_page_raises, {}, "raised", "not this one", id="one of ten pages raises"),
        pytest.param(crawl_targets.pipeline_raises, {}, "raised", "is clogged", id="the pipeline raises"),
        pytest.param(crawl_targets.from_crawler_raises, {}, "died", "exit code 1", id="from_crawler raises"),
        pytest.param(
            crawl_targets.callback_eats_memory, {}, "raised", "MemoryError", id="a callback runs out of memory"
        ),
        pytest.param(crawl_targets.exit_at_once, {}, "died", "exit code 7", id="the process exits"),
        pytest.param(crawl_targets.segfault, {}, "died", "SIGSEGV", id="the process crashes"),
        pytest.param(
            crawl_targets.sleep_for_ever, {"seconds": 0.5}, "deadline", "after 0.5 s", id="C code never returns"
        ),
        pytest.param(crawl_targets.endless_regex, {"seconds": 0.5}, "deadline", "after 0.5 s", id="a regex never ends"),
        pytest.param(
            crawl_targets.callback_never_ends, {"seconds": 1.5}, "deadline", "after 1.5 s", id="a callback never ends"
        ),
        pytest.param(
            crawl_targets.endless_regex,
            {"cpu_seconds": 1},
            "out of CPU time",
            "out of CPU time",
            id="a regex eats all processor time",
        ),
        pytest.param(
            crawl_targets.sleep_until_the_alarm, {}, "deadline", "deadline", id="nobody but the kernel saw the deadline"
        ),
    ],
)
def test_what_goes_wrong_in_a_child_has_a_word_when(site, target, limits, word, explanation):
    said, detail = outcome(run(site, target, **limits))
    assert said == word
    assert explanation in detail


def test_a_page_that_raises_costs_only_itself(site):
    basket = Basket()
    run(site, crawl_targets.one_page_raises, basket)
    assert {page.url for page in basket.pages} == {site.article_url(n) for n in range(1, 11) if n != 4}


def test_a_process_that_a_crawl_leaves_behind_is_ended_too(site):
    ending = run(site, crawl_targets.leave_a_descendant)
    assert ending.ended
    descendant = int(ending.ended.detail or "")
    wait_until(lambda: not is_alive(descendant), seconds=1)


def test_a_sink_that_fails_ends_the_child_and_is_heard_of(site):
    pids: list[int] = []

    async def sink(finding: Finding) -> None:
        assert isinstance(finding, PageRead)
        pids.append(finding.http_status or 0)
        raise OSError("the disk is full")

    with pytest.raises(OSError, match="disk is full"):
        asyncio.run(run_crawl(site.plan(), site.outlet(), sink, Limits(), target=crawl_targets.send_for_ever))
    assert not is_alive(pids[0])


# ---- kills ----------------------------------------------------------------------------------------------------------


def test_fifty_random_kills_in_mid_send_leave_whole_messages_and_no_open_file(site):
    lottery = random.Random(1991)
    before = open_files()
    endings = asyncio.run(_kill_many(site, [lottery.uniform(0, 0.03) for _ in range(50)]))
    assert {outcome(ending) for ending, _ in endings} == {("died", "killed by SIGKILL")}
    pages = [page for _, basket in endings for page in basket.pages]
    assert len(pages) >= 50
    assert all(hashlib.sha256(page.page or b"").hexdigest() == page.detail for page in pages)
    assert open_files() == before


async def _kill_many(site: SmallSite, delays: list[float]) -> list[tuple[Ending, Basket]]:
    places = asyncio.Semaphore(4)

    async def crawl_and_kill(delay: float) -> tuple[Ending, Basket]:
        basket = Basket()

        async def put(finding: Finding) -> None:
            if not basket.findings:
                assert isinstance(finding, PageRead)
                asyncio.get_running_loop().call_later(delay, os.kill, finding.http_status or 0, signal.SIGKILL)
            await basket.put(finding)

        async with places:
            target = crawl_targets.send_for_ever
            return await run_crawl(site.plan(), site.outlet(), put, Limits(seconds=20), target=target), basket

    return await asyncio.gather(*map(crawl_and_kill, delays))


@pytest.mark.parametrize("milliseconds", range(6))
def test_a_crawl_that_is_cancelled_in_its_first_milliseconds_ends_at_once(site, milliseconds):
    """Before `setsid` there is no group to kill, and no alarm is set."""
    before = open_files()
    seconds = asyncio.run(_cancelled(site, crawl_targets.sleep_unrestrained, milliseconds / 1000))
    assert seconds < 1
    assert open_files() == before


async def _cancelled(site: SmallSite, target: Target, after: float) -> float:
    """How long a crawl takes to end when it is cancelled after so many seconds; it is gone then."""
    crawl = asyncio.create_task(run_crawl(site.plan(), site.outlet(), Basket().put, Limits(), target=target))
    await asyncio.sleep(after)
    children = _children()
    began = time.monotonic()
    crawl.cancel()
    with pytest.raises(asyncio.CancelledError):
        await crawl
    assert len(children) == 1
    assert not any(map(is_alive, children))
    return time.monotonic() - began


def _children() -> list[int]:
    """The processes that the fork server has forked for us."""

    return [child.pid or 0 for child in multiprocessing.active_children()]


def test_a_stopped_child_holds_nobody_up_and_is_ended_by_its_deadline(site):
    lag, ending, basket = asyncio.run(_beside_a_stopped_child(site))
    assert outcome(ending) == ("deadline", "not over after 1 s; killed")
    assert len(basket.pages) == 1  # the second message was cut in the middle
    assert lag < 0.2


async def _beside_a_stopped_child(site: SmallSite) -> tuple[float, Ending, Basket]:
    """How long at most the loop kept a sleeper waiting meanwhile."""
    basket = Basket()
    target = crawl_targets.stop_in_mid_message
    crawl = asyncio.create_task(run_crawl(site.plan(), site.outlet(), basket.put, Limits(seconds=1), target=target))
    lag = 0.0
    while not crawl.done():
        slept_at = time.monotonic()
        await asyncio.sleep(0.01)
        lag = max(lag, time.monotonic() - slept_at - 0.01)
    return lag, await crawl, basket


# ---- the fork server ------------------------------------------------------------------------------------------------


def test_a_moment_after_the_fork_server_was_killed_the_next_crawl_works(site):
    os.kill(_fork_server_pid(), signal.SIGKILL)
    time.sleep(0.001)  # it is dying: it neither serves nor can be replaced
    assert outcome(run(site, crawl_targets.crawl))[0] == "finished"


def test_a_crawl_outlives_its_fork_server_and_is_believed(site):
    site.pause = 0.1
    basket = Basket()

    async def kill_and_put(finding: Finding) -> None:
        if len(basket.pages) == 2:
            os.kill(_fork_server_pid(), signal.SIGKILL)
        await basket.put(finding)

    ending = asyncio.run(
        run_crawl(site.plan(), site.outlet(), kill_and_put, Limits(seconds=20), target=crawl_targets.crawl)
    )
    assert outcome(ending) == ("finished", "")
    assert len(basket.pages) == 10


def _fork_server_pid() -> int:
    """Asked of one of its children, for it is nowhere to be read."""
    reading_end, writing_end = fork_server().Pipe(duplex=False)
    child = fork_server().Process(target=_send_parent, args=(writing_end,), daemon=True)
    child.start()
    pid: int = reading_end.recv()
    child.join()
    reading_end.close()
    writing_end.close()
    return pid


def _send_parent(pipe: Any) -> None:
    pipe.send(os.getppid())


# ---- what comes through the pipe ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "target",
    [
        pytest.param(crawl_targets.announce_seventeen_megabytes, id="17 MB announced"),
        pytest.param(crawl_targets.send_random_bytes, id="random bytes"),
        pytest.param(crawl_targets.send_no_json, id="not JSON"),
        pytest.param(crawl_targets.send_a_list, id="a list"),
        pytest.param(crawl_targets.send_unknown_kind, id="an unknown kind"),
        pytest.param(crawl_targets.send_wrong_type, id="a wrong type"),
    ],
)
def test_a_child_that_talks_nonsense_ends_alone(site, target):
    good = Basket()

    async def both() -> tuple[Ending, Ending]:
        site.articles, site.pause = 4, 0.05
        honest = run_crawl(site.plan(1), site.outlet(), good.put, Limits(seconds=20), target=crawl_targets.crawl)
        lying = run_crawl(site.plan(2), site.outlet(), Basket().put, Limits(seconds=20), target=target)
        return await asyncio.gather(honest, lying)

    honest, lying = asyncio.run(both())
    word, detail = outcome(lying)
    assert word == "died"
    assert detail.startswith("broken message: ")
    assert outcome(honest) == ("finished", "")
    assert len(good.pages) == 4


def test_a_slow_sink_makes_the_child_wait_instead_of_filling_memory(site):
    released_at = 0
    basket = Basket()

    async def put(finding: Finding) -> None:
        nonlocal released_at
        if not basket.findings:
            await asyncio.sleep(0.7)
            released_at = int(time.monotonic() * 1000)
        await basket.put(finding)

    target = crawl_targets.record_much_at_once
    ending = asyncio.run(run_crawl(site.plan(), site.outlet(), put, Limits(seconds=30), target=target))
    assert ending.ended
    sent_at = [page.http_status for page in basket.pages if page.http_status is not None]
    assert len(sent_at) == crawl_targets.MANY
    # One in the sink, and half a megabyte of the next one read ahead.
    assert sum(moment < released_at for moment in sent_at) <= 2
    assert ending.ended.peak_memory_mb is not None
    assert ending.ended.peak_memory_mb < 20  # fifty encoded messages would be fifty megabytes
