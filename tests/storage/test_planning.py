from array import array
from datetime import timedelta

import pytest

from storage.archive import Archive
from storage.fingerprint import text_hash, url_hash
from storage.records import Outcome, Verdict
from tests.storage.conftest import BODY, HOME, NOW, SLUG, URL, Newsroom, OutletFile, SourceFile

OTHER = "https://thegaze.media/news/other"


def test_a_plan_holds_what_is_due_and_what_is_known(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL, OTHER, etag='"s"', body_hash=b"h"))
    page = newsroom.page(etag='"a"', published=NOW)
    newsroom.archive.record(page)
    newsroom.end()
    later = NOW + timedelta(hours=2)
    plan = newsroom.archive.plan(SLUG, later)
    (source,) = plan.sources
    assert (source.id, source.kind, source.url, source.etag, source.body_hash) == (1, "front", HOME, '"s"', b"h")
    assert [(due.url, due.tries) for due in plan.urls] == [(OTHER, 0)]
    (article,) = plan.articles
    assert (article.id, article.url, article.status, article.etag) == (1, URL, "live", '"a"')
    assert (article.first_seen_at, article.checked_at, article.published_at) == (NOW, NOW, NOW)
    assert page.extraction is not None
    assert article.text_hash == text_hash(page.extraction)
    assert array("q", plan.known).tolist() == sorted([url_hash(URL), url_hash(OTHER)])
    assert (plan.outlet, plan.now, plan.thorough) == (SLUG, later, False)
    assert newsroom.ask("SELECT started_at, finished_at FROM crawls WHERE id = ?", plan.crawl_id) == [
        {"started_at": "2026-11-22T12:00:00Z", "finished_at": None}
    ]


def test_what_is_not_due_is_in_no_plan(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL))
    newsroom.read()
    plan = newsroom.archive.plan(SLUG, NOW + timedelta(minutes=5))
    assert plan.is_empty


def test_everything_takes_every_source_and_url_but_only_due_articles(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL, OTHER))
    newsroom.miss(Outcome.SERVER_ERROR, url=OTHER)  # tried again in an hour
    newsroom.read()
    plan = newsroom.archive.plan(SLUG, NOW, everything=True)
    assert [source.url for source in plan.sources] == [HOME]
    assert [(due.url, due.tries) for due in plan.urls] == [(OTHER, 0)], "a try before it is due is none more"
    assert plan.articles == ()


def test_a_recheck_takes_every_article_that_is_not_merged_without_limit(newsroom: Newsroom) -> None:
    newsroom.read()
    longer = f"{BODY}\n\nA longer edition of the same story."
    newsroom.read(OTHER, title="Other", body=longer, due_at=None)
    newsroom.miss(thorough=True)
    newsroom.miss(thorough=True)
    plan = newsroom.archive.plan(SLUG, NOW, recheck=True, limit=1)
    assert {article.status for article in plan.articles} == {"gone", "live"}
    assert plan.thorough
    newsroom.read(article_id=1, final_url=OTHER, title="Other", body=longer)
    assert [article.id for article in newsroom.archive.plan(SLUG, NOW, recheck=True).articles] == [2]


def test_an_article_is_planned_with_what_its_pace_depends_on(newsroom: Newsroom) -> None:
    newsroom.read(verdict=Verdict.LIVE, flags=("live",))
    newsroom.read(OTHER, title="Other", body=f"{BODY}\n\nA longer edition of the same story.")
    live, plain = newsroom.archive.plan(SLUG, NOW + timedelta(hours=1)).articles
    assert (live.is_live, live.is_alternating) == (True, False)
    assert (plain.is_live, plain.is_alternating) == (False, False)


def test_the_limit_holds_and_the_newest_links_come_first(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(*(f"https://thegaze.media/old/{n}" for n in range(5))))
    newsroom.later(minutes=1)
    newsroom.archive.record(newsroom.source(URL))
    plan = newsroom.archive.plan(SLUG, newsroom.now, limit=3)
    assert [due.url for due in plan.urls] == [URL, "https://thegaze.media/old/0", "https://thegaze.media/old/1"]


def test_urls_unseen_for_half_a_year_are_forgotten_by_plans(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL))
    assert newsroom.archive.plan(SLUG, NOW + timedelta(days=180)).known != b""
    assert newsroom.archive.plan(SLUG, NOW + timedelta(days=181)).known == b""


def test_learned_chrome_goes_along(newsroom: Newsroom) -> None:
    newsroom.archive._connection.executescript(
        """INSERT INTO chrome(outlet, text, language, reason, pages, first_seen_at, last_seen_at, learned) VALUES
             ('the-gaze', 'Menu', 'en', 'rule', 9, '', '', 1), ('the-gaze', 'Once', 'en', 'rule', 1, '', '', 0)"""
    )
    assert newsroom.archive.plan(SLUG, NOW).chrome == {"Menu": "en"}


def test_an_outlet_that_nobody_registered_has_no_plan(archive: Archive) -> None:
    with pytest.raises(LookupError, match="no outlet 'nobody'"):
        archive.plan("nobody", NOW)
    assert archive.query("SELECT * FROM crawls") == []


