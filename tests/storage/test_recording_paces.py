"""How gently domains must be asked, and what is due where one of them rests."""

from datetime import timedelta
from typing import Any

import pytest

from storage.archive import Archive
from storage.findings import PaceNoted, RobotsRead
from storage.plans import DomainPace
from storage.records import Change, Outcome
from tests.storage.conftest import NOW, SLUG, URL, Newsroom, OutletFile, SourceFile

FEED = "https://feeds.elsewhere.com/the-gaze"
HOUR = timedelta(hours=1)


def note(newsroom: Newsroom, **facts: Any) -> Change:
    given: dict[str, Any] = {
        "crawl_id": newsroom.crawl_id,
        "outlet": SLUG,
        "seen_at": newsroom.now,
        "domain": "thegaze.media",
    }
    return newsroom.archive.record(PaceNoted(**given | facts))


def pace(newsroom: Newsroom) -> DomainPace:
    (known,) = newsroom.archive.plan(SLUG, newsroom.now).paces
    return known


def test_the_next_plan_knows_how_gently_a_domain_must_be_asked(newsroom: Newsroom) -> None:
    assert note(newsroom, backoff_seconds=7.5) is Change.NOTED
    assert pace(newsroom) == DomainPace(domain="thegaze.media", backoff_seconds=7.5, asked_at=NOW)
    newsroom.later(minutes=5)
    note(newsroom)
    assert pace(newsroom) == DomainPace(domain="thegaze.media", asked_at=newsroom.now)


def test_a_crawl_delay_of_any_of_its_hosts_counts_for_a_domain(newsroom: Newsroom) -> None:
    facts: dict[str, Any] = {
        "crawl_id": 1,
        "outlet": SLUG,
        "seen_at": NOW,
        "domain": "thegaze.media",
        "status": 200,
        "text": "",
    }
    newsroom.archive.record(RobotsRead(**facts, host="www.thegaze.media", delay_seconds=10.0))
    assert pace(newsroom).crawl_delay == 10


def test_a_crawl_delay_that_robots_txt_has_no_more_is_over_but_an_unreadable_one_changes_nothing(
    newsroom: Newsroom,
) -> None:
    facts: dict[str, Any] = {
        "crawl_id": 1,
        "outlet": SLUG,
        "seen_at": NOW,
        "host": "thegaze.media",
        "domain": "thegaze.media",
    }
    newsroom.archive.record(RobotsRead(**facts, status=200, text="User-agent: *", delay_seconds=10.0))
    newsroom.archive.record(RobotsRead(**facts, status=503, text=None))
    assert pace(newsroom).crawl_delay == 10
    newsroom.archive.record(RobotsRead(**facts, status=404, text=""))
    assert pace(newsroom).crawl_delay is None


@pytest.mark.parametrize("ends", ["interrupted", "died"])
def test_a_crawl_that_died_may_have_asked_just_before(newsroom: Newsroom, ends: str) -> None:
    note(newsroom)
    crawl_id = newsroom.archive.plan(SLUG, newsroom.now).crawl_id
    newsroom.later(minutes=5)
    if ends == "died":
        newsroom.archive.end_crawl(crawl_id, "died", newsroom.now)
    else:
        newsroom.archive.close_interrupted(newsroom.now)
    assert pace(newsroom).asked_at == newsroom.now


def test_what_is_due_at_a_domain_that_rests_moves_to_the_end_of_its_rest(newsroom: Newsroom) -> None:
    sources = (SourceFile(), SourceFile(kind="feed", url=FEED))
    newsroom.archive.register([OutletFile(sources=sources)], NOW)
    newsroom.archive.record(newsroom.source(URL, "https://www.thegaze.media/news/late"))
    newsroom.read()
    note(newsroom, rests_until=NOW + 3 * HOUR)
    due = "SELECT url, due_at FROM {} ORDER BY url"
    assert newsroom.ask(due.format("sources")) == [
        {"url": FEED, "due_at": "2026-11-22T10:00:00Z"},
        {"url": "https://thegaze.media/", "due_at": "2026-11-22T13:00:00Z"},
    ]
    assert newsroom.one("SELECT due_at FROM urls WHERE due_at IS NOT NULL") == "2026-11-22T13:00:00Z"
    assert newsroom.one("SELECT due_at FROM articles") == "2026-11-22T13:00:00Z"
    assert [source.url for source in newsroom.archive.plan(SLUG, NOW).sources] == [FEED]


