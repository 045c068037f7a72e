"""A crawl's own process: its session, its limits, which signals it hears."""

import asyncio
import json
import multiprocessing
import os
import signal
from dataclasses import replace

import pytest

from scheduler.crawl_child import LAST_RESORT, Limits
from scheduler.crawl_process import Ending, run_crawl
from storage.findings import Finding
from tests.scheduler import crawl_targets
from tests.scheduler.small_site import SmallSite

LIMITS = Limits(seconds=20, memory_bytes=600 << 20, cpu_seconds=7)


@pytest.fixture
def site():
    with SmallSite(articles=10, pause=0.05) as site:
        yield site


def crawl_and_signal(site: SmallSite, *numbers: int) -> tuple[Ending, int]:
    """A real crawl that gets these signals when its third page has come; how many pages came in all."""
    pages = 0

    async def sink(finding: Finding) -> None:
        nonlocal pages
        pages += type(finding).__name__ == "PageRead"
        if pages == 3:
            (child,) = multiprocessing.active_children()
            for number in numbers:
                os.kill(child.pid or 0, number)

    ending = asyncio.run(run_crawl(site.plan(), site.outlet(), sink, LIMITS, target=crawl_targets.crawl))
    return ending, pages


def test_a_child_leads_its_own_session_under_the_limits_that_it_was_given(site):
    async def sink(finding: Finding) -> None:
        """Only the last word counts."""

    ending = asyncio.run(run_crawl(site.plan(), site.outlet(), sink, LIMITS, target=crawl_targets.tell_restraints))
    assert ending.ended
    assert json.loads(ending.ended.detail or "") == {
        "leads a session": True,
        "memory": LIMITS.memory_bytes,
        "processor seconds": LIMITS.cpu_seconds,
        "core dumps": 0,
        "seconds to the alarm": LIMITS.seconds + LAST_RESORT,
        "ignores": ["SIGHUP", "SIGINT"],
    }


def test_a_hangup_does_not_disturb_a_crawl(site):
    ending, pages = crawl_and_signal(site, signal.SIGHUP)
    assert ending.ended
    assert (ending.ended.outcome, pages) == ("finished", 10)


def test_sigterm_lets_scrapy_end_the_crawl_which_still_says_so(site):
    ending, pages = crawl_and_signal(site, signal.SIGTERM)
    assert ending.ended
    assert ending.ended.outcome == "shutdown"
    assert 3 <= pages == ending.ended.pages < 10


def test_a_crawl_whose_plan_is_empty_finishes(site):
    async def sink(finding: Finding) -> None:
        """Nothing but the last word comes."""

    plan = replace(site.plan(), urls=())
    ending = asyncio.run(run_crawl(plan, site.outlet(), sink, LIMITS, target=crawl_targets.crawl))
    assert ending.ended
    assert (ending.ended.outcome, ending.ended.pages) == ("finished", 0)
    assert site.asked == []
