"""Outlets whose crawls do not end, or seldom: they are judged all the same."""

import sqlite3
from datetime import datetime, timedelta

from storage.recording.ended import judge_outlet
from storage.times import stamp

LEFT_ALONE = timedelta(hours=1)  # since an outlet was judged; a guess: the end of a crawl comes sooner, as a rule


def watch(connection: sqlite3.Connection, now: datetime) -> list[str]:
    """Judge the outlets that no crawl has judged of late; returns their slugs."""
    rows = connection.execute(
        "SELECT slug FROM outlets WHERE enabled AND state <> 'new' AND coalesce(judged_at, '') <= ? ORDER BY slug",
        (stamp(now - LEFT_ALONE),),
    )
    slugs = [row["slug"] for row in rows]
    for slug in slugs:
        judge_outlet(connection, slug, now, after_crawl=False)
    return slugs