def test_a_rest_is_over_when_a_crawl_ends_after_it_and_never_cut_short(newsroom: Newsroom) -> None:
    note(newsroom, rests_until=NOW + HOUR)
    note(newsroom, rests_until=NOW + HOUR / 2)
    assert pace(newsroom).rests_until == NOW + HOUR
    newsroom.later(hours=2)
    note(newsroom)
    assert pace(newsroom).rests_until is None


# ---- the circuit breaker of an outlet


def fail(newsroom: Newsroom, times: int = 5, outcome: Outcome = Outcome.UNREACHABLE) -> None:
    for _ in range(times):
        newsroom.archive.record(newsroom.source(outcome=outcome, http_status=None, detail="connection refused"))
    newsroom.end(answers=1)


def outlet(newsroom: Newsroom) -> tuple[str, str | None]:
    (row,) = newsroom.ask("SELECT state, rests_until FROM outlets WHERE slug = ?", SLUG)
    return row["state"], row["rests_until"]


def test_five_failures_in_a_row_let_an_outlet_rest_and_say_why(newsroom: Newsroom) -> None:
    fail(newsroom, 4)
    assert outlet(newsroom) == ("degraded", None)
    fail(newsroom, 1)
    assert outlet(newsroom) == ("resting", "2026-11-22T10:15:00Z")
    reason = newsroom.one("SELECT state_reason FROM outlets")
    assert reason == "fails one time after another, the last unreachable: connection refused"
    assert newsroom.archive.due_outlets(NOW + timedelta(minutes=14)) == []
    assert newsroom.archive.due_outlets(NOW + timedelta(minutes=15)) == [SLUG]


def test_a_status_says_why_where_nothing_else_does(newsroom: Newsroom) -> None:
    for _ in range(10):
        newsroom.archive.record(newsroom.source(outcome=Outcome.SERVER_ERROR, http_status=503))
    newsroom.end(answers=1)
    reason = newsroom.one("SELECT state_reason FROM outlets")
    assert reason == "fails one time after another, the last server error: 503"


def test_after_a_rest_one_source_is_asked_and_nothing_else(newsroom: Newsroom, archive: Archive) -> None:
    sources = (SourceFile(), SourceFile(kind="feed", url=FEED))
    archive.register([OutletFile(sources=sources)], NOW)
    archive.record(newsroom.source(URL))
    fail(newsroom)
    plan = archive.plan(SLUG, NOW + timedelta(minutes=15))
    assert (len(plan.sources), plan.urls, plan.articles, plan.failures) == (1, (), (), 5.0)


def test_an_answer_ends_the_rest_and_a_failure_doubles_it(newsroom: Newsroom) -> None:
    fail(newsroom)
    newsroom.later(minutes=15)
    fail(newsroom, 1)
    assert outlet(newsroom) == ("resting", "2026-11-22T10:45:00Z")
    newsroom.later(minutes=30)
    newsroom.archive.record(newsroom.source(URL))
    newsroom.end(answers=1)
    assert outlet(newsroom) == ("ok", None)
    assert newsroom.ask("SELECT failures, rests FROM outlets") == [{"failures": 0.0, "rests": 0}]


def test_a_rest_outlives_a_restart_of_the_daemon(newsroom: Newsroom) -> None:
    fail(newsroom)
    newsroom.archive.close()
    with Archive.open(newsroom.archive.path) as archive:
        archive.register([OutletFile()], NOW)
        assert archive.due_outlets(NOW + timedelta(minutes=14)) == []


def test_a_persons_order_is_held_back_by_no_breaker(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL))
    fail(newsroom)
    plan = newsroom.archive.plan(SLUG, NOW, everything=True)
    assert (len(plan.urls), plan.failures) == (1, None)


# ---- the whole world


OTHERS = tuple(f"other-{n}" for n in range(6))


@pytest.fixture
def world(newsroom: Newsroom) -> Newsroom:
    outlets = [OutletFile(slug=slug, sources=(SourceFile(url=f"https://{slug}.com/"),)) for slug in OTHERS]
    newsroom.archive.register([OutletFile(), *outlets], NOW)
    return newsroom


def silent(world: Newsroom, slug: str) -> None:
    plan = world.archive.plan(slug, world.now, everything=True)
    for _ in range(5):
        (source,) = plan.sources
        world.archive.record(
            world.source(
                outlet=slug, source_id=source.id, url=source.url, outcome=Outcome.UNREACHABLE, http_status=None
            )
        )
    world.end(outlet=slug, crawl_id=plan.crawl_id, requests=5, answers=0)


