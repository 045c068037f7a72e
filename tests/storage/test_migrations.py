import sqlite3
from contextlib import closing
from datetime import timedelta
from hashlib import blake2b
from pathlib import Path

import pytest
from sqlite_utils import Database, Migrations

from crawlers.known_urls import KnownUrls
from storage import migrations
from storage.archive import Archive
from storage.connection import connect, pragma, prepare_new_file
from storage.errors import NotAnArchive, SchemaOutOfDate, SchemaTooNew
from tests.storage.conftest import NOW


def old_archive(path: Path) -> None:
    """A file of ours that has seen no migration yet, but has a table: as an earlier Varta would have left it."""
    path.touch()
    with closing(connect(path)) as connection:
        prepare_new_file(connection)
        connection.execute("CREATE TABLE notes(text)")
        connection.execute("INSERT INTO notes VALUES('kept')")


def test_migrate_makes_an_archive_from_nothing(path: Path) -> None:
    assert Archive.migrate(path) == migrations.names()
    with Archive.open(path) as archive:
        assert archive.status() == []


def test_migrating_again_does_nothing_and_takes_no_snapshot(path: Path) -> None:
    Archive.migrate(path)
    before = path.read_bytes()
    assert Archive.migrate(path) == []
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*before*"))


def test_an_old_file_is_refused_until_it_is_migrated_and_a_snapshot_is_kept(path: Path) -> None:
    old_archive(path)
    with pytest.raises(SchemaOutOfDate, match="varta migrate"):
        Archive.open(path)
    assert Archive.migrate(path) == migrations.names()
    with Archive.open(path) as archive:
        assert archive.query("SELECT text FROM notes") == [{"text": "kept"}]
    with closing(sqlite3.connect(f"{path}-before-1")) as snapshot:
        assert snapshot.execute("SELECT name FROM sqlite_master").fetchall() == [("notes",)]
        assert snapshot.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_user_version_is_the_number_of_migrations(path: Path) -> None:
    with Archive.create(path) as archive:
        assert archive.query("PRAGMA user_version") == [{"user_version": len(migrations.names())}]
        assert archive.query("SELECT count(*) AS n FROM _sqlite_migrations") == [{"n": len(migrations.names())}]


@pytest.mark.parametrize("read_only", [True, False])
def test_a_newer_file_is_refused_and_stays_the_same_to_the_byte(path: Path, read_only: bool) -> None:
    Archive.create(path).close()
    with closing(connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    before = path.read_bytes()
    with pytest.raises(SchemaTooNew, match="schema 99"):
        Archive.open(path, read_only=read_only)
    with pytest.raises(SchemaTooNew):
        Archive.create(path)
    with pytest.raises(SchemaTooNew):
        Archive.migrate(path)
    assert path.read_bytes() == before


def test_a_failing_migration_leaves_nothing_behind(path: Path) -> None:
    Archive.create(path).close()
    broken = Migrations("varta")
    for name in migrations.names():
        broken(name=name)(lambda _: None)

    @broken()
    def m900_half(db: Database) -> None:
        db.executescript("CREATE TABLE half(a); INSERT INTO half VALUES(1); INSERT INTO nowhere VALUES(1);")

    with closing(connect(path)) as connection:
        with pytest.raises(sqlite3.OperationalError, match="nowhere"):
            migrations.apply(connection, broken)
        assert connection.execute("SELECT name FROM sqlite_master WHERE name = 'half'").fetchone() is None
        assert pragma(connection, "user_version") == len(migrations.names())
        assert "m900_half" not in [row["name"] for row in connection.execute("SELECT name FROM _sqlite_migrations")]


def test_a_file_that_is_not_there_is_not_made_by_opening(path: Path) -> None:
    with pytest.raises(NotAnArchive, match="no archive at"):
        Archive.open(path)
    assert not path.exists()


@pytest.mark.parametrize("content", [b"not a database at all" * 100, None])
def test_somebody_elses_file_is_refused_and_left_alone(path: Path, content: bytes | None) -> None:
    if content is None:
        with closing(sqlite3.connect(path)) as other:
            other.execute("CREATE TABLE theirs(a)")
    else:
        path.write_bytes(content)
    before = path.read_bytes()
    for attempt in (Archive.open, Archive.create, Archive.migrate):
        with pytest.raises(NotAnArchive):
            attempt(path)
    assert path.read_bytes() == before


def test_an_empty_file_and_one_whose_making_was_killed_become_archives(path: Path) -> None:
    path.touch()
    Archive.create(path).close()
    half = path.with_name("half.db")
    half.touch()
    with closing(connect(half)) as connection:
        prepare_new_file(connection)
    with Archive.create(half) as archive:
        assert archive.query("PRAGMA journal_mode") == [{"journal_mode": "wal"}]
        assert archive.query("PRAGMA auto_vacuum") == [{"auto_vacuum": 2}]


def test_creating_an_archive_that_is_there_opens_it(path: Path) -> None:
    with Archive.create(path) as archive:
        archive.pulse(NOW)
    with Archive.create(path) as archive:
        assert archive.query("SELECT name FROM jobs") == [{"name": "tick"}]


def test_the_fourth_migration_tells_an_older_file_what_was_silent_and_puts_its_guide_in_order(path: Path) -> None:
    path.touch()
    first_two = Migrations("varta")
    for migration in (migrations.m001_the_archive, migrations.m002_learning):
        first_two(name=migration.__name__)(migration)
    with closing(connect(path)) as connection:
        prepare_new_file(connection)
        migrations.apply(connection, first_two)
    assert "m004_asking" in Archive.migrate(path)
    with Archive.open(path) as archive:
        assert archive.query("SELECT n, silent, back_to FROM changes") == []
        assert archive.query("SELECT * FROM guide")[0]["name"] == "changes_today"


def of_the_exact_address(url: str) -> int:
    """What url_hash was until the fifth migration."""
    return int.from_bytes(blake2b(url.encode(), digest_size=8).digest(), "big", signed=True)


def test_after_the_fifth_migration_no_address_of_an_older_file_is_found_anew(path: Path) -> None:
    path.touch()
    first_four = Migrations("varta")
    for migration in (
        *(migrations.m001_the_archive, migrations.m002_learning, migrations.m003_lies, migrations.m004_asking),
    ):
        first_four(name=migration.__name__)(migration)
    urls = [f"http://www.thegaze.media/news/story-{n}/?utm_source=x" for n in range(3)]
    with closing(connect(path)) as connection:
        prepare_new_file(connection)
        migrations.apply(connection, first_four)
        connection.execute(
            """INSERT INTO outlets(slug, name, home_url, timezone, languages, state_since)
               VALUES('the-gaze', 'The Gaze', 'https://thegaze.media/', 'UTC', '["en"]', '2026-11-22T10:00:00Z')"""
        )
        connection.executemany(
            """INSERT INTO urls(url, outlet, url_hash, kind, outcome, first_seen_at, last_seen_at)
               VALUES(?, 'the-gaze', ?, 'found', 'not_an_article', '2026-11-22T10:00:00Z', '2026-11-22T10:00:00Z')""",
            [(url, of_the_exact_address(url)) for url in urls],
        )
    Archive.migrate(path)
    with Archive.open(path) as archive:
        known = KnownUrls(archive.plan("the-gaze", NOW + timedelta(days=1)).known)
    assert not any(known.is_new(url) for url in urls)
    assert not known.is_new("https://thegaze.media/news/story-1")
    assert known.is_new("https://thegaze.media/news/story-3")
