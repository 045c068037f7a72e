"""Incidents: opened once, told anew while they last, closed when they are over."""

import sqlite3
from datetime import datetime
from typing import NamedTuple

from storage.text import clean_line
from storage.times import stamp

# In the words of the index of open incidents, so that it answers.
_OPEN = """coalesce(outlet, '') = coalesce(:outlet, '') AND kind = :kind
  AND coalesce(language, '') = coalesce(:language, '') AND closed_at IS NULL"""


class Trouble(NamedTuple):
    """What an incident is about. At any time one of each may be open."""

    outlet: str | None  # None: the whole service
    kind: str
    language: str | None = None  # of the edition that is broken


def open_incidents(connection: sqlite3.Connection, outlet: str) -> list[sqlite3.Row]:
    """What is wrong with an outlet now, the oldest first."""
    return connection.execute(
        "SELECT * FROM incidents WHERE outlet = ? AND closed_at IS NULL ORDER BY opened_at, id", (outlet,)
    ).fetchall()


def open_incident(connection: sqlite3.Connection, trouble: Trouble) -> sqlite3.Row | None:
    """The incident of a trouble that lasts; None where there is none, or no more."""
    row: sqlite3.Row | None = connection.execute(f"SELECT * FROM incidents WHERE {_OPEN}", trouble._asdict()).fetchone()
    return row


def tell(connection: sqlite3.Connection, trouble: Trouble, message: str, since: str) -> None:
    """Open an incident; of one that is open only the words change."""
    connection.execute(
        """INSERT INTO incidents(outlet, kind, language, message, opened_at)
           VALUES(:outlet, :kind, :language, :message, :since)
           ON CONFLICT(coalesce(outlet, ''), kind, coalesce(language, '')) WHERE closed_at IS NULL
           DO UPDATE SET message = excluded.message""",
        trouble._asdict() | {"message": clean_line(message), "since": since},
    )


def close(connection: sqlite3.Connection, trouble: Trouble, now: datetime) -> None:
    """It is over, if it was ever told."""
    connection.execute(f"UPDATE incidents SET closed_at = :now WHERE {_OPEN}", trouble._asdict() | {"now": stamp(now)})
