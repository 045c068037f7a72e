"""Sources, robots.txt, the end of a crawl, chrome, how an outlet is."""

from datetime import timedelta
from typing import Any

import pytest

from storage.findings import ChromeCount, Link, RobotsRead
from storage.records import Change, Outcome
from tests.storage.conftest import HOME, NOW, SLUG, URL, Newsroom, OutletFile, SourceFile

OTHER = "https://thegaze.media/news/other"


def test_links_wait_in_the_frontier_due_at_once(newsroom: Newsroom) -> None:
    assert newsroom.archive.record(newsroom.source(URL, OTHER, links_offsite=3)) is Change.NOTED
    assert newsroom.ask("SELECT url, kind, due_at, outcome, found_in FROM urls ORDER BY id") == [
        {"url": url, "kind": "found", "due_at": "2026-11-22T10:00:00Z", "outcome": None, "found_in": 1}
        for url in (URL, OTHER)
    ]
    (source,) = newsroom.ask("SELECT * FROM sources")
    assert (source["links_seen"], source["links_new"], source["links_offsite"]) == (2, 2, 3)
    assert (source["polled_at"], source["due_at"]) == ("2026-11-22T10:00:00Z", "2026-11-22T10:15:00Z")
    assert (source["outcome"], source["last_new_at"], source["failures"]) == ("fetched", "2026-11-22T10:00:00Z", 0)


def test_a_known_link_is_only_seen_again(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL))
    newsroom.read()
    newsroom.later(hours=1)
    newsroom.archive.record(newsroom.source(URL, streak=1, interval_seconds=600))
    assert newsroom.ask("SELECT first_seen_at, last_seen_at, due_at FROM urls") == [
        {"first_seen_at": "2026-11-22T10:00:00Z", "last_seen_at": "2026-11-22T11:00:00Z", "due_at": None}
    ]
    assert newsroom.ask("SELECT links_new, last_new_at, streak, interval_seconds FROM sources") == [
        {"links_new": 0, "last_new_at": "2026-11-22T10:00:00Z", "streak": 1, "interval_seconds": 600}
    ]


SPELLINGS = (
    *(
        "http://thegaze.media/news/bridge",
        "https://www.thegaze.media/news/bridge",
        "https://thegaze.media/news/bridge/",
    ),
    *("https://thegaze.media/news/bridge/amp", "https://thegaze.media/news/bridge?utm_source=x"),
)


@pytest.mark.parametrize("other", SPELLINGS)
def test_another_spelling_of_a_link_that_waits_is_not_new(newsroom: Newsroom, other: str) -> None:
    newsroom.archive.record(newsroom.source(URL))
    newsroom.later(hours=1)
    newsroom.archive.record(newsroom.source(other))
    assert newsroom.ask("SELECT url, last_seen_at FROM urls") == [{"url": URL, "last_seen_at": "2026-11-22T11:00:00Z"}]
    assert newsroom.one("SELECT links_new FROM sources") == 0


def test_another_spelling_of_an_article_becomes_one_of_its_names_and_is_not_fetched(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL))
    newsroom.read()
    newsroom.archive.record(newsroom.source(*SPELLINGS, *SPELLINGS))
    assert newsroom.one("SELECT links_new FROM sources") == 0
    assert {row["url"] for row in newsroom.ask("SELECT url FROM urls WHERE article_id = 1")} == {URL, *SPELLINGS}
    assert newsroom.ask("SELECT url FROM urls WHERE kind = 'amp'") == [{"url": "https://thegaze.media/news/bridge/amp"}]
    assert newsroom.archive.plan(SLUG, newsroom.now + timedelta(days=1)).urls == ()


def test_a_page_that_was_given_up_is_looked_for_once_more_in_another_spelling(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(SPELLINGS[0]))
    newsroom.miss(url=SPELLINGS[0], due_at=None)
    newsroom.archive.record(newsroom.source(SPELLINGS[0]))
    assert newsroom.archive.plan(SLUG, newsroom.now).urls == ()
    newsroom.archive.record(newsroom.source(URL))
    assert [due.url for due in newsroom.archive.plan(SLUG, newsroom.now).urls] == [URL]


def test_what_was_seen_to_be_no_article_stays_so_in_every_spelling(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL))
    newsroom.miss(Outcome.NOT_AN_ARTICLE, due_at=None)
    newsroom.archive.record(newsroom.source(*SPELLINGS))
    assert newsroom.archive.plan(SLUG, newsroom.now).urls == ()


def test_validators_come_only_with_an_answer_that_was_read(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL, etag='"1"', last_modified="then", body_hash=b"1"))
    newsroom.archive.record(newsroom.source(outcome=Outcome.NOT_MODIFIED, etag='"2"'))
    failed = newsroom.source(outcome=Outcome.SERVER_ERROR, etag='"3"', http_status=503, detail="503")
    assert newsroom.archive.record(failed) is Change.FAILED
    assert newsroom.ask(
        "SELECT etag, last_modified, body_hash, links_seen, failures, streak, outcome FROM sources"
    ) == [
        {
            "etag": '"1"',
            "last_modified": "then",
            "body_hash": b"1",
            "links_seen": 1,
            "failures": 1.0,
            "streak": 0,
            "outcome": "server_error",
        }
    ]
    assert newsroom.ask("SELECT url, outcome, http_status FROM failures") == [
        {"url": HOME, "outcome": "server_error", "http_status": 503}
    ]
    newsroom.archive.record(newsroom.source())
    assert newsroom.one("SELECT failures FROM sources") == 0.0


