import logging
import sqlite3
import zlib
from contextlib import closing
from pathlib import Path

import pytest

from storage.pages import PageStore
from storage.records import Change, Outcome
from tests.storage.conftest import URL, Newsroom

HTML = zlib.compress(b"<html>one</html>")


def test_the_page_behind_the_latest_version_is_kept_beside_the_archive(path: Path, newsroom: Newsroom) -> None:
    newsroom.read(page=HTML)
    newsroom.later(hours=1)
    newsroom.read(title="Two", page=zlib.compress(b"<html>two</html>"))
    page = PageStore(path).read(1)
    assert page is not None
    assert (page.article_id, page.url, page.fetched_at) == (1, URL, "2026-11-22T11:00:00Z")
    assert zlib.decompress(page.html) == b"<html>two</html>"


def test_a_page_that_wrote_no_version_is_not_kept(path: Path, newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.miss(Outcome.SOFT_404, page=HTML)
    assert PageStore(path).read(1) is None


def test_the_pages_file_may_be_deleted_at_any_time(path: Path, newsroom: Newsroom) -> None:
    newsroom.read(page=HTML)
    PageStore(path).path.unlink()
    assert newsroom.read(title="Two", page=HTML) is Change.EDITED
    assert PageStore(path).read(1) is not None


def test_a_damaged_pages_file_is_begun_anew(path: Path, newsroom: Newsroom, caplog: pytest.LogCaptureFixture) -> None:
    PageStore(path).path.write_bytes(b"no database" * 1000)
    with caplog.at_level(logging.WARNING):
        assert newsroom.read(page=HTML) is Change.NEW
    assert "begun anew" in caplog.text
    assert newsroom.read(title="Two", page=HTML) is Change.EDITED
    assert PageStore(path).read(1) is not None


def test_a_pages_file_that_cannot_be_written_harms_no_article(
    path: Path, newsroom: Newsroom, caplog: pytest.LogCaptureFixture
) -> None:
    PageStore(path).path.mkdir()
    with caplog.at_level(logging.WARNING):
        assert newsroom.read(page=HTML) is Change.NEW
    assert "not kept" in caplog.text


def test_pages_of_a_batch_that_failed_are_not_to_be_believed(path: Path, newsroom: Newsroom) -> None:
    newsroom.read(page=HTML)
    newsroom.later(hours=1)
    with closing(sqlite3.connect(PageStore(path).path)) as connection, connection:
        connection.execute("UPDATE pages SET fetched_at = '2026-11-22T11:00:00Z'")
    page = PageStore(path).read(1)
    assert page is not None
    assert page.fetched_at > newsroom.one("SELECT checked_at FROM articles")
