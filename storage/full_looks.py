"""When a server's word that nothing changed is not enough: then a page is asked for in full."""

import sqlite3
from datetime import datetime, timedelta

from storage.times import moment

# Looks: three times "not modified", then the whole page. A guess: a quarter of the bytes saved is given back.
FULL_EVERY = 4
FULL_AFTER = timedelta(days=1)  # since the text itself was last seen, however few the looks

_UNSEEN = """
  SELECT coalesce(sum(checks), 0) AS looks, min(from_at) AS from_at FROM observations
  WHERE article_id = :id AND outcome = 'not_modified' AND from_at > coalesce(
    (SELECT max(to_at) FROM observations WHERE article_id = :id AND outcome = 'fetched'), '')
"""


def must_be_read_in_full(connection: sqlite3.Connection, article_id: int, now: datetime) -> bool:
    """Whether the server has answered "not modified" so often, or for so long, that it must show the page."""
    unseen = connection.execute(_UNSEEN, {"id": article_id}).fetchone()
    if not unseen["looks"]:
        return False
    return unseen["looks"] >= FULL_EVERY - 1 or now - moment(unseen["from_at"]) >= FULL_AFTER


def last_seen_in_full(connection: sqlite3.Connection, article: sqlite3.Row) -> str:
    """When the text itself was last seen, whatever the server has said since."""
    seen = connection.execute(
        "SELECT max(to_at) AS at FROM observations WHERE article_id = ? AND outcome = 'fetched' AND to_at <= ?",
        (article["id"], article["checked_at"]),
    ).fetchone()
    return str(seen["at"] or article["first_seen_at"])