def test_an_outlet_is_due_when_anything_of_it_is_and_nothing_runs(newsroom: Newsroom) -> None:
    archive = newsroom.archive
    assert archive.due_outlets(NOW) == []  # its crawl runs
    newsroom.archive.record(newsroom.source())
    newsroom.end()
    assert archive.due_outlets(NOW) == []
    assert archive.next_due_at() == NOW + timedelta(minutes=15)
    assert archive.due_outlets(NOW + timedelta(minutes=15)) == [SLUG]
    newsroom.read(due_at=NOW + timedelta(minutes=5))
    assert archive.next_due_at() == NOW + timedelta(minutes=5)
    assert archive.due_outlets(NOW + timedelta(minutes=5)) == [SLUG]
    archive.record(newsroom.source(OTHER))
    assert archive.due_outlets(NOW) == [SLUG]


def test_an_outlet_that_rests_or_is_off_is_not_due(newsroom: Newsroom) -> None:
    newsroom.end()
    archive = newsroom.archive
    archive._connection.execute("UPDATE outlets SET rests_until = '2026-11-22T12:00:00Z'")
    assert archive.due_outlets(NOW) == []
    assert archive.next_due_at() == NOW + timedelta(hours=2)
    assert archive.due_outlets(NOW + timedelta(hours=2)) == [SLUG]
    archive.register([OutletFile(enabled=False, reason="blocks us")], NOW)
    assert archive.due_outlets(NOW + timedelta(hours=2)) == []
    assert archive.next_due_at() is None


def test_interrupted_crawls_are_closed_and_their_outlets_named(newsroom: Newsroom) -> None:
    assert newsroom.archive.close_interrupted(NOW + timedelta(hours=1)) == [SLUG]
    assert newsroom.ask("SELECT outcome, finished_at FROM crawls") == [
        {"outcome": "interrupted", "finished_at": "2026-11-22T11:00:00Z"}
    ]
    assert newsroom.archive.close_interrupted(NOW) == []


def test_a_crawl_is_ended_once(newsroom: Newsroom) -> None:
    newsroom.archive.end_crawl(newsroom.crawl_id, "deadline", NOW, "after 600 s")
    newsroom.archive.end_crawl(newsroom.crawl_id, "died", NOW, "later")
    assert newsroom.ask("SELECT outcome, detail FROM crawls") == [{"outcome": "deadline", "detail": "after 600 s"}]


def test_pulse_and_gaps(newsroom: Newsroom) -> None:
    newsroom.archive.pulse(NOW)
    newsroom.archive.pulse(NOW + timedelta(seconds=5), "3 crawls")
    newsroom.archive.note_gap(NOW, NOW + timedelta(hours=1), "suspended")
    newsroom.archive.note_gap(NOW, NOW + timedelta(hours=1), "off", SLUG)
    assert newsroom.ask("SELECT ran_at, detail FROM jobs") == [{"ran_at": "2026-11-22T10:00:05Z", "detail": "3 crawls"}]
    assert newsroom.archive.status()[0]["daemon_alive_at"] == "2026-11-22T10:00:05Z"
    assert newsroom.ask("SELECT outlet, why FROM gaps") == [
        {"outlet": None, "why": "suspended"},
        {"outlet": SLUG, "why": "off"},
    ]


def test_registering_follows_the_files_and_deletes_nothing(newsroom: Newsroom) -> None:
    archive = newsroom.archive
    newsroom.read()
    newsroom.archive.record(newsroom.source())
    later = NOW + timedelta(days=1)
    feed = SourceFile(kind="feed", url="https://thegaze.media/rss", every=timedelta(hours=1))
    archive.register([OutletFile(name="Gaze", timezone="Europe/London", sources=(feed,))], later)
    assert archive.query("SELECT name, timezone, utc_offset, languages, state FROM outlets") == [
        {"name": "Gaze", "timezone": "Europe/London", "utc_offset": 0, "languages": '["en"]', "state": "new"}
    ]
    assert archive.query("SELECT url, enabled, interval_seconds, due_at FROM sources ORDER BY id") == [
        {"url": HOME, "enabled": 0, "interval_seconds": 900, "due_at": "2026-11-22T10:15:00Z"},
        {"url": feed.url, "enabled": 1, "interval_seconds": 3600, "due_at": "2026-11-23T10:00:00Z"},
    ]
    archive.register([OutletFile()], later)
    assert archive.query("SELECT enabled, due_at FROM sources WHERE url = ?", (HOME,)) == [
        {"enabled": 1, "due_at": "2026-11-23T10:00:00Z"}
    ]
    archive.register([], later)
    assert archive.query("SELECT enabled, state, state_reason FROM outlets") == [
        {"enabled": 0, "state": "paused", "state_reason": "its file is gone"}
    ]
    assert newsroom.one("SELECT count(*) FROM articles") == 1


def test_an_outlet_is_paused_with_its_reason_and_wakes_as_new(newsroom: Newsroom) -> None:
    archive = newsroom.archive
    archive.register([OutletFile(enabled=False, reason="asks us not to")], NOW)
    assert archive.query("SELECT state, state_reason, utc_offset FROM outlets") == [
        {"state": "paused", "state_reason": "asks us not to", "utc_offset": 120}
    ]
    newsroom.end()
    assert newsroom.one("SELECT state FROM outlets") == "paused"
    archive.register([OutletFile()], NOW)
    assert archive.query("SELECT state, state_reason FROM outlets") == [{"state": "new", "state_reason": None}]
    newsroom.end()
    archive.register([OutletFile()], NOW)
    assert newsroom.one("SELECT state FROM outlets") == "ok"
