"""Incidents: opened once, told anew while they last, closed when they are over."""

import sqlite3
from datetime import datetime

from storage.breakage.figures import Alarm
from storage.text import clean_line
from storage.times import stamp


def open_incidents(connection: sqlite3.Connection, outlet: str) -> list[sqlite3.Row]:
    """What is wrong with an outlet now, the oldest first."""
    return connection.execute(
        "SELECT * FROM incidents WHERE outlet = ? AND closed_at IS NULL ORDER BY opened_at, id", (outlet,)
    ).fetchall()


def tell(connection: sqlite3.Connection, outlet: str, alarm: Alarm, now: datetime) -> None:
    """Open an incident; of one that is open only the words change."""
    connection.execute(
        """INSERT INTO incidents(outlet, kind, language, message, opened_at) VALUES(?, ?, ?, ?, ?)
           ON CONFLICT(coalesce(outlet, ''), kind, coalesce(language, '')) WHERE closed_at IS NULL
           DO UPDATE SET message = excluded.message""",
        (outlet, alarm.kind, alarm.language, clean_line(alarm.message), stamp(now)),
    )


def close(connection: sqlite3.Connection, incident_id: int, now: datetime) -> None:
    """It is over."""
    connection.execute("UPDATE incidents SET closed_at = ? WHERE id = ?", (stamp(now), incident_id))
