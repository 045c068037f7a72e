"""The whole world unreachable is a fault of this machine: one incident, and no outlet is to blame.

Outlets fail singly. When several in a row give no answer at all, and none has given one since the first of them fell
silent, it is our own line that is cut. Until somebody answers, one outlet a minute is asked one question.
"""

import sqlite3
from datetime import datetime, timedelta

from storage.findings import CrawlEnded
from storage.recording.health.incidents import Trouble, close, open_incident, tell
from storage.times import moment, stamp

OFFLINE = Trouble(None, "offline")
ENOUGH = 5  # outlets in a row, or all that are watched where they are fewer, but two at least: guesses
ASKED_EVERY = timedelta(minutes=1)

_SILENT = """
  SELECT count(*) AS silent, min(silent_at) AS since, (SELECT count(*) FROM outlets WHERE enabled) AS watched
  FROM outlets WHERE enabled AND silent_at > (SELECT coalesce(max(answered_at), '') FROM outlets)
"""


def judge_world(connection: sqlite3.Connection, finding: CrawlEnded) -> None:
    """At the end of a crawl: did any server answer, and if not, does any answer anybody?"""
    if finding.answers:
        _note(connection, "answered_at", finding)
        _reconnect(connection, finding.seen_at)
    elif finding.requests:
        _note(connection, "silent_at", finding)
        _disconnect(connection, finding.seen_at)


def offline_since(connection: sqlite3.Connection) -> datetime | None:
    """Since when nothing could be reached; None while the world is there."""
    incident = open_incident(connection, OFFLINE)
    return moment(incident["opened_at"]) if incident else None


def next_question_at(connection: sqlite3.Connection) -> datetime | None:
    """While offline, when the next outlet may be asked."""
    if offline_since(connection) is None:
        return None
    row = connection.execute("SELECT max(silent_at) AS at FROM outlets WHERE enabled").fetchone()
    return moment(row["at"]) + ASKED_EVERY if row["at"] else None


def _note(connection: sqlite3.Connection, column: str, finding: CrawlEnded) -> None:
    connection.execute(f"UPDATE outlets SET {column} = ? WHERE slug = ?", (stamp(finding.seen_at), finding.outlet))


def _disconnect(connection: sqlite3.Connection, now: datetime) -> None:
    row = connection.execute(_SILENT).fetchone()
    if row["silent"] < max(2, min(ENOUGH, row["watched"])):
        return
    message = (
        f"Nothing can be reached since {row['since']}: {row['silent']} outlets in a row gave no answer and none did. "
        "Taken for a fault of this machine's own network; no outlet is blamed, one a minute is asked"
    )
    tell(connection, OFFLINE, message, row["since"])
    connection.execute(
        """UPDATE outlets SET failures = 0, rests = 0, rests_until = NULL,
             state_since = CASE WHEN state = 'resting' THEN :at ELSE state_since END,
             state_reason = CASE WHEN state = 'resting' THEN NULL ELSE state_reason END,
             state = CASE WHEN state = 'resting' THEN 'ok' ELSE state END
           WHERE state <> 'paused' AND silent_at > (SELECT coalesce(max(answered_at), '') FROM outlets)""",
        {"at": stamp(now)},
    )


def _reconnect(connection: sqlite3.Connection, now: datetime) -> None:
    since = offline_since(connection)
    if since is None:
        return
    close(connection, OFFLINE, now)
    connection.execute(
        "INSERT INTO gaps(outlet, from_at, to_at, why) VALUES(NULL, ?, ?, 'nothing could be reached')",
        (stamp(since), stamp(now)),
    )
