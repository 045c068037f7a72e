"""Everything of an outlet gone at once: its site moved, broke, or shows one page for all. That is no deletion.

While it lasts the articles stay `suspect`, nothing vanishes, and an incident says so. An article that was there before
is told as vanished only when its outlet is back and it is not. An outlet that never comes back stays an open incident:
from outside, a shop that closed and one that moved its shelves look the same.
"""

import sqlite3
from datetime import datetime, timedelta
from typing import NamedTuple

from storage.recording.health.incidents import Trouble, close, open_incident, tell
from storage.times import stamp

OUTAGE = "outage"  # incidents.kind
LOOKED_AT = timedelta(hours=36)  # the looks that are compared after a crawl: every recent article has one a day
ENOUGH = 5  # absent articles: fewer may well be deleted together
# Of those looked at. A guess far from both: outlets delete singly, and a site that breaks loses all but a few.
SHARE = 0.75

_KNOWN = "a.first_seen_at <= :known AND a.first_seen_at > :after"
# Asked at the end of every crawl: read from the index of statuses, which the plus keeps from being passed over.
_ABSENT = f"""
  SELECT (SELECT count(*) FROM articles a
    WHERE a.status = 'gone' AND a.status_since >= :recent AND +a.outlet = :outlet AND +{_KNOWN})
  + (SELECT count(*) FROM articles a WHERE a.status = 'suspect' AND +a.outlet = :outlet AND +{_KNOWN} AND EXISTS(
      SELECT 1 FROM observations o WHERE o.article_id = a.id AND o.to_at >= :recent
        AND o.outcome IN ('gone', 'soft_404', 'not_an_article')))
"""
# A story found at a new address is no sign that the old ones stand.
_STANDING = f"""
  SELECT count(*) FROM (SELECT 1 FROM articles a WHERE a.outlet = :outlet AND {_KNOWN} AND (
    (a.status NOT IN ('suspect', 'gone', 'merged') AND a.checked_at >= :recent) OR (a.status = 'paywalled' AND EXISTS(
      SELECT 1 FROM observations o WHERE o.article_id = a.id AND o.to_at >= :recent AND o.outcome = 'paywalled')))
    AND NOT EXISTS(SELECT 1 FROM events e
      WHERE e.article_id = a.id AND e.kind = 'moved' AND e.seen_at >= min(:known, :recent))
    ORDER BY a.first_seen_at DESC LIMIT :enough)
"""


class Count(NamedTuple):
    """The articles that were looked at of late: how many were not there, how many were (no more than matter)."""

    absent: int
    standing: int

    @property
    def is_outage(self) -> bool:
        return self.absent >= ENOUGH and self.absent >= SHARE * (self.absent + self.standing)


def is_in_outage(connection: sqlite3.Connection, article: sqlite3.Row, absent_since: str) -> bool:
    """Whether an article that is not found since then shares that with its whole outlet."""
    outlet = article["outlet"]
    open_since = _open_since(connection, outlet)
    if open_since is not None and article["first_seen_at"] <= open_since:
        return True
    # What was published since the outage began is compared with its own kind only.
    count = _count(connection, outlet, known=absent_since, looked_at_since=absent_since, after=open_since or "")
    if count.is_outage:
        _tell(connection, outlet, count, absent_since)
    return count.is_outage


def last_outage_until(connection: sqlite3.Connection, outlet: str) -> str:
    """When the outlet's last outage was over, "" if it never had one: an absence counts from there."""
    row = connection.execute(
        "SELECT max(closed_at) AS at FROM incidents WHERE outlet = ? AND kind = ?", (outlet, OUTAGE)
    ).fetchone()
    return str(row["at"] or "")


def judge_outage(connection: sqlite3.Connection, outlet: str, now: datetime) -> None:
    """At the end of a crawl: open, go on with or close the outlet's outage."""
    open_since = _open_since(connection, outlet)
    if open_since is None and not _may_be_one(connection, outlet):
        return
    count = _count(connection, outlet, known=open_since or stamp(now), looked_at_since=stamp(now - LOOKED_AT))
    if count.is_outage:
        _tell(connection, outlet, count, open_since or stamp(now))
    elif open_since is not None and count.standing and count.absent < SHARE * (count.absent + count.standing):
        close(connection, Trouble(outlet, OUTAGE), now)


def _count(connection: sqlite3.Connection, outlet: str, *, known: str, looked_at_since: str, after: str = "") -> Count:
    """Among the articles that were known then: what was published since tells nothing of them."""
    facts = {"outlet": outlet, "known": known, "after": after, "recent": looked_at_since}
    (absent,) = connection.execute(_ABSENT, facts).fetchone()
    (standing,) = connection.execute(_STANDING, facts | {"enough": absent + 1}).fetchone()
    return Count(absent, standing)


def _may_be_one(connection: sqlite3.Connection, outlet: str) -> bool:
    """Whether enough articles are suspect at all: at the end of most crawls that is the whole question."""
    suspects = connection.execute(
        "SELECT 1 FROM articles WHERE status = 'suspect' AND +outlet = ? LIMIT ?", (outlet, ENOUGH)
    )
    return len(suspects.fetchall()) == ENOUGH


def _open_since(connection: sqlite3.Connection, outlet: str) -> str | None:
    incident = open_incident(connection, Trouble(outlet, OUTAGE))
    return None if incident is None else str(incident["opened_at"])


def _tell(connection: sqlite3.Connection, outlet: str, count: Count, since: str) -> None:
    message = (
        f"{count.absent} of {count.absent + count.standing} articles looked at of late are not there, "
        f"since {since}: taken for an outage, none is told as vanished while it lasts"
    )
    tell(connection, Trouble(outlet, OUTAGE), message, since)
