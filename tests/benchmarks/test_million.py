"""The large archive in small: it is one as Varta writes it, and everything is asked of it."""

import sqlite3
from contextlib import closing

import pytest

from storage.archive import Archive
from tests.benchmarks import million, million_archive

ARTICLES = 2_000


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("million") / "million.db"
    million_archive.make(path, ARTICLES)
    return path


def test_it_is_a_whole_archive_with_as_many_edits_as_newspapers_make(path):
    with Archive.open(path, read_only=True) as archive:
        (counts,) = archive.query(
            "SELECT count(*) AS revisions, sum(n = 1) AS articles, sum(n = 2) AS edited FROM revisions"
        )
    assert counts["articles"] == ARTICLES
    assert counts["edited"] == 0.35 * ARTICLES
    assert 0.6 < counts["revisions"] / ARTICLES - 1 < 0.8


def test_its_indexes_and_triggers_are_those_of_an_archive_and_it_is_sound(path, tmp_path):
    Archive.create(tmp_path / "new.db").close()
    made = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name"
    with closing(sqlite3.connect(path)) as large, closing(sqlite3.connect(tmp_path / "new.db")) as new:
        assert large.execute(made).fetchall() == new.execute(made).fetchall()
        assert large.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert large.execute("PRAGMA foreign_key_check").fetchall() == []
        large.execute("INSERT INTO blocks_fts(blocks_fts, rank) VALUES('integrity-check', 1)")


def test_a_line_stands_for_every_view_every_example_and_every_command(path):
    lines = million.questions(path)
    with Archive.open(path, read_only=True) as archive:
        views = [row["name"] for row in archive.query("SELECT name FROM sqlite_master WHERE type = 'view'")]
        guide = archive.query("SELECT name FROM guide")
    assert all(any(f"SELECT * FROM {view} " in line for line in lines) for view in views)
    assert len([line for line in lines if " ms  " in line]) == len(views) + len(guide) + len(million.COMMANDS)
    assert lines[-1] == f"over 300 ms: 0 of {len(lines) - 1}"


def test_what_is_asked_has_answers(path):
    with Archive.open(path, read_only=True) as archive:
        for example in archive.query("SELECT name, example FROM guide WHERE name NOT IN('changes_today')"):
            assert archive.query(example["example"]), example["name"]
