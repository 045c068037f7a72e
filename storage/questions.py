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


def backlog(connection: sqlite3.Connection, outlet: str) -> list[str]:
    """The archive addresses that are still to read, as the cursors of the sources have them."""
    rows = query(
        connection,
        """SELECT r.value AS address
           FROM sources s, json_each(CASE WHEN json_valid(s.cursor) THEN s.cursor END, '$.rest') r
           WHERE s.outlet = ? AND s.enabled ORDER BY s.id, r.key""",
        (outlet,),
    )
    return [row["address"] for row in rows]


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


def incidents(connection: sqlite3.Connection, outlet: str | None, *, closed: bool) -> list[dict[str, Any]]:
    """Incidents that are open, or all of them; of one outlet, or of all; the newest first."""
    return query(
        connection,
        """SELECT opened_at, closed_at, outlet, kind, language, message FROM incidents
           WHERE (?1 IS NULL OR outlet = ?1) AND (?2 OR closed_at IS NULL) ORDER BY opened_at DESC, id DESC""",
        (outlet, closed),
    )
