import json
from datetime import UTC, datetime, timedelta

import pytest

from storage.archive import Archive
from storage.findings import ChromeCount
from tests.storage.conftest import BODY, NOW, SLUG, URL, Newsroom

OTHER = "https://thegaze.media/news/other"


def test_every_view_and_every_example_of_the_guide_runs(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.read(title="The war over the bridge", body=BODY.replace("12", "15"))
    newsroom.end(chrome=(ChromeCount(text="Menu", language="en", reason="rule", pages=1, sample_url=URL),))
    views = {row["name"] for row in newsroom.ask("SELECT name FROM sqlite_master WHERE type = 'view'")}
    assert len(views) >= 16
    for view in views:
        newsroom.ask(f"SELECT * FROM {view}")
    guide = newsroom.ask("SELECT name, example FROM guide")
    assert {row["name"] for row in guide} == views
    for row in guide:
        newsroom.ask(row["example"])
        newsroom.ask(row["example"].replace("= 7", "= 1"))


def test_todays_changes_are_those_of_the_outlets_today(newsroom: Newsroom) -> None:
    newsroom.now = datetime.now(UTC)
    newsroom.read()
    newsroom.read(title="Another")
    assert [row["kind"] for row in newsroom.ask("SELECT kind FROM changes_today")] == ["edited"]


def test_changes_since_a_time_of_an_outlet_up_to_a_limit(newsroom: Newsroom) -> None:
    newsroom.read()
    for number in range(3):
        newsroom.later(hours=1)
        newsroom.read(title=f"Headline {number}")
    changes = newsroom.archive.changes
    assert [row["seen_at"][11:13] for row in changes()] == ["13", "12", "11"]
    assert len(changes(NOW + timedelta(hours=2))) == 2
    assert len(changes(limit=1)) == 1
    assert changes(outlet="other") == []
    assert changes(NOW, SLUG)[0]["kind"] == "edited"


def test_status_counts_articles_and_what_is_due(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL, OTHER))
    newsroom.read()
    newsroom.end()
    (row,) = newsroom.archive.status()
    assert (row["outlet"], row["state"], row["articles"], row["urls_waiting"]) == (SLUG, "ok", 1, 1)
    assert (row["last_crawl"], row["last_outcome"]) == ("2026-11-22T10:00:00Z", "finished")


def test_the_last_pulse_is_the_daemons_last_tick_and_none_before_it_ever_ran(
    newsroom: Newsroom, archive: Archive
) -> None:
    assert archive.last_pulse() is None
    archive.pulse(newsroom.now)
    assert archive.last_pulse() == newsroom.now


def test_the_last_crawl_of_an_outlet_is_its_latest_row(newsroom: Newsroom, archive: Archive) -> None:
    newsroom.end(requests=7)
    assert archive.last_crawl(SLUG)["requests"] == 7
    with pytest.raises(LookupError, match="never crawled"):
        archive.last_crawl("nobody")


def test_a_backlog_is_what_the_cursors_say_and_another_programs_cursor_says_nothing(newsroom: Newsroom) -> None:
    assert newsroom.archive.backlog(SLUG) == []
    cursors = ["of another program", '{"rest": "none"', json.dumps({"since": "2026-01-01", "rest": [URL, OTHER]})]
    for cursor in cursors:
        newsroom.archive.record(newsroom.source(is_part=True, cursor=cursor))
        expected = [URL, OTHER] if cursor is cursors[-1] else []
        assert newsroom.archive.backlog(SLUG) == expected
