import sqlite3
from pathlib import Path

import pytest

from storage.archive import Archive
from storage.connection import savepoint, writing
from storage.records import Outcome
from tests.storage.conftest import NOW, SLUG, Newsroom


def test_no_transaction_ever_begins_deferred(path: Path, newsroom: Newsroom) -> None:
    statements: list[str] = []
    newsroom.archive._connection.set_trace_callback(statements.append)
    newsroom.read()
    newsroom.read(title="Another headline")
    newsroom.miss(Outcome.GONE)
    newsroom.archive.record(newsroom.source("https://thegaze.media/news/a"))
    newsroom.end()
    newsroom.archive.plan(SLUG, newsroom.now)
    newsroom.archive.close_interrupted(newsroom.now)
    newsroom.archive.pulse(newsroom.now)
    newsroom.archive.note_gap(NOW, NOW, "suspended")
    begins = [text for text in statements if text.upper().lstrip().startswith("BEGIN")]
    assert len(begins) >= 9
    assert set(begins) == {"BEGIN IMMEDIATE"}


def test_the_writer_is_safe_against_power_cuts_and_strange_files(archive: Archive) -> None:
    settings = {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 15000, "foreign_keys": 1}
    settings |= {"journal_size_limit": 64 * 1024 * 1024, "cell_size_check": 1}
    for name, value in settings.items():
        (row,) = archive.query(f"PRAGMA {name}")
        assert list(row.values()) == [value], name


def break_off(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("INSERT INTO jobs VALUES(?, '', '', '')", (name,))
    raise ZeroDivisionError


def test_a_failed_transaction_leaves_no_row_and_no_open_transaction(archive: Archive) -> None:
    connection = archive._connection
    with pytest.raises(ZeroDivisionError), writing(connection):
        break_off(connection, "a")
    assert not connection.in_transaction
    assert archive.query("SELECT * FROM jobs") == []


def test_a_failed_part_leaves_the_other_parts(archive: Archive) -> None:
    connection = archive._connection
    with writing(connection):
        with savepoint(connection):
            connection.execute("INSERT INTO jobs VALUES('a', '', '', '')")
        with pytest.raises(ZeroDivisionError), savepoint(connection):
            break_off(connection, "b")
    assert archive.query("SELECT name FROM jobs") == [{"name": "a"}]


def test_a_question_cannot_write(archive: Archive) -> None:
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        archive.query("DELETE FROM outlets")
    archive.pulse(NOW)  # and the writer still can


def test_a_reader_cannot_write_and_needs_no_lock(path: Path, newsroom: Newsroom) -> None:
    newsroom.read()
    with Archive.open(path, read_only=True) as reader:
        assert reader.query("SELECT title FROM articles") == [{"title": "The bridge is open"}]
        with pytest.raises(sqlite3.OperationalError):
            reader.pulse(NOW)


def test_a_checkpoint_empties_the_log_unless_a_reader_stands_in_the_way(path: Path, newsroom: Newsroom) -> None:
    newsroom.read()
    with Archive.open(path, read_only=True) as reader:
        reader._connection.execute("BEGIN")
        reader.query("SELECT * FROM articles")
        newsroom.read(title="Another")
        assert newsroom.archive.checkpoint() is False
    assert newsroom.archive.checkpoint() is True
    assert path.with_name(path.name + "-wal").stat().st_size == 0
