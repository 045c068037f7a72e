"""Silent breakage of an outlet: judged from its figures, told as incidents."""

import logging
import sqlite3
from datetime import datetime, timedelta

from storage.breakage.figures import REMEMBERED, Kind
from storage.breakage.judgement import judge
from storage.connection import savepoint
from storage.recording.health.breakage_figures import read_figures
from storage.recording.health.incidents import Trouble, close, open_incidents, tell
from storage.times import stamp

log = logging.getLogger(__name__)

# A crawl that ends sooner is not judged: it takes 14 ms of processor time, at 40 articles a day.
JUDGED_EVERY = timedelta(minutes=20)
SPARE = timedelta(days=1)  # rows of the rollup that are kept beyond what is read
# What figures that nobody foresaw could raise. A disk that fails is another matter, and must stop the batch.
UNFORESEEN = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


def judge_breakage(connection: sqlite3.Connection, outlet: str, now: datetime) -> None:
    """Open, go on with or close what is silently broken at an outlet; a judgement that fails changes nothing."""
    is_due = connection.execute(
        """UPDATE outlets SET judged_at = :now
           WHERE slug = :outlet AND (judged_at IS NULL OR judged_at <= :recent OR judged_at > :now) RETURNING 1""",
        {"outlet": outlet, "now": stamp(now), "recent": stamp(now - JUDGED_EVERY)},
    ).fetchall()
    if not is_due:
        return
    try:
        with savepoint(connection):
            _judge(connection, outlet, now)
    except UNFORESEEN:
        log.exception("%s: could not be judged", outlet)


def _judge(connection: sqlite3.Connection, outlet: str, now: datetime) -> None:
    alarms = judge(read_figures(connection, outlet, now))
    lasting = {Trouble(outlet, alarm.kind, alarm.language): alarm.message for alarm in alarms}
    for trouble, message in lasting.items():
        tell(connection, trouble, message, stamp(now))
    for incident in open_incidents(connection, outlet):
        trouble = Trouble(outlet, incident["kind"], incident["language"])
        if trouble.kind in set(Kind) and trouble not in lasting:
            close(connection, trouble, now)


def forget_old_hours(connection: sqlite3.Connection, now: datetime) -> None:
    """Throw away the counts that no judgement reads any more."""
    connection.execute("DELETE FROM outlet_hours WHERE hour < ?", (stamp(now - REMEMBERED - SPARE),))
