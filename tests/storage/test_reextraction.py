"""Another extractor is our doing: it writes versions, never events, and hides no edit when it comes first."""

from datetime import datetime

import pytest

from storage.records import Change, Extraction
from tests.storage.conftest import BODY, Newsroom

NEW_READING = f"{BODY}\n\nA line that the old extractor dropped."


def reextract(newsroom: Newsroom, body: str, now: datetime | None = None) -> Change:
    reading = Extraction(title="The bridge is open", body=body)
    return newsroom.archive.reextract(1, reading, now or newsroom.now, extractor_version="2", rules_hash="r")


def test_pages_of_an_older_extractor_are_offered_until_they_are_read_again(newsroom: Newsroom) -> None:
    newsroom.read(page=b"page")
    outdated = newsroom.archive.outdated_pages
    assert [page.article_id for page in outdated("2", "r")] == [1]
    assert list(outdated("1", "")) == []
    newsroom.later(hours=1)
    assert reextract(newsroom, NEW_READING) is Change.UNCHANGED
    assert list(outdated("2", "r")) == []
    assert newsroom.one("SELECT body FROM article_text") == NEW_READING
    assert newsroom.events() == ["published"]
    assert newsroom.ask("SELECT n, reason, significance FROM revisions WHERE n > 1") == [
        {"n": 2, "reason": "reextract", "significance": "none"}
    ]
    assert newsroom.ask("SELECT edits, checked_at FROM articles") == [
        {"edits": 0, "checked_at": "2026-11-22T10:00:00Z"}
    ]


def test_an_edit_in_the_hour_of_the_upgrade_is_told_alone(newsroom: Newsroom) -> None:
    newsroom.read(page=b"page")
    reextract(newsroom, NEW_READING)
    edited = NEW_READING.replace("12 villages", "15 villages")
    assert newsroom.read(body=edited, extractor_version="2", rules_hash="r") is Change.EDITED
    added = newsroom.ask("SELECT text FROM edit_diff WHERE op = '+'")
    assert [row["text"] for row in added] == [edited.split("\n\n")[1]]


def test_a_reading_that_is_the_same_or_empty_writes_no_version(newsroom: Newsroom) -> None:
    newsroom.read(page=b"page")
    reextract(newsroom, BODY)
    reextract(newsroom, "")
    assert newsroom.one("SELECT versions FROM articles") == 1


def test_an_unknown_article_cannot_be_read_again(newsroom: Newsroom) -> None:
    with pytest.raises(LookupError, match="no article 1"):
        reextract(newsroom, BODY)
