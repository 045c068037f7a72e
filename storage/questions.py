"""What the command line asks. Every other question is `Archive.query` with a view of the guide."""

import sqlite3
from datetime import datetime
from typing import Any

from storage.connection import query
from storage.times import moment, stamp_or_none


def read(connection: sqlite3.Connection, sql: str, params: object = ()) -> list[dict[str, Any]]:
    """The rows of any read. Raises sqlite3.OperationalError for a statement that would write."""
    connection.execute("PRAGMA query_only = ON")
    try:
        return query(connection, sql, params)
    finally:
        connection.execute("PRAGMA query_only = OFF")


def status(connection: sqlite3.Connection) -> list[dict[str, Any]]:
    """One row an outlet: its health, its articles, and what is due or waits."""
    return query(
        connection,
        """SELECT h.*,
             (SELECT count(*) FROM articles a WHERE a.outlet = h.outlet) AS articles,
             (SELECT count(*) FROM sources WHERE outlet = h.outlet AND enabled AND due_at <= now)
               + (SELECT count(*) FROM urls WHERE outlet = h.outlet AND due_at IS NOT NULL AND due_at <= now)
               + (SELECT count(*) FROM articles WHERE outlet = h.outlet AND due_at IS NOT NULL AND due_at <= now)
               AS due,
             (SELECT count(*) FROM urls WHERE outlet = h.outlet AND due_at IS NOT NULL) AS urls_waiting
           FROM outlet_health h, (SELECT strftime('%Y-%m-%dT%H:%M:%SZ', 'now') AS now) ORDER BY h.outlet""",
    )


def last_crawl(connection: sqlite3.Connection, outlet: str) -> dict[str, Any]:
    """The latest crawl of an outlet. Raises LookupError when there was none."""
    rows = query(connection, "SELECT * FROM crawls WHERE outlet = ? ORDER BY id DESC LIMIT 1", (outlet,))
    if not rows:
        raise LookupError(f"{outlet} was never crawled into this archive")
    return rows[0]


def last_pulse(connection: sqlite3.Connection) -> datetime | None:
    """When the job 'tick' last ran; None when it never did."""
    rows = query(connection, "SELECT ran_at FROM jobs WHERE name = 'tick'")
    return moment(rows[0]["ran_at"]) if rows else None


def changes(
    connection: sqlite3.Connection, since: datetime | None, outlet: str | None, limit: int | None
) -> list[dict[str, Any]]:
    """The view changes, newest first, since a time, of one outlet, at most so many."""
    where, params = ["seen_at >= ?"], [stamp_or_none(since) or ""]
    if outlet is not None:
        where.append("outlet = ?")
        params.append(outlet)
    sql = f"SELECT * FROM changes WHERE {' AND '.join(where)} LIMIT ?"
    return query(connection, sql, (*params, -1 if limit is None else limit))


def find(connection: sqlite3.Connection, reference: int | str) -> dict[str, Any] | None:
    """The article of a number, or of any address it was ever found at; of a merged one, its own row."""
    number = int(reference) if str(reference).isdecimal() else None
    rows = query(
        connection,
        """SELECT * FROM articles WHERE id = :number
           UNION ALL SELECT a.* FROM urls u JOIN articles a ON a.id = u.article_id WHERE u.url = :url LIMIT 1""",
        {"number": number, "url": str(reference)},
    )
    return rows[0] if rows else None


def version(connection: sqlite3.Connection, article_id: int, n: int | None) -> dict[str, Any] | None:
    """One version of an article: the row of the view version_text; the latest for None."""
    rows = query(
        connection,
        """SELECT * FROM version_text
           WHERE article_id = ? AND n = coalesce(?, (SELECT versions FROM articles WHERE id = ?))""",
        (article_id, n, article_id),
    )
    return rows[0] if rows else None


def history(connection: sqlite3.Connection, article_id: int) -> list[dict[str, Any]]:
    """Everything that happened to an article, oldest first; `n` is the version that an event made."""
    return query(
        connection,
        """SELECT e.seen_at, e.not_before, e.kind, e.fields, e.significance, e.detail, r.n, r.title, r.words_added,
             r.words_removed, r.disclosed
           FROM events e LEFT JOIN revisions r ON r.id = e.revision_id
           WHERE e.article_id = ? ORDER BY e.seen_at, e.id""",
        (article_id,),
    )


def search(connection: sqlite3.Connection, words: str, limit: int, *, removed: bool) -> list[dict[str, Any]]:
    """Paragraphs that hold all the words: those on the page now, or (`removed`) those that were taken down."""
    asked = " ".join(f'"{word}"' for word in words.replace('"', " ").split())
    if not asked:
        return []
    return query(connection, REMOVED if removed else STANDING, (asked, limit))


STANDING = """
  SELECT a.id AS article_id, a.outlet, a.language, a.title, b.part, b.text, a.url, a.first_seen_at
  FROM blocks_fts f JOIN blocks b ON b.id = f.rowid AND b.last_n IS NULL JOIN articles a ON a.id = b.article_id
  WHERE blocks_fts MATCH ? AND a.status <> 'gone' ORDER BY a.first_seen_at DESC, b.place LIMIT ?
"""
REMOVED = """
  SELECT r.article_id, r.outlet, a.language, r.title, r.part, r.text, a.url, r.removed_at, r.n
  FROM blocks_fts f JOIN removed_text r ON r.block_id = f.rowid JOIN articles a ON a.id = r.article_id
  WHERE blocks_fts MATCH ? ORDER BY r.removed_at DESC LIMIT ?
"""
