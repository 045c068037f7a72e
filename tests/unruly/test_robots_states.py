"""robots.txt in every state, through the daemon and over two days: what was asked for is in the servers' own logs.

That a robots.txt which takes too long shuts an outlet is in tests/crawlers/politeness/test_robots.py, with a short
timeout; here every crawl has the daemon's own.
"""

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise

import pytest

from scheduler.crawl_child import Limits
from tests.unruly import manners
from tests.unruly.outlets import START
from tests.unruly.robots_states import (
    BOTH,
    ENDLESS,
    NEXT_DAY,
    STATES,
    WEEKS,
    slug_of,
    small_outlet,
)
from tests.unruly.watching import Watch

# The watch runs inside the first test.
pytestmark = pytest.mark.timeout(240)

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
PACED = [name for name, state in STATES.items() if state.delay]
UNREADABLE = ("too much", "broken", "unavailable", "breaks on the next day", "moved to another host", "moved for ever")
KEPT = [name for name in STATES if name not in (*UNREADABLE, "moved")]  # asked for again while it cannot be read


def of_these(names: list[str]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("name", names)


@pytest.fixture(scope="module")
def watch(watch_over: Callable[..., Watch]) -> Watch:
    watch = watch_over(*(small_outlet(name, state) for name, state in STATES.items()))
    watch.at([START, START + 12 * HOUR, NEXT_DAY])
    return watch


@of_these(list(STATES))
def test_the_pages_that_are_asked_for_are_those_that_may_be(watch, name):
    asked = set(watch.sites[slug_of(name)].paths())
    assert asked & BOTH == STATES[name].open


@of_these(list(STATES))
def test_what_may_be_read_is_stored_and_the_outlet_says_what_it_may_not(watch, name):
    slug = slug_of(name)
    stored = {row["url"].removeprefix(watch.sites[slug].url("")) for row in watch.articles(slug)}
    assert stored & BOTH == STATES[name].open
    if not STATES[name].open:
        [row] = watch.rows("SELECT state, state_reason FROM outlets WHERE slug = ?", slug)
        assert row["state"] != "ok"
        assert "robots" in row["state_reason"]


@of_these(KEPT)
def test_a_copy_serves_for_a_day(watch, name):
    asked = [each.at for each in watch.sites[slug_of(name)].log if each.path == "/robots.txt"]
    assert all(later - earlier >= DAY for earlier, later in pairwise(asked)), asked
    assert len(asked) == 2


@of_these(PACED)
def test_the_pace_that_it_asks_for_is_kept(watch, name):
    log = watch.sites[slug_of(name)].log
    assert len(log) > 4
    assert manners.hurried(log, STATES[name].delay) == []


@of_these(["forbids from the next day on", "breaks on the next day"])
def test_what_a_new_copy_forbids_is_asked_for_no_more(watch, name):
    log = watch.sites[slug_of(name)].log
    later = [each.path for each in log if each.at >= NEXT_DAY]
    assert set(later) == {"/robots.txt"}


def test_what_a_new_copy_allows_is_read(watch):
    slug = slug_of("forbids until the next day")
    log = watch.sites[slug].log
    assert {each.path for each in log if each.at < NEXT_DAY} == {"/robots.txt"}
    assert len(watch.articles(slug)) == 3


@pytest.mark.parametrize("delay", ["weeks"])
def test_a_delay_of_weeks_stops_neither_the_crawl_nor_the_daemon(watch_over, delay):
    """Ten thousand times the longest that anybody means: a crawl that waits is ended, and the next one goes on."""
    watch = watch_over(small_outlet(WEEKS, ENDLESS))
    watch.limits = Limits(seconds=3)
    watch.at([START, START + 12 * HOUR])
    log = watch.sites[slug_of(WEEKS)].log
    pages = [each for each in log if each.path != "/robots.txt"]
    assert len({each.at for each in pages}) == len(pages), "one request a crawl, at most"
    assert pages
    assert not watch.rows("SELECT 1 FROM crawls WHERE finished_at IS NULL")
