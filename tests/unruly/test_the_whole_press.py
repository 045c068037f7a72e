"""Three days of ten outlets that do everything wrong: what was published is stored once, and was asked for politely."""

from collections import Counter
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import pairwise

import pytest

from crawlers.sitemap_budget import MAX_SITEMAPS
from tests.unruly import manners
from tests.unruly.doors import addresses, new_path
from tests.unruly.lists import AN_ADVERTISEMENT, dead_days
from tests.unruly.outlets import (
    CRAWL_DELAY,
    DEATH,
    EDITED_AT,
    PAUSE,
    PUBLISHED,
    REDESIGNED_AT,
    SECRET,
    SHUT_OUT,
    START,
    TEN_HOURS,
    TOO_MUCH,
    UNAVAILABLE,
    ten_outlets,
    text_at_the_end,
)
from tests.unruly.watching import Watch

STEP = timedelta(hours=8)
END = START + timedelta(days=3)
DAY = timedelta(days=1)
SLUGS = [facts.slug for facts in ten_outlets()]
# What may be told of an outlet beside publications: a story that moved is one row with both addresses.
HAPPENED = {
    "stepovyi-visnyk": {"edited": 1},
    "tarnfield-tribune": {"moved": PUBLISHED},
    "marrowby-mirror": {"moved": PUBLISHED, "merged": PUBLISHED},
}

MANY = ("marrowby-mirror", "tarnfield-tribune")  # more than one address leads to a story there

# The watch runs inside the first test.
pytestmark = pytest.mark.timeout(240)


of_each = pytest.mark.parametrize("slug", SLUGS)


@pytest.fixture(scope="module")
def watch(watch_over: Callable[..., Watch]) -> Watch:
    watch = watch_over(*ten_outlets())
    watch.every(STEP, START, END)
    return watch


# ---- what was found -------------------------------------------------------------------------------------------------


@of_each
def test_every_published_article_is_stored_exactly_once_and_none_is_invented(watch, slug):
    published = sorted(piece.text.title for piece in watch.sites[slug].published())
    assert len(published) == PUBLISHED
    assert sorted(row["title"] for row in watch.articles(slug)) == published


@of_each
def test_each_is_stored_as_it_was_written(watch, slug):
    written = {piece.text.title: [text_at_the_end(slug, piece)] for piece in watch.sites[slug].published()}
    stored = watch.texts(slug)
    assert {title: stored.get(title) for title in written} == written


@of_each
def test_nothing_is_told_that_the_outlet_did_not_do(watch, slug):
    told = Counter(watch.kinds(slug))
    allowed = HAPPENED.get(slug, {})
    assert not {kind: count for kind, count in told.items() if count > allowed.get(kind, 0)}


def test_an_edit_behind_a_server_that_always_says_not_modified_is_seen(watch):
    [event] = watch.rows("SELECT * FROM events WHERE outlet = 'stepovyi-visnyk' AND kind = 'edited'")
    assert event["not_before"] <= f"{EDITED_AT:%Y-%m-%dT%H:%M:%SZ}" < event["seen_at"]


def test_a_story_with_eight_addresses_is_one_row_to_which_all_of_them_lead(watch):
    site = watch.sites["marrowby-mirror"]
    for piece in site.published():
        rows = watch.rows("SELECT DISTINCT article_id FROM urls WHERE url = ?", site.url(piece.path))
        assert len(rows) == 1
        assert rows[0]["article_id"] is not None


def test_a_story_that_moved_in_a_redesign_is_known_by_both_of_its_addresses(watch):
    known = watch.rows(
        """SELECT a.id, sum(u.url LIKE '%/news/%') AS old, sum(u.url LIKE '%/stories/%') AS new
           FROM articles a JOIN urls u ON u.article_id = a.id
           WHERE a.outlet = 'tarnfield-tribune' AND a.first_seen_at < ? GROUP BY a.id""",
        REDESIGNED_AT.isoformat(),
    )
    assert len(known) == 4
    assert all(row["old"] and row["new"] for row in known), known


# ---- how it was asked for -------------------------------------------------------------------------------------------


@of_each
def test_never_two_requests_at_once(watch, slug):
    log = watch.sites[slug].log
    assert len(log) > 3 * PUBLISHED
    assert manners.overlapping(log) == []


@pytest.mark.parametrize(
    ("slug", "delay"),
    [
        ("stepovyi-visnyk", PAUSE),
        ("saltmere-standard", PAUSE),
        ("verkhnia-zaplava", CRAWL_DELAY),
    ],
)
def test_two_requests_are_never_closer_than_the_delay(watch, slug, delay):
    """That of the outlet's file or of its robots.txt."""
    assert manners.hurried(watch.sites[slug].log, delay) == []


@of_each
def test_no_address_is_asked_for_twice_at_one_tick(watch, slug):
    """But where other addresses redirect to it: then once for each of them."""
    site = watch.sites[slug]
    doors = max(len(addresses(site, piece)) for piece in site.published()) if slug == "marrowby-mirror" else 1
    allowed = 2 if slug == "tarnfield-tribune" else doors
    assert not {key: count for key, count in manners.repeated(site.log).items() if count > allowed}


