"""The schema and its history, append-only: a released migration is never edited, a new one goes to the end.

Migrations are SQL, with a function of ours where SQL cannot say it. Never sqlite_utils' transform(): it drops WITHOUT
ROWID and refuses partial indexes. Changes are additive, so that the version before can still read.
`user_version` is the number of migrations applied.
"""

import sqlite3
from contextlib import closing

from sqlite_utils import Database, Migrations

from storage.connection import pragma, writing
from storage.fingerprint import url_hash
from storage.schema import articles, asking, breakage, editions, guide, learning, pace, search, views, watching

MIGRATIONS = Migrations("varta")


@MIGRATIONS()
def m001_the_archive(db: Database) -> None:
    """Everything, as first released."""
    parts = [
        *(
            watching.OUTLETS,
            articles.ARTICLES,
            watching.FRONTIER,
            watching.CHROME,
            watching.CRAWLS,
            watching.OPERATIONS,
        ),
        *(articles.REVISIONS, articles.BLOCKS, articles.EVENTS, articles.EDITIONS, articles.DAYS, search.SEARCH),
        *(views.LATEST_VIEWS, views.CHANGE_VIEWS, views.TEXT_VIEWS, views.HEALTH_VIEWS, guide.GUIDE),
    ]
    for part in parts:
        db.executescript(part)


@MIGRATIONS()
def m002_learning(db: Database) -> None:
    """What recurs in bodies is counted, so that it can be learned as chrome."""
    db.executescript(learning.LEARNING)


@MIGRATIONS()
def m003_lies(db: Database) -> None:
    """Outlets whose servers say "not modified" of what was modified are known."""
    db.executescript(learning.LIES)


@MIGRATIONS()
def m004_asking(db: Database) -> None:
    """The views tell silent edits, windows and the version gone back to; never what we took out."""
    for part in (asking.CHANGE_VIEWS, asking.TEXT_VIEWS, asking.GUIDE):
        db.executescript(part)


@MIGRATIONS()
def m005_pace(db: Database) -> None:
    """How sources, hosts and outlets answer decides how often and how gently they are asked."""
    db.executescript(pace.PACE)


@MIGRATIONS()
def m006_one_address(db: Database) -> None:
    """Addresses are known by what their spellings share; a plan of before would take every old link for a new one."""
    db.conn.create_function("url_hash_now", 1, url_hash, deterministic=True)
    db.conn.execute("UPDATE urls SET url_hash = url_hash_now(url)")
    db.conn.create_function("url_hash_now", 1, None)


@MIGRATIONS()
def m007_editions(db: Database) -> None:
    """What pages declare of their other editions waits until those are stored."""
    for part in (editions.EDITION_LINKS, editions.VIEWS):
        db.executescript(part)


@MIGRATIONS()
def m008_breakage(db: Database) -> None:
    """Silent breakage is noticed: pages and bodies are counted by the hour, incidents know their edition."""
    db.executescript(breakage.BREAKAGE)


def names(migrations: Migrations = MIGRATIONS) -> list[str]:
    """Every migration, in order."""
    with closing(sqlite3.connect(":memory:")) as nothing:
        return [migration.name for migration in migrations.pending(Database(nothing, execute_plugins=False))]


def latest_version() -> int:
    """The `user_version` that this code reads and writes."""
    return len(names())


def applied_version(connection: sqlite3.Connection) -> int:
    """How many migrations a file has seen."""
    return pragma(connection, "user_version")


def apply(connection: sqlite3.Connection, migrations: Migrations = MIGRATIONS) -> list[str]:
    """Bring the schema up to date and return the names of what was applied: all of it, or after an error nothing.

    One transaction around the whole set, begun IMMEDIATE; sqlite_utils' own, which is deferred, becomes a savepoint.
    """
    db = Database(connection, execute_plugins=False)
    with writing(connection):
        pending = [migration.name for migration in migrations.pending(db)]
        migrations.apply(db)
        connection.execute(f"PRAGMA user_version = {len(migrations.applied(db))}")
    return pending
