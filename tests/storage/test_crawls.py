"""The rest of an outlet whose crawls die: without it, what was due would be due at every tick."""

from datetime import timedelta

from storage.archive import Archive
from tests.storage.conftest import SLUG, Newsroom


def die(newsroom: Newsroom, archive: Archive) -> None:
    crawl_id = archive.plan(SLUG, newsroom.now).crawl_id
    archive.end_crawl(crawl_id, "died", newsroom.now, "killed by SIGSEGV")


def test_an_outlet_whose_crawl_died_rests_for_a_minute_and_says_why(newsroom, archive):
    archive.end_crawl(newsroom.crawl_id, "died", newsroom.now, "killed by SIGSEGV")
    assert archive.due_outlets(newsroom.now + timedelta(seconds=59)) == []
    assert archive.due_outlets(newsroom.now + timedelta(seconds=60)) == [SLUG]
    [outlet] = newsroom.ask("SELECT state, state_reason FROM outlets")
    assert outlet == {"state": "resting", "state_reason": "crawl died: killed by SIGSEGV"}


def test_each_death_in_a_row_doubles_the_rest_up_to_six_hours(newsroom, archive):
    archive.end_crawl(newsroom.crawl_id, "died", newsroom.now)
    die(newsroom, archive)
    assert archive.next_due_at() == newsroom.now + timedelta(minutes=2)
    for _ in range(10):
        die(newsroom, archive)
    assert archive.next_due_at() == newsroom.now + timedelta(hours=6)


def test_a_crawl_that_comes_to_its_end_ends_the_rest(newsroom, archive):
    archive.end_crawl(newsroom.crawl_id, "died", newsroom.now)
    newsroom.crawl_id = archive.plan(SLUG, newsroom.now).crawl_id
    newsroom.end()
    [outlet] = newsroom.ask("SELECT state, failures, rests_until FROM outlets")
    assert outlet == {"state": "ok", "failures": 0.0, "rests_until": None}


def test_an_interrupted_crawl_is_nobodys_fault_and_brings_no_rest(newsroom, archive):
    assert archive.close_interrupted(newsroom.now) == [SLUG]
    assert archive.due_outlets(newsroom.now) == [SLUG]


def test_a_crawl_that_has_ended_stays_as_it_is_and_brings_no_rest(newsroom, archive):
    newsroom.end()
    archive.end_crawl(newsroom.crawl_id, "died", newsroom.now)
    assert newsroom.one("SELECT outcome FROM crawls") == "finished"
    assert newsroom.one("SELECT failures FROM outlets") == 0


def test_a_crawl_that_raised_brings_a_short_rest_since_what_raised_is_due_still(newsroom, archive):
    newsroom.end(outcome="raised", detail="KeyError: 'title'")
    assert archive.due_outlets(newsroom.now + timedelta(seconds=59)) == []
    assert archive.due_outlets(newsroom.now + timedelta(seconds=60)) == [SLUG]
    assert newsroom.one("SELECT state_reason FROM outlets") == "crawl raised: KeyError: 'title'"
    for _ in range(9):
        newsroom.crawl_id = archive.plan(SLUG, newsroom.now).crawl_id
        newsroom.end(outcome="raised")
    assert archive.next_due_at() == newsroom.now + timedelta(minutes=15)
    newsroom.crawl_id = archive.plan(SLUG, newsroom.now).crawl_id
    newsroom.end()
    assert newsroom.one("SELECT state FROM outlets") == "ok"
