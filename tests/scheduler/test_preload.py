"""What the fork server has imported: all that a crawl needs, and nothing that must not be forked."""

import asyncio
import json
import multiprocessing.forkserver
import os
import signal

import pytest

from crawlers.outlet import Outlet, load_outlets
from scheduler.crawl_child import Limits
from scheduler.crawl_process import run_crawl, warm_up
from scheduler.health import preload_problem
from storage.findings import Finding
from storage.plans import CrawlPlan, DueSource
from tests.scheduler.processes import is_alive
from tests.scheduler.telling_target import crawl_and_tell_imports

# The child's copy of the main module, the reactor that must not be forked, and this test's own modules.
ARGUED = {"__mp_main__", "twisted.internet.reactor", "tests", "tests.scheduler", "tests.scheduler.telling_target"}


def imported_by_a_crawl(plan: CrawlPlan, outlet: Outlet) -> set[str]:
    """The modules that a child had to import for a crawl of at least three pages."""
    findings: list[str] = []

    async def sink(finding: Finding) -> None:
        findings.append(type(finding).__name__)

    ending = asyncio.run(run_crawl(plan, outlet, sink, Limits(), target=crawl_and_tell_imports))
    assert findings.count("PageRead") >= 3
    assert ending.ended
    return set(json.loads(ending.ended.detail or ""))


def test_signals_to_the_whole_group_leave_the_fork_server_alive(no_fork_server):
    warm_up()
    pid = multiprocessing.forkserver._forkserver._forkserver_pid  # type: ignore[attr-defined]  # has no types
    for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT):
        os.kill(pid, number)
    assert preload_problem() is None
    assert multiprocessing.forkserver._forkserver._forkserver_pid == pid  # type: ignore[attr-defined]  # the same
    assert is_alive(pid)


def test_a_crawl_of_pages_imports_nothing_but_its_reactor(site):
    imported = imported_by_a_crawl(site.plan(), site.outlet())
    assert "twisted.internet.reactor" in imported  # the fork server has none
    assert imported <= ARGUED


@pytest.mark.parametrize("slug", ["harbour-courier", "nadrichchia", "dnipro-monitor"])
def test_feeds_sitemaps_old_charsets_and_dates_in_words_import_nothing_more(press, outlets, now, slug):
    press.write_outlets(outlets, slugs=[slug])
    outlet = load_outlets(outlets)[slug]
    sources = (DueSource(id=n, kind=s.kind, url=s.url, language=s.language) for n, s in enumerate(outlet.sources))
    plan = CrawlPlan(crawl_id=1, outlet=slug, now=now, sources=tuple(sources))
    assert imported_by_a_crawl(plan, outlet) <= ARGUED
