"""An outlet that rests: its circuit breaker, as rows. `storage.breaker` says what weighs how much."""

import sqlite3
from datetime import datetime

from storage.breaker import AFTER_FAILURES, Rests, is_open, weighed
from storage.records import Outcome
from storage.text import clean_line
from storage.times import stamp


def weigh(connection: sqlite3.Connection, outlet: str, outcome: Outcome) -> None:
    """Count one outcome among the outlet's failures in a row, or end the row."""
    row = connection.execute("SELECT failures FROM outlets WHERE slug = ?", (outlet,)).fetchone()
    if row is not None and (failures := weighed(row["failures"], outcome)) != row["failures"]:
        connection.execute("UPDATE outlets SET failures = ? WHERE slug = ?", (failures, outlet))


def rest_when_open(connection: sqlite3.Connection, outlet: str, now: datetime) -> bool:
    """At the end of a crawl: let an outlet that fails one time after another rest; whether it does."""
    row = connection.execute("SELECT failures FROM outlets WHERE slug = ?", (outlet,)).fetchone()
    if row is None or not is_open(row["failures"]):
        return False
    last = connection.execute(
        """SELECT outcome, coalesce(detail, http_status) AS detail FROM failures WHERE outlet = ?
           ORDER BY at DESC, id DESC LIMIT 1""",
        (outlet,),
    ).fetchone()
    why = f", the last {last['outcome'].replace('_', ' ')}: {last['detail']}" if last and last["detail"] else ""
    rest(connection, outlet, now, f"fails one time after another{why}", AFTER_FAILURES)
    return True


def rest(connection: sqlite3.Connection, outlet: str, now: datetime, reason: str, rests: Rests) -> None:
    """Ask nothing of an outlet for a while, longer each time in a row."""
    in_a_row = connection.execute("SELECT rests FROM outlets WHERE slug = ?", (outlet,)).fetchone()["rests"]
    until = now + rests.after(in_a_row)
    connection.execute(
        """UPDATE outlets SET rests = rests + 1, rests_until = :until, state_reason = :reason,
             state_since = CASE WHEN state = 'resting' THEN state_since ELSE :at END, state = 'resting'
           WHERE slug = :outlet AND state <> 'paused'""",
        {"outlet": outlet, "until": stamp(until), "reason": clean_line(reason), "at": stamp(now)},
    )


def end_rest(connection: sqlite3.Connection, outlet: str, now: datetime, state: str, reason: str | None) -> None:
    """The outlet is watched again, as it is now."""
    connection.execute(
        """UPDATE outlets SET state_since = CASE WHEN state = :state THEN state_since ELSE :at END,
             state = :state, state_reason = :reason, rests = 0, rests_until = NULL
           WHERE slug = :outlet AND state <> 'paused'""",
        {"state": state, "reason": clean_line(reason), "at": stamp(now), "outlet": outlet},
    )