def robots(newsroom: Newsroom, **fields: object) -> RobotsRead:
    given: dict[str, Any] = {"crawl_id": newsroom.crawl_id, "outlet": SLUG, "seen_at": newsroom.now}
    return RobotsRead(**given | {"host": "thegaze.media", "domain": "thegaze.media"} | fields)


def test_the_last_good_robots_txt_stays(newsroom: Newsroom) -> None:
    newsroom.archive.record(robots(newsroom, text="User-agent: *", status=200, delay_seconds=5.0))
    newsroom.later(hours=1)
    assert newsroom.archive.record(robots(newsroom, text=None, status=503)) is Change.NOTED
    assert newsroom.ask("SELECT robots, robots_status, robots_fetched_at, delay_seconds FROM hosts") == [
        {
            "robots": "User-agent: *",
            "robots_status": 200,
            "robots_fetched_at": "2026-11-22T10:00:00Z",
            "delay_seconds": 5.0,
        }
    ]
    (state,) = newsroom.archive.plan(SLUG, newsroom.now).robots
    assert (state.host, state.text, state.status, state.fetched_at) == ("thegaze.media", "User-agent: *", 200, NOW)
    assert newsroom.archive.plan(SLUG, NOW + timedelta(hours=25)).robots == ()


def test_a_crawl_delay_that_is_taken_back_holds_no_longer(newsroom: Newsroom) -> None:
    newsroom.archive.record(robots(newsroom, text="Crawl-delay: 5", status=200, delay_seconds=5.0))
    newsroom.archive.record(robots(newsroom, text="", status=404))
    assert newsroom.one("SELECT delay_seconds FROM hosts") is None


def test_a_crawl_ends_with_its_numbers_and_what_it_changed(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.read(OTHER, title="Other", body="Another story altogether.")
    newsroom.read(title="Another headline")
    newsroom.later(minutes=1)
    assert newsroom.end(requests=5, pages=3, bytes=1000, seconds=1.5) is Change.NOTED
    (crawl,) = newsroom.ask("SELECT * FROM crawls")
    assert (crawl["outcome"], crawl["finished_at"]) == ("finished", "2026-11-22T10:01:00Z")
    assert (crawl["articles_new"], crawl["articles_changed"]) == (2, 1)
    assert (crawl["requests"], crawl["pages"], crawl["bytes"], crawl["seconds"]) == (5, 3, 1000, 1.5)


def test_chrome_is_counted_and_keeps_its_first_reason(newsroom: Newsroom) -> None:
    line = ChromeCount(text="Читайте також", language="uk", reason="rule", pages=3, sample_url=URL)
    newsroom.end(chrome=(line,))
    newsroom.later(days=1)
    again = ChromeCount(text="Читайте також", language="uk", reason="place", pages=2, sample_url=OTHER)
    newsroom.end(chrome=(again,))
    assert newsroom.ask("SELECT text, reason, pages, sample_url, first_seen_at, last_seen_at, learned FROM chrome") == [
        {
            "text": "Читайте також",
            "reason": "rule",
            "pages": 5,
            "sample_url": URL,
            "first_seen_at": "2026-11-22T10:00:00Z",
            "last_seen_at": "2026-11-23T10:00:00Z",
            "learned": 0,
        }
    ]


def outlet(newsroom: Newsroom) -> tuple[str, str | None]:
    (row,) = newsroom.ask("SELECT state, state_reason FROM outlets")
    return row["state"], row["state_reason"]


def test_an_outlet_is_as_its_sources_are(newsroom: Newsroom) -> None:
    feed = SourceFile(kind="feed", url="https://thegaze.media/rss")
    newsroom.archive.register([OutletFile(sources=(SourceFile(), feed))], NOW)
    assert outlet(newsroom) == ("new", None)
    newsroom.archive.record(newsroom.source())
    newsroom.end()
    assert outlet(newsroom) == ("ok", None)
    newsroom.archive.record(newsroom.source(outcome=Outcome.UNREACHABLE, detail="connection refused"))
    newsroom.archive.record(newsroom.source(source_id=2, url=feed.url))
    newsroom.later(minutes=1)
    newsroom.end()
    assert outlet(newsroom) == ("degraded", "1 of 2 sources fail: front page unreachable: connection refused")
    newsroom.archive.record(newsroom.source(source_id=2, outcome=Outcome.GONE, http_status=404))
    newsroom.later(minutes=1)
    newsroom.end()
    state, reason = outlet(newsroom)
    assert state == "degraded"
    assert reason is not None
    assert set(reason.split("; ")) == {"front page unreachable: connection refused", "feed gone"}
    assert newsroom.one("SELECT state_since FROM outlets") == "2026-11-22T10:01:00Z"


def test_two_outlets_that_name_one_source_have_each_their_own_frontier(newsroom: Newsroom) -> None:
    other = OutletFile(slug="other", home="https://other.example/", sources=(SourceFile(url="https://other.example/"),))
    newsroom.archive.register([OutletFile(), other], NOW)
    newsroom.archive.record(newsroom.source(URL))
    newsroom.archive.record(newsroom.source(Link(url=URL), outlet="other", source_id=2))
    assert newsroom.ask("SELECT outlet, due_at IS NOT NULL AS waits FROM urls ORDER BY outlet") == [
        {"outlet": "other", "waits": 1},
        {"outlet": SLUG, "waits": 1},
    ]
    assert newsroom.one("SELECT links_new FROM sources WHERE id = 2") == 1
