from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crawlers.discovery.proposing.trial import STALE_AFTER
from crawlers.outlet import Outlet, Source
from scheduler.source_report import SourceReport, report_on
from storage.findings import Link, SourceRead
from storage.records import Outcome
from tests.crawling import an_outlet
from tests.invented_site import HEADLINES
from tests.scheduler.small_site import small_outlet

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
FEED = Source(kind="feed", url="https://valley.example/rss", language="uk")


def links(language: str, count: int = 10, age: timedelta = timedelta(hours=1)) -> tuple[Link, ...]:
    titles = HEADLINES[language][:count]
    return tuple(
        Link(url=f"https://valley.example/{language}/{n}", title=title, published=NOW - age - timedelta(hours=n))
        for n, title in enumerate(titles)
    )


def a_read(**facts: Any) -> SourceRead:
    known = {"crawl_id": 0, "outlet": "valley", "seen_at": NOW, "source_id": 1, "url": FEED.url, "due_at": NOW}
    return SourceRead(**{**known, "outcome": Outcome.FETCHED, "http_status": 200, **facts})


def report(*reads: SourceRead, source: Source = FEED, outlet: Outlet | None = None) -> SourceReport:
    return report_on(outlet or an_outlet("valley.example", slug="valley"), source, reads, NOW)


def test_a_source_that_works_has_entries_the_newest_of_them_and_headlines_in_its_language():
    told = report(a_read(links=links("uk"), links_offsite=2))
    assert (told.outcome, told.status, told.entries, told.offsite) == ("fetched", 200, 10, 2)
    assert told.newest_at == NOW - timedelta(hours=1)
    assert (told.agreeing, told.headlines) == (10, 10)
    assert (told.problem, told.has_failed) == ("", False)


def test_the_entries_of_an_index_are_those_of_its_sitemaps_each_once():
    below = [a_read(url=f"https://valley.example/{n}.xml", links=links("uk")[: n + 5]) for n in range(3)]
    told = report(a_read(), *below)
    assert (told.url, told.entries, told.has_failed) == (FEED.url, 7, False)


@pytest.mark.parametrize(
    ("reads", "problem"),
    [
        ([a_read(outcome=Outcome.GONE, http_status=404)], "the server answers 404"),
        ([a_read(outcome=Outcome.UNREADABLE, detail="not a feed")], "not a feed"),
        ([a_read(links_offsite=9)], "all 9 entries are elsewhere; are their hosts missing from `hosts`?"),
        ([a_read()], "it lists no articles"),
        (
            [a_read(), a_read(url="https://valley.example/a.xml", outcome=Outcome.GONE, http_status=404)],
            "https://valley.example/a.xml: the server answers 404",
        ),
    ],
)
def test_a_source_through_which_no_article_can_be_found_has_failed_and_says_why(reads, problem):
    told = report(*reads)
    assert (told.problem, told.has_failed) == (problem, True)


def test_a_pattern_that_no_entry_matches_is_told():
    assert report(a_read(), outlet=small_outlet()).problem == "no entry matches [article] url"


@pytest.mark.parametrize(
    ("found", "problem"),
    [
        (links("ru"), "most headlines are in ru, and the file says uk"),
        (links("uk", age=STALE_AFTER + timedelta(hours=1)), "nothing new since 2026-09-23"),
        (links("uk", 6) + links("ru", 4), ""),
        (links("ru", 2), ""),
    ],
)
def test_what_a_person_should_look_at_is_told_and_is_no_failure(found, problem):
    told = report(a_read(links=found))
    assert (told.problem, told.has_failed) == (problem, False)


def test_a_source_without_a_language_agrees_with_any():
    told = report(a_read(links=links("ru")), source=Source(kind="feed", url=FEED.url))
    assert (told.agreeing, told.problem) == (0, "")
