"""One pass over some outlets, now: the rows that `varta crawl` shows, and what a second pass does and does not do."""

import asyncio
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from crawlers.outlet import load_outlets
from scheduler.one_pass import crawl_once
from scheduler.service import utc_now
from storage.archive import Archive
from storage.findings import ChromeCount, CrawlEnded
from tests.press import Press
from tests.scheduler.processes import count, rows

COURIER, MONITOR = "harbour-courier", "dnipro-monitor"


@pytest.fixture(scope="module")
def press(allow_addresses: Callable[[str], None]) -> Iterator[Press]:
    now = utc_now()
    with Press(now, start=now - timedelta(days=3), timeline=None) as press:
        allow_addresses(press.allow)
        yield press


def crawl(
    database: Path, outlets: Path, slugs: Sequence[str], told: list[tuple[str, str]] | None = None, **options: Any
) -> list[dict[str, Any]]:
    def tell(slug: str, outcome: str) -> None:
        if told is not None:
            told.append((slug, outcome))

    return asyncio.run(crawl_once(database, load_outlets(outlets), slugs, tell=tell, **options))


def test_the_rows_come_in_the_order_asked_for_and_only_those_outlets_are_visited(press, database, outlets):
    press.write_outlets(outlets)
    told: list[tuple[str, str]] = []
    before = len(press.requests())
    crawls = crawl(database, outlets, [MONITOR, COURIER], told)
    assert [(row["outlet"], row["outcome"]) for row in crawls] == [(MONITOR, "finished"), (COURIER, "finished")]
    assert sorted(told) == [(MONITOR, "finished"), (COURIER, "finished")]
    assert {request["outlet"] for request in press.requests()[before:]} == {MONITOR, COURIER}
    assert count(database, "outlets WHERE state = 'new'") == len(press.outlets) - 2  # known, not looked at


def test_a_crawl_counts_what_it_stored(press, database, outlets):
    press.write_outlets(outlets)
    (row,) = crawl(database, outlets, [COURIER])
    stored = {url for (url,) in rows(database, "SELECT url FROM articles")}
    assert stored <= {gold.url for gold in press.golds(COURIER)}
    assert row["articles_new"] == len(stored) == count(database, "articles") > 5
    assert (row["articles_changed"], row["errors"], row["detail"]) == (0, 0, None)


def test_a_second_pass_fetches_sources_again_and_no_article(press, database, outlets):
    press.write_outlets(outlets)
    crawl(database, outlets, [COURIER])
    before = len(press.requests())
    (row,) = crawl(database, outlets, [COURIER])
    again = [request["path"] for request in press.requests()[before:]]
    assert sorted(again) == ["/rss.xml", "/sitemap.xml"]
    assert (row["articles_new"], row["pages"]) == (0, 0)


def test_a_pass_by_hand_is_not_the_return_of_the_daemon(press, database, outlets):
    press.write_outlets(outlets)
    with Archive.create(database) as archive:
        archive.pulse(utc_now() - timedelta(hours=5))
    crawl(database, outlets, [COURIER])
    assert count(database, "gaps") == 0


def test_a_pass_forgets_what_was_seen_once_a_month_ago(press, database, outlets):
    press.write_outlets(outlets)
    crawl(database, outlets, [COURIER])
    with Archive.open(database) as archive:
        lines = (ChromeCount(text="Once", language="en", reason="rule", pages=1, sample_url=""),)
        long_ago = utc_now() - timedelta(days=31)
        archive.record(CrawlEnded(crawl_id=1, outlet=COURIER, seen_at=long_ago, outcome="finished", chrome=lines))
    before = count(database, "chrome")
    crawl(database, outlets, [COURIER])
    assert count(database, "chrome") == before - 1
    assert count(database, "chrome WHERE text = 'Once'") == 0


def test_a_pass_that_rechecks_sees_what_was_edited(press, database, outlets):
    press.write_outlets(outlets)
    crawl(database, outlets, [COURIER])
    press.act(COURIER, "retitle", "swing-bridge-stuck-open", title="Swing bridge opens again after nine days")
    (unmoved,) = crawl(database, outlets, [COURIER])
    assert unmoved["articles_changed"] == 0
    assert count(database, "changes") == 0
    (moved,) = crawl(database, outlets, [COURIER], recheck=True)
    assert moved["articles_changed"] == 1
    assert count(database, "changes") == 1
    assert count(database, "changes WHERE kind = 'edited' AND fields = 'title' AND title LIKE '%after nine days'") == 1
