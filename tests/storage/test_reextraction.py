"""Another extractor is our doing: it writes versions, never events, and hides no edit when it comes first."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.findings import Reextracted
from storage.pages import PageStore
from storage.records import Change, Extraction, Outcome, Verdict
from tests.storage.conftest import BODY, SLUG, URL, Newsroom

NEW_READING = f"{BODY}\n\nA line that the old extractor dropped."


def reextract(newsroom: Newsroom, body: str | None, **fields: object) -> Change:
    said = {"title": "The bridge is open", "body": body} | fields
    return newsroom.archive.record(
        Reextracted(
            outlet=SLUG,
            seen_at=newsroom.now,
            article_id=1,
            extraction=None if body is None else Extraction(**said),  # type: ignore[arg-type]  # said as a page would
            extractor_version="2",
            rules_hash="r",
        )
    )


def outdated(newsroom: Newsroom, version: str = "2", rules_hash: str = "r", limit: int = 50) -> list[int]:
    plan = newsroom.archive.rereading_plan(
        SLUG, newsroom.now, extractor_version=version, rules_hash=rules_hash, limit=limit
    )
    return [page.article_id for page in plan.pages]


# ---- what is read again ---------------------------------------------------------------------------------------------


def test_pages_of_an_older_extractor_are_offered_until_they_are_read_again(newsroom: Newsroom) -> None:
    newsroom.read(page=b"page")
    assert outdated(newsroom) == [1]
    assert outdated(newsroom, "1", "") == []
    newsroom.later(hours=1)
    assert reextract(newsroom, NEW_READING) is Change.UNCHANGED
    assert outdated(newsroom) == []
    assert newsroom.one("SELECT body FROM article_text") == NEW_READING
    assert newsroom.events() == ["published"]
    assert newsroom.ask("SELECT n, reason, significance FROM revisions WHERE n > 1") == [
        {"n": 2, "reason": "reextract", "significance": "none"}
    ]
    assert newsroom.ask("SELECT edits, checked_at FROM articles") == [
        {"edits": 0, "checked_at": "2026-11-22T10:00:00Z"}
    ]


def test_what_is_due_first_is_read_again_first_and_not_more_than_asked_for(newsroom: Newsroom) -> None:
    for n, hours in enumerate((5, 1, 3)):
        due_at = newsroom.now + timedelta(hours=hours)
        newsroom.read(f"{URL}-{n}", title=f"Story {n}", body=f"{n} {BODY}", page=b"page", due_at=due_at)
    assert outdated(newsroom) == [2, 3, 1]
    assert outdated(newsroom, limit=2) == [2, 3]


def test_pages_that_weigh_too_much_together_come_one_after_the_other(newsroom: Newsroom) -> None:
    for n in range(3):
        newsroom.read(f"{URL}-{n}", title=f"Story {n}", body=f"{n} {BODY}", page=bytes(9 << 20))
    assert outdated(newsroom) == [1]


@pytest.mark.parametrize(
    ("due_in", "age"), [(timedelta(days=2), timedelta(0)), (timedelta(hours=6), timedelta(days=9))]
)
def test_the_page_of_an_article_that_is_seldom_looked_at_or_old_is_not_read_again_and_thrown_away(
    newsroom: Newsroom, path: Path, due_in: timedelta, age: timedelta
) -> None:
    newsroom.read(page=b"page")
    newsroom.now += age
    newsroom.miss(Outcome.NOT_MODIFIED, article_id=1, due_at=newsroom.now + due_in)
    assert outdated(newsroom) == []
    newsroom.archive.tidy(newsroom.now)
    assert PageStore(path).read(1) is None


def test_the_page_of_a_hot_article_is_kept_whatever_is_tidied(newsroom: Newsroom, path: Path) -> None:
    newsroom.read(page=b"page")
    newsroom.archive.tidy(newsroom.now)
    assert PageStore(path).read(1) is not None


def test_the_page_of_a_look_that_is_not_soon_repeated_replaces_an_older_one_by_none(
    newsroom: Newsroom, path: Path
) -> None:
    newsroom.read(page=b"page")
    newsroom.later(hours=1)
    newsroom.read(body=NEW_READING, page=b"other page", due_at=newsroom.now + timedelta(days=30))
    assert PageStore(path).read(1) is None


def test_a_page_that_is_older_than_the_text_is_not_believed(newsroom: Newsroom, path: Path) -> None:
    newsroom.read(page=b"page")
    old = PageStore(path).read(1)
    assert old is not None
    newsroom.later(hours=1)
    newsroom.read(body=NEW_READING, page=b"other page")
    PageStore(path).keep({1: old})  # as if the new one could not be written
    assert outdated(newsroom) == []


# ---- what it makes of the article -----------------------------------------------------------------------------------


def test_an_edit_in_the_hour_of_the_upgrade_is_told_alone(newsroom: Newsroom) -> None:
    newsroom.read(page=b"page")
    reextract(newsroom, NEW_READING)
    edited = NEW_READING.replace("12 villages", "15 villages")
    assert newsroom.read(body=edited, extractor_version="2", rules_hash="r") is Change.EDITED
    added = newsroom.ask("SELECT text FROM edit_diff WHERE op = '+'")
    assert [row["text"] for row in added] == [edited.split("\n\n")[1]]


def test_without_the_pages_file_the_first_look_that_differs_is_ours_and_the_next_one_an_edit(
    newsroom: Newsroom, path: Path
) -> None:
    newsroom.read(page=b"page")
    PageStore(path).path.unlink()
    assert outdated(newsroom) == []
    newsroom.later(hours=6)
    new = {"extractor_version": "2", "rules_hash": "r"}
    assert newsroom.read(body=NEW_READING, page=b"page", **new) is Change.UNCHANGED
    assert newsroom.one("SELECT reason FROM revisions WHERE n = 2") == "reextract"
    newsroom.later(hours=6)
    assert newsroom.read(body=NEW_READING.replace("12", "15"), page=b"page", **new) is Change.EDITED


def test_a_reading_that_is_the_same_writes_no_version(newsroom: Newsroom) -> None:
    newsroom.read(page=b"page")
    reextract(newsroom, BODY)
    assert newsroom.one("SELECT versions FROM articles") == 1


@pytest.mark.parametrize(
    ("body", "fields"), [("", {}), (None, {}), (NEW_READING, {"verdict": Verdict.SECTION})], ids=["empty", "none", "no"]
)
def test_a_page_that_is_no_article_to_the_new_extractor_is_forgotten_and_the_text_stays(
    newsroom: Newsroom, path: Path, body: str | None, fields: dict[str, object]
) -> None:
    newsroom.read(page=b"page")
    assert reextract(newsroom, body, **fields) is Change.UNCHANGED
    assert newsroom.one("SELECT versions FROM articles") == 1
    assert PageStore(path).read(1) is None
    assert outdated(newsroom) == []


def test_a_time_that_is_read_otherwise_is_no_re_dating_at_the_next_look(newsroom: Newsroom) -> None:
    wrong, right = (datetime(2026, 11, 22, hour, tzinfo=UTC) for hour in (9, 7))
    newsroom.read(published=wrong, published_from="json-ld x", page=b"page")
    reextract(newsroom, BODY, published=right, published_from="json-ld x")
    newsroom.later(hours=1)
    new = {"extractor_version": "2", "rules_hash": "r"}
    assert newsroom.read(published=right, published_from="json-ld x", **new) is Change.UNCHANGED
    assert newsroom.one("SELECT published_at FROM articles") == "2026-11-22T07:00:00Z"


def test_a_reading_of_an_unknown_article_is_set_aside(newsroom: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    assert reextract(newsroom, BODY) is Change.FAILED
    assert "no article 1" in caplog.text
