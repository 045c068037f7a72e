"""Events, and the counts per day that they add up to; both in the transaction of what they tell."""

import sqlite3

from storage.text import clean_line
from storage.times import local_day

DAY_COLUMNS = frozenset(
    {"published", "edited", "edits", "substantive", "cosmetic", "title_edits", "silent", "vanished", "restored"}
)


def add_event(
    connection: sqlite3.Connection,
    article_id: int,
    outlet: str,
    kind: str,
    seen_at: str,
    *,
    not_before: str | None = None,
    fields: str = "",
    significance: str | None = None,
    revision_id: int | None = None,
    detail: str | None = None,
) -> None:
    """One row for one thing that happened between `not_before` and `seen_at`, also when the clock was set back."""
    not_before = None if not_before is None else min(not_before, seen_at)
    connection.execute(
        """INSERT INTO events(seen_at, not_before, local_day, article_id, outlet, kind, fields, significance,
             revision_id, detail) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
        (
            *(seen_at, not_before, day_at(connection, outlet, seen_at), article_id, outlet, kind, fields),
            *(significance, revision_id, clean_line(detail)),
        ),
    )


def count_day(connection: sqlite3.Connection, outlet: str, seen_at: str, *columns: str) -> None:
    """Add one to these columns of the outlet's day."""
    assert set(columns) <= DAY_COLUMNS
    day = day_at(connection, outlet, seen_at)
    connection.execute("INSERT INTO outlet_days(outlet, day) VALUES(?, ?) ON CONFLICT DO NOTHING", (outlet, day))
    counts = ", ".join(f"{column} = {column} + 1" for column in columns)
    connection.execute(f"UPDATE outlet_days SET {counts} WHERE outlet = ? AND day = ?", (outlet, day))


def day_at(connection: sqlite3.Connection, outlet: str, seen_at: str) -> str:
    """The local day of a time, where the outlet is."""
    row = connection.execute("SELECT timezone FROM outlets WHERE slug = ?", (outlet,)).fetchone()
    return local_day(seen_at, row["timezone"] if row else "UTC")
