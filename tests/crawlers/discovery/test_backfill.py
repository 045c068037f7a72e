"""Which archive address is read next, and when the past that was asked for is reached."""

import json
from datetime import UTC, date, datetime
from typing import Any

import pytest

from crawlers.archive_template import ArchiveTemplate
from crawlers.discovery.backfill import Backlog
from crawlers.discovery.links import FoundLinks
from crawlers.discovery.listing import Sitemap
from storage.findings import Link

SINCE, TODAY = date(2026, 1, 15), date(2026, 3, 2)
LIST = "https://courier.example/news/"
MAP = "https://courier.example/sitemap.xml"


def backlog(*rest: str) -> Backlog:
    return Backlog(since=SINCE, rest=rest)


def link(day: str | None = "2026-02-01", url: str = "https://courier.example/news/bridge") -> Link:
    return Link(url=url, published=datetime.fromisoformat(day).replace(tzinfo=UTC) if day else None)


def after(left: Backlog, url: str = LIST, **found: Any) -> tuple[str, ...]:
    return left.after(ArchiveTemplate(url), FoundLinks(**found)).rest


# ---- where it begins


def test_a_backfill_begins_at_the_archives_first_address():
    assert Backlog.of(LIST, None, SINCE, TODAY).rest == (LIST,)
    assert Backlog.of("https://courier.example/{YYYY}/{MM}/", None, SINCE, TODAY).rest == (
        "https://courier.example/2026/03/",
    )


def test_a_backfill_goes_on_where_one_to_the_same_day_was_stopped():
    stopped = backlog("https://courier.example/news/?page=7")
    assert Backlog.of(LIST, stopped.cursor, SINCE, TODAY) == stopped


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "not JSON",
        "[]",
        "7",
        '{"rest": null, "since": "2026-01-15"}',
        json.dumps({"since": "2026-01-15", "rest": []}),  # it came to its end
        json.dumps({"since": "2025-01-01", "rest": [f"{LIST}?page=7"]}),  # it went to another day
    ],
)
def test_any_other_backfill_begins_anew(cursor):
    assert Backlog.of(LIST, cursor, SINCE, TODAY) == backlog(LIST)


# ---- what comes next


def test_a_paged_list_leads_to_its_next_page():
    assert after(backlog(LIST), links=(link(),), next_page=f"{LIST}?page=2") == (f"{LIST}?page=2",)
    assert after(backlog(LIST), links=(link(None),), next_page=f"{LIST}?page=2") == (f"{LIST}?page=2",)


def test_a_list_with_nothing_but_older_stories_is_the_last():
    assert after(backlog(LIST), links=(link("2026-01-14"),), next_page=f"{LIST}?page=2") == ()
    assert after(backlog(LIST), links=(), next_page=f"{LIST}?page=2") == ()


def test_a_list_that_calls_itself_the_next_is_the_last():
    assert after(backlog(LIST), links=(link(),), next_page=LIST) == ()


def test_an_empty_day_does_not_end_the_days():
    template = "https://courier.example/{YYYY}/{MM}/{DD}/"
    today = "https://courier.example/2026/03/02/"
    assert after(backlog(today), template, links=()) == ("https://courier.example/2026/03/01/",)


def test_the_sitemaps_of_an_index_are_read_in_its_order_but_for_those_of_before():
    maps = (
        Sitemap("https://courier.example/map-b.xml", datetime(2026, 2, 1, tzinfo=UTC)),
        Sitemap("https://courier.example/map-a.xml", None),
        Sitemap("https://courier.example/map-2026-01.xml", None),
        Sitemap("https://courier.example/map-2025-12.xml", None),
        Sitemap("https://courier.example/map-old.xml", datetime(2026, 1, 14, tzinfo=UTC)),
    )
    assert after(backlog(MAP, "https://courier.example/other.xml"), MAP, sitemaps=maps) == (
        "https://courier.example/map-b.xml",
        "https://courier.example/map-a.xml",
        "https://courier.example/map-2026-01.xml",
        "https://courier.example/other.xml",
    )


def test_an_address_that_may_be_readable_soon_comes_again_at_the_end():
    left = backlog(LIST, MAP)
    assert left.without_first(again=True).rest == (MAP, LIST)
    assert left.without_first(again=False).rest == (MAP,)


# ---- what is wanted


def test_links_of_before_are_left_out_by_their_date_or_that_in_their_address():
    links = (
        link("2026-01-15"),
        link("2026-01-14"),
        link(None, "https://courier.example/2026/01/16/tram"),
        link(None, "https://courier.example/2026/01/14/mill"),
        link(None, "https://courier.example/news/undated"),
    )
    assert backlog(LIST).wanted(links) == (links[0], links[2], links[4])
