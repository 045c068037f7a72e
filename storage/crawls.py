"""The life of a crawl's row, the daemon's pulse, and the times when nobody was looking."""

import sqlite3
from datetime import datetime

from storage.breaker import AFTER_A_DEATH
from storage.recording.health.resting import rest
from storage.recording.paces import note_asked
from storage.text import clean_line
from storage.times import stamp


def close_interrupted(connection: sqlite3.Connection, now: datetime) -> list[str]:
    """End what a dead process left running; what it stored stays. Returns the outlets."""
    running = connection.execute("SELECT DISTINCT outlet FROM crawls WHERE finished_at IS NULL ORDER BY outlet")
    outlets = [row["outlet"] for row in running]
    connection.execute(
        "UPDATE crawls SET finished_at = ?, outcome = 'interrupted' WHERE finished_at IS NULL", (stamp(now),)
    )
    for outlet in outlets:
        note_asked(connection, outlet, now)
    return outlets


def end_crawl(connection: sqlite3.Connection, crawl_id: int, outcome: str, now: datetime, detail: str | None) -> None:
    """End one crawl, and let its outlet rest, longer each time in a row; one that has ended stays as it is.

    What was due is still due: without a rest, a page that kills its crawl would be fetched again at the next tick.
    """
    ended = connection.execute(
        "UPDATE crawls SET finished_at = ?, outcome = ?, detail = ? "
        "WHERE id = ? AND finished_at IS NULL RETURNING outlet",
        (stamp(now), outcome, clean_line(detail), crawl_id),
    ).fetchone()
    if ended is not None:
        reason = f"crawl {outcome}: {detail}" if detail else f"crawl {outcome}"
        rest(connection, ended["outlet"], now, reason, AFTER_A_DEATH)
        note_asked(connection, ended["outlet"], now)


def pulse(connection: sqlite3.Connection, now: datetime, detail: str) -> None:
    """The jobs row 'tick'."""
    connection.execute(
        """INSERT INTO jobs(name, ran_at, outcome, detail) VALUES('tick', ?, 'ok', ?)
           ON CONFLICT(name) DO UPDATE SET ran_at = excluded.ran_at, outcome = 'ok', detail = excluded.detail""",
        (stamp(now), clean_line(detail)),
    )


def note_gap(connection: sqlite3.Connection, from_at: datetime, to_at: datetime, why: str, outlet: str | None) -> None:
    """A row of gaps: silence between these times is not evidence."""
    connection.execute(
        "INSERT INTO gaps(outlet, from_at, to_at, why) VALUES(?, ?, ?, ?)",
        (outlet, stamp(from_at), stamp(to_at), clean_line(why) or "unknown"),
    )
