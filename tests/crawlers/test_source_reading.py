"""What the answer of a source becomes: its links, its validators, and when it is read again."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

from crawlers.known_urls import KnownUrls
from crawlers.outlet import Outlet, Source
from crawlers.source_reading import SourceReader
from storage.findings import SourceRead
from storage.plans import CrawlPlan, DueSource
from storage.records import Outcome
from tests.crawlers.answers import answer
from tests.hostile_server import article_page

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
FEED = "https://courier.example/rss"
MAP = "https://courier.example/sitemap.xml"
RSS = b"""<rss version="2.0"><channel><title>Courier</title>
<item><title>Bridge</title><link>https://courier.example/news/bridge</link></item>
<item><title>Elsewhere</title><link>https://elsewhere.example/x</link></item></channel></rss>"""
INDEX = b"<sitemapindex><sitemap><loc>https://courier.example/map-1.xml</loc></sitemap></sitemapindex>"
VALIDATORS: Any = {"ETag": '"v1"', "Last-Modified": "Fri, 20 Nov 2026 06:00:00 GMT"}


def source_reader(outlet: Outlet, **more: Any) -> SourceReader:
    plan = CrawlPlan(crawl_id=7, outlet=outlet.slug, now=NOW)
    return SourceReader(plan, outlet, lambda: NOW, KnownUrls(b""), **more)


@pytest.fixture
def reader(outlet: Outlet) -> SourceReader:
    return source_reader(outlet)


def read_source(
    reader: SourceReader,
    response: Response,
    kind: Any = "feed",
    url: str = FEED,
    *,
    is_part: bool = False,
    **known: Any,
) -> SourceRead:
    return reader.read(response, DueSource(id=3, kind=kind, url=url, **known), is_part=is_part)[0]


def test_a_feed_gives_the_links_of_the_outlet_and_counts_the_others(reader):
    found = read_source(reader, answer(RSS, at=FEED, kind="application/rss+xml"))
    assert [(link.url, link.title) for link in found.links] == [("https://courier.example/news/bridge", "Bridge")]
    assert (found.links_offsite, found.outcome) == (1, Outcome.FETCHED)
    assert (found.crawl_id, found.outlet, found.source_id, found.url) == (7, "harbour-courier", 3, FEED)


def test_a_source_is_due_again_after_the_time_in_the_outlets_file(outlet):
    outlet = replace(outlet, sources=(Source(kind="feed", url=FEED, every=timedelta(hours=2)),))
    reader = source_reader(outlet)
    for response in (answer(RSS, at=FEED), answer(status=503, at=FEED)):
        pause = read_source(reader, response).due_at - NOW
        assert timedelta(hours=1.8) <= pause <= timedelta(hours=2.2)


def test_the_validators_of_a_feed_that_was_read_are_kept(reader):
    found = read_source(reader, answer(RSS, at=FEED, **VALIDATORS))
    assert (found.etag, found.last_modified) == ('"v1"', "Fri, 20 Nov 2026 06:00:00 GMT")
    assert found.body_hash == read_source(reader, answer(RSS, at=FEED)).body_hash
    assert found.body_hash != read_source(reader, answer(RSS + b" ", at=FEED)).body_hash


def test_an_index_of_sitemaps_keeps_no_validators_since_they_would_hide_what_changed_below(reader):
    source = DueSource(id=3, kind="sitemap", url=MAP)
    found, sitemaps = reader.read(answer(INDEX, at=MAP, **VALIDATORS), source)
    assert [sitemap.url for sitemap in sitemaps] == ["https://courier.example/map-1.xml"]
    assert (found.etag, found.last_modified, found.body_hash) == (None, None, None)


def test_a_sitemap_below_an_index_keeps_no_validators_for_the_index(reader):
    below = "https://courier.example/map-1.xml"
    found = read_source(reader, answer(b"<urlset/>", at=below, **VALIDATORS), "sitemap", MAP, is_part=True)
    assert (found.url, found.etag, found.body_hash) == (below, None, None)


def test_a_source_that_is_something_else_is_unreadable_and_keeps_no_validators(reader):
    found = read_source(reader, answer(article_page(), at=FEED, **VALIDATORS))
    assert (found.outcome, found.links, found.etag, found.body_hash) == (Outcome.UNREADABLE, (), None, None)
    assert found.detail is not None
    assert found.detail.startswith("not a feed")


@pytest.mark.parametrize(("status", "outcome"), [(304, "not_modified"), (404, "gone"), (500, "server_error")])
def test_a_source_without_a_body_is_only_its_status(reader, status, outcome):
    found = read_source(reader, answer(RSS, status, at=FEED))
    assert (found.outcome, found.http_status, found.links) == (outcome, status, ())


def test_a_source_is_known_by_the_address_that_was_asked_for_wherever_it_led(reader):
    found = read_source(reader, answer(RSS, at="https://courier.example/feed.xml", asked=FEED))
    assert found.url == FEED


def test_a_source_that_gave_no_answer_says_why(reader):
    found = reader.failed(FEED, DueSource(id=3, kind="feed", url=FEED), DownloadTimeoutError("30 seconds"))
    assert (found.outcome, found.detail, found.http_status) == (Outcome.TIMEOUT, "30 seconds", None)


def test_a_source_waits_for_as_long_as_its_server_asks_for(outlet):
    tomorrow = NOW + timedelta(hours=20)
    reader = source_reader(outlet, rests_until=lambda _url: tomorrow)
    assert read_source(reader, answer(status=429, at=FEED)).due_at == tomorrow


def test_a_server_that_calls_its_answer_fresh_is_not_asked_before(reader):
    fresh = answer(RSS, at=FEED, Cache_Control="public, s-maxage=9, max-age=3600")
    assert read_source(reader, fresh).due_at == NOW + timedelta(hours=1)


def test_links_of_before_the_last_not_modified_show_that_it_was_a_lie(reader):
    item = b"<item><link>https://courier.example/news/%d</link><pubDate>Sun, 22 Nov 2026 0%d:00:00 GMT</pubDate></item>"
    feed = b"<rss version='2.0'><channel>" + item % (1, 8) + b"</channel></rss>"
    asked_at = NOW - timedelta(hours=1)
    assert read_source(reader, answer(feed, at=FEED), said_nothing_new_at=asked_at).has_lied
    assert not read_source(reader, answer(feed, at=FEED), said_nothing_new_at=asked_at - timedelta(hours=1)).has_lied
    assert not read_source(reader, answer(feed, at=FEED)).has_lied


def test_a_feed_of_which_nothing_was_known_may_have_lost_something_since_it_was_read(reader):
    items = b"".join(b"<item><link>https://courier.example/news/%d</link></item>" % n for n in range(5))
    feed = answer(b"<rss version='2.0'><channel>" + items + b"</channel></rss>", at=FEED)
    assert not read_source(reader, feed).may_have_missed, "the first reading of all"
    assert read_source(reader, feed, polled_at=NOW - timedelta(hours=1), links_seen=5).may_have_missed


def test_a_bug_of_ours_costs_one_reading_and_the_source_is_due_as_ever(outlet):
    broken = source_reader(replace(outlet, hosts=(None,)))  # what no outlet file can say
    found = read_source(broken, answer(RSS, at=FEED))
    assert (found.outcome, found.links) == (Outcome.UNREADABLE, ())
    assert found.detail is not None
    assert found.detail.startswith("AttributeError")
    assert found.due_at > NOW