@pytest.mark.parametrize("slug", [slug for slug in SLUGS if slug not in MANY])
def test_an_article_is_looked_at_no_more_often_than_the_ladder_says(watch, slug):
    log = watch.sites[slug].log
    asked = Counter(each.path for each in log if each.status in manners.SEEN)
    for row in watch.articles(slug):
        path = row["url"].removeprefix(watch.sites[slug].url(""))
        edited_at = [datetime.fromisoformat(row["changed_at"])] if row["edits"] else []
        assert asked[path] <= manners.looks_allowed(log, path, watch.ticks, edited_at), path


@pytest.mark.parametrize("slug", MANY)
def test_a_story_costs_no_more_than_its_addresses(watch, slug):
    """Each of its addresses is read once, with the redirect behind it; then one of them is watched."""
    site = watch.sites[slug]
    asked = Counter(site.paths())
    for piece in site.published():
        doors = {address.removeprefix(f"http://{site.host.upper()}") for address in addresses(site, piece)}
        doors |= {new_path(piece)}
        first = min((each for each in site.log if each.path in doors), key=lambda each: each.at)
        watched = 2 * manners.looks_allowed(site.log, first.path, watch.ticks)  # an old address redirects: two requests
        assert sum(asked[door] for door in doors) <= len(doors) + watched, piece.path


@of_each
def test_robots_txt_is_asked_for_once_a_day(watch, slug):
    """But where its answer was none: an outlet that refuses connections, say."""
    asked = [each.at for each in watch.sites[slug].log if each.path == "/robots.txt"]
    assert asked
    assert all(later - earlier >= DAY for earlier, later in pairwise(asked)), asked


def test_what_robots_txt_forbids_is_never_asked_for(watch):
    site = watch.sites["verkhnia-zaplava"]
    assert SECRET not in site.paths()
    seen_shut = next(each.at for each in site.log if each.path == "/robots.txt" and each.at >= SHUT_OUT[0])
    held = manners.asked_between(site.log, seen_shut, seen_shut + DAY)
    assert [each.path for each in held if each.path != "/robots.txt"] == []


@pytest.mark.parametrize("busy", [TOO_MUCH, UNAVAILABLE])
def test_after_too_much_or_unavailable_nothing_is_asked_for_before_the_time_is_over(watch, busy):
    log = watch.sites["saltmere-standard"].log
    refusals = [asked for asked in log if asked.status in (429, 503) and busy[0] <= asked.at < busy[1]]
    assert len(refusals) == 1, refusals
    over = refusals[0].at + timedelta(seconds=TEN_HOURS) if busy is TOO_MUCH else UNAVAILABLE[1]
    assert manners.asked_between(log, refusals[0].at, over) == []
    assert manners.asked_after_a_refusal(log, (429, 503)) == []
    assert any(asked.at >= over and asked.status == 200 for asked in log), "and then it goes on"


def test_of_three_hundred_dead_sitemaps_a_few_are_asked_for_each_time(watch):
    """As many as are read of one index at all."""
    site = watch.sites["oxholme-echo"]
    asked = Counter(asked.at for asked in site.log if asked.path.startswith("/sitemaps/"))
    assert asked
    assert max(asked.values()) <= MAX_SITEMAPS


@pytest.mark.parametrize("slug", ["oxholme-echo"])
def test_a_sitemap_that_was_dead_three_times_is_given_up(watch, slug):
    asked = Counter(watch.sites[slug].paths())
    dead = {path: asked[path] for day in dead_days(START.date()) if asked[path := f"/sitemaps/{day}.xml"]}
    assert max(dead.values(), default=0) <= 3, dead


def test_an_advertisement_in_a_feed_leads_nowhere(watch):
    assert watch.rows("SELECT 1 FROM urls WHERE url = ?", AN_ADVERTISEMENT) == []
    assert watch.rows("SELECT 1 FROM sources WHERE outlet = 'tidewater-gazette' AND links_offsite = 2") != []


def test_an_outlet_that_was_dead_for_a_day_is_found_alive_again(watch):
    site = watch.sites["penning-post"]
    assert manners.asked_between(site.log, *DEATH) == []
    [row] = watch.rows("SELECT state, rests_until FROM outlets WHERE slug = 'penning-post'")
    assert row["state"] == "ok"
    refused = watch.rows("SELECT DISTINCT outcome FROM failures WHERE outlet = 'penning-post'")
    assert [each["outcome"] for each in refused] == ["unreachable"]


@pytest.mark.parametrize("slug", ["penning-post"])
def test_a_dead_outlet_is_tried_by_one_request_at_a_time(watch, slug):
    """From the third crawl on: then the failures in a row are enough to know it for dead."""
    failed = watch.rows("SELECT crawl_id, count(*) AS n FROM failures WHERE outlet = ? GROUP BY crawl_id", slug)
    assert len(failed) > 2
    assert [row["n"] for row in failed[2:]] == [1] * (len(failed) - 2)