def open_incidents(world: Newsroom) -> list[str]:
    rows = world.ask("SELECT message FROM incidents WHERE outlet IS NULL AND kind = 'offline' AND closed_at IS NULL")
    return [row["message"] for row in rows]


def test_when_nobody_answers_it_is_our_own_line_and_no_outlet_rests(world: Newsroom) -> None:
    for slug in OTHERS[:4]:
        world.later(seconds=5)
        silent(world, slug)
    assert open_incidents(world) == []
    assert world.one("SELECT count(*) FROM outlets WHERE state = 'resting'") == 4
    world.later(seconds=5)
    silent(world, OTHERS[4])
    (message,) = open_incidents(world)
    assert message.startswith("Nothing can be reached since 2026-11-22T10:00:05Z: 5 outlets in a row gave no answer")
    assert world.one("SELECT count(*) FROM outlets WHERE state = 'resting' OR failures > 0") == 0


def test_while_offline_one_outlet_a_minute_is_asked_one_question(world: Newsroom) -> None:
    for slug in OTHERS[:5]:
        silent(world, slug)
    world.end()
    later = NOW + timedelta(days=1)
    assert world.archive.due_outlets(NOW + timedelta(seconds=59)) == []
    assert world.archive.next_due_at() == NOW + timedelta(minutes=1)
    (asked,) = world.archive.due_outlets(later)
    assert len(world.archive.plan(asked, later).sources) == 1


def test_the_first_answer_of_anybody_ends_it_and_leaves_a_gap(world: Newsroom) -> None:
    for slug in OTHERS[:5]:
        silent(world, slug)
    world.later(hours=2)
    world.archive.record(world.source(URL))
    world.end(requests=1, answers=1)
    assert open_incidents(world) == []
    assert world.ask("SELECT outlet, from_at, to_at, why FROM gaps") == [
        {
            "outlet": None,
            "from_at": "2026-11-22T10:00:00Z",
            "to_at": "2026-11-22T12:00:00Z",
            "why": "nothing could be reached",
        }
    ]


def test_outlets_that_fail_while_others_answer_are_blamed_themselves(world: Newsroom) -> None:
    for slug in OTHERS:
        world.later(minutes=1)
        silent(world, slug)
        world.end(requests=1, answers=1)
    assert open_incidents(world) == []
    assert world.one("SELECT count(*) FROM outlets WHERE state = 'resting'") == len(OTHERS)


# ---- readings that do not overlap


def test_a_reading_of_which_nothing_was_known_is_a_gap_and_an_incident_until_one_overlaps(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL))
    newsroom.later(hours=3)
    newsroom.archive.record(newsroom.source(f"{URL}-2", may_have_missed=True))
    (gap,) = newsroom.ask("SELECT outlet, from_at, to_at, why FROM gaps")
    assert (gap["outlet"], gap["from_at"], gap["to_at"]) == (SLUG, "2026-11-22T10:00:00Z", "2026-11-22T13:00:00Z")
    assert gap["why"].startswith("possible_gap: of 1 links none was there at 2026-11-22T10:00:00Z")
    assert newsroom.ask("SELECT outlet, kind, closed_at FROM incidents") == [
        {"outlet": SLUG, "kind": "possible_gap", "closed_at": None}
    ]
    newsroom.later(hours=1)
    newsroom.archive.record(newsroom.source(f"{URL}-2"))
    assert newsroom.one("SELECT closed_at FROM incidents") == "2026-11-22T14:00:00Z"


def test_a_sitemap_of_an_index_says_nothing_of_the_index(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(etag='"i"'))
    part = newsroom.source(URL, url="https://thegaze.media/map-1.xml", is_part=True, interval_seconds=9)
    newsroom.archive.record(part)
    newsroom.archive.record(
        newsroom.source(url="https://thegaze.media/map-2.xml", is_part=True, outcome=Outcome.GONE, http_status=404)
    )
    (source,) = newsroom.ask("SELECT outcome, failures, etag, interval_seconds, links_seen, links_new FROM sources")
    assert source == {
        "outcome": "fetched",
        "failures": 0.0,
        "etag": '"i"',
        "interval_seconds": 900,
        "links_seen": 1,
        "links_new": 1,
    }
    assert newsroom.one("SELECT url FROM failures") == "https://thegaze.media/map-2.xml"
