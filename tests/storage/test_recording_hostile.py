"""Findings that a hostile page or a bug of ours could make."""

import logging
import sqlite3
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from storage.findings import ChromeCount, Link
from storage.records import Change, Extraction, Outcome
from tests.storage.conftest import BODY, URL, Newsroom

OTHER = "https://thegaze.media/news/other"
HOSTILE = "Nul\x00 esc\x1b[31m lone\ud800 c1\x9b nfd и\u0306 \u202e bidi"


def test_hostile_text_is_stored_clean_and_comes_back(newsroom: Newsroom) -> None:
    said = dict.fromkeys(("title", "standfirst", "published_from", "language", "canonical_url"), HOSTILE)
    body = f"{HOSTILE}\n\n{HOSTILE * 3}"
    assert newsroom.read(body=body, authors=(HOSTILE,), flags=(HOSTILE,), detail=HOSTILE, **said) is Change.NEW
    assert newsroom.read(body=body, authors=(HOSTILE,), flags=(HOSTILE,), detail=HOSTILE, **said) is Change.UNCHANGED
    stored = "".join(
        str(value)
        for table in ("articles", "revisions", "blocks", "urls", "observations")
        for row in newsroom.ask(f"SELECT * FROM {table}")
        for value in row.values()
        if isinstance(value, str)
    )
    assert "Nul esc[31m lone c1 nfd й" in stored
    assert not {unicodedata.category(char) for char in stored} & {"Cs"}
    assert not any(char in stored for char in "\x00\x1b\x9b")


@pytest.mark.timeout(10)
def test_a_title_of_a_megabyte_is_cut_and_a_text_of_a_megabyte_is_not(newsroom: Newsroom) -> None:
    newsroom.read(title="Й" * 1_000_000, body="слово " * 170_000)
    (row,) = newsroom.ask("SELECT length(title) AS title, words FROM articles")
    assert row == {"title": 2000, "words": 170_000}
    assert newsroom.read(title="Й" * 1_000_000, body="слово " * 170_000) is Change.UNCHANGED


@pytest.mark.timeout(15)
def test_a_page_of_ten_thousand_paragraphs_can_be_edited(newsroom: Newsroom) -> None:
    newsroom.read(body="\n\n".join(f"line {n}" for n in range(10_000)))
    assert newsroom.read(body="\n\n".join(f"line {n * 2}" for n in range(10_000))) is Change.EDITED
    assert newsroom.one("SELECT count(*) FROM blocks WHERE last_n IS NULL AND part = 'body'") == 10_000


def test_hostile_findings_of_every_kind_are_stored(newsroom: Newsroom) -> None:
    link = Link(url=f"https://thegaze.media/{HOSTILE}", title=HOSTILE, published=datetime.max.replace(tzinfo=UTC))
    assert newsroom.archive.record(newsroom.source(link, links_offsite=10**30, detail=HOSTILE)) is Change.NOTED
    line = ChromeCount(text=HOSTILE, language=HOSTILE, reason="rule", pages=10**30, sample_url=HOSTILE)
    assert newsroom.end(chrome=(line, line), bytes=10**30, detail=HOSTILE) is Change.NOTED
    assert newsroom.miss(Outcome.UNREADABLE, http_status=10**30, detail=HOSTILE) is Change.FAILED


def test_a_finding_that_breaks_harms_no_other(newsroom: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    newsroom.archive.record(newsroom.source(URL, OTHER))
    broken = replace(newsroom.page(OTHER), extraction=Extraction(title="A", body="B", published_to_the="year"))  # type: ignore[arg-type]
    with caplog.at_level(logging.CRITICAL):
        changes = newsroom.archive.record_all([newsroom.page(), broken, newsroom.page(title="Two")])
    assert changes == [Change.NEW, Change.FAILED, Change.EDITED]
    assert newsroom.one("SELECT count(*) FROM articles") == 1
    (failure,) = newsroom.ask("SELECT url, outcome, detail FROM failures")
    assert (failure["url"], failure["outcome"]) == (OTHER, "unreadable")
    assert "could not be stored: IntegrityError" in failure["detail"]
    (waiting,) = newsroom.ask("SELECT outcome, tries, due_at FROM urls WHERE url = ?", OTHER)
    assert waiting == {"outcome": "unreadable", "tries": 1, "due_at": "2026-11-22T11:00:00Z"}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_findings_of_no_crawl_or_no_outlet_are_set_aside(newsroom: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.CRITICAL):
        assert newsroom.read(outlet="nobody") is Change.FAILED
        assert newsroom.miss(crawl_id=999) is Change.FAILED
        naive = datetime(2026, 1, 1)  # noqa: DTZ001 - that is what is tested
        assert newsroom.archive.record(newsroom.look(seen_at=naive, outcome=Outcome.GONE)) is Change.FAILED
    assert newsroom.ask("SELECT * FROM articles") == []
    assert newsroom.read() is Change.NEW


def test_a_broken_source_keeps_its_due_time_and_a_broken_end_ends_its_crawl(
    newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    line = ChromeCount(text="x", language=None, reason="because", pages=1, sample_url=URL)  # type: ignore[arg-type]
    with caplog.at_level(logging.CRITICAL):
        bad = newsroom.source(Link(url=URL), Link(url=None))  # type: ignore[arg-type]
        assert newsroom.archive.record(bad) is Change.FAILED
        assert newsroom.end(chrome=(line,)) is Change.FAILED
    assert newsroom.one("SELECT due_at FROM sources") == "2026-11-22T10:15:00Z"
    assert newsroom.ask("SELECT * FROM urls") == []
    assert newsroom.one("SELECT finished_at FROM crawls") == "2026-11-22T10:00:00Z"


def test_a_full_disk_stores_nothing_of_the_batch_and_is_raised(newsroom: Newsroom) -> None:
    connection = newsroom.archive._connection
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        newsroom.archive.record_all([newsroom.page(), newsroom.page(OTHER, body=BODY * 5000, title="Big")])
    connection.execute("PRAGMA max_page_count = 1000000")
    assert newsroom.ask("SELECT * FROM articles") == []
    assert newsroom.read() is Change.NEW
