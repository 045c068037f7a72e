"""How often an outlet's sources are read and how gently its domains are asked: what a plan says of it."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta

from storage.addresses import host_of, is_of_domain
from storage.connection import query
from storage.full_looks import FULL_AFTER, FULL_EVERY
from storage.plans import DomainPace, DueSource, RobotsState
from storage.times import moment, moment_or_none, stamp

FICKLE = 2  # answers in a row with new validators and the old body: they will never save anything
ROBOTS_HOLDS_FOR = timedelta(hours=24)  # RFC 9309, 2.4
ONE_DAY = timedelta(days=1)
DEAD_FOR = timedelta(days=30)  # what was nothing once a month ago is asked for again
RATE_OVER = timedelta(days=7)  # a week: weekends count as they come

# Of the table sources: may its validators be sent? Every fourth answer, and one a day, is asked for in full.
_IS_TRUSTED = (
    f"(lies = 0 AND failures = 0 AND fickle < {FICKLE} AND not_modified < {FULL_EVERY - 1} AND read_at > :full)"
)


def due_sources(
    connection: sqlite3.Connection, outlet: str, now: datetime, *, everything: bool, archives: bool = False
) -> tuple[DueSource, ...]:
    """The sources to read: those due, or all; `archives`: those that only a backfill reads, too."""
    rows = query(
        connection,
        f"""SELECT id, kind, url, language, body_hash, interval_seconds, streak, failures, due_at, polled_at,
             links_seen, cursor, CASE outcome WHEN 'not_modified' THEN polled_at END AS said_nothing_new_at,
             CASE WHEN {_IS_TRUSTED} THEN etag END AS etag,
             CASE WHEN {_IS_TRUSTED} THEN last_modified END AS last_modified
           FROM sources WHERE outlet = :outlet AND enabled AND due_at <= :due AND (:archives OR kind <> 'archive')
           ORDER BY due_at, id""",
        {
            "outlet": outlet,
            "due": "9999" if everything else stamp(now),
            "full": stamp(now - FULL_AFTER),
            "archives": archives,
        },
    )
    times = ("due_at", "polled_at", "said_nothing_new_at")
    return tuple(
        DueSource(**row | {name: moment_or_none(row[name]) for name in times} | {"failures": int(row["failures"])})
        for row in rows
    )


def usual_gap(connection: sqlite3.Connection, outlet: str, now: datetime) -> timedelta | None:
    """The outlet's pause between two new articles of late; None where there were none."""
    row = connection.execute(
        "SELECT count(*) AS articles FROM articles WHERE outlet = ? AND first_seen_at > ?",
        (outlet, stamp(now - RATE_OVER)),
    ).fetchone()
    return RATE_OVER / row["articles"] if row["articles"] else None


def gone_of_late(connection: sqlite3.Connection, outlet: str, now: datetime) -> tuple[str, ...]:
    """Addresses below an outlet's sources at which there was nothing to read: for a day, then for two, for four.

    Pages are not among them.
    """
    if not connection.execute("SELECT 1 FROM sources WHERE outlet = ? AND kind LIKE '%sitemap'", (outlet,)).fetchone():
        return ()
    rows = query(
        connection,
        """SELECT url, count(*) AS times, max(at) AS at FROM failures f
           WHERE outlet = ? AND at > ? AND outcome IN('gone', 'unreadable')
             AND NOT EXISTS(SELECT 1 FROM urls u WHERE u.url = f.url AND u.outlet = f.outlet)
             AND NOT EXISTS(SELECT 1 FROM sources s WHERE s.url = f.url AND s.outlet = f.outlet)
           GROUP BY url ORDER BY url""",
        (outlet, stamp(now - DEAD_FOR)),
    )
    return tuple(row["url"] for row in rows if moment(row["at"]) > now - ONE_DAY * (1 << min(row["times"], 6) - 1))


def rests_until(connection: sqlite3.Connection, outlet: str, now: datetime) -> datetime | None:
    """The end of the longest rest that is in force for a domain of the outlet's sources or home; None for none."""
    known = paces_of(connection, outlet)
    return max((pace.rests_until for pace in known if pace.rests_until and pace.rests_until > now), default=None)


def paces_of(connection: sqlite3.Connection, outlet: str) -> tuple[DomainPace, ...]:
    """The paces of the domains of an outlet's sources and home."""
    rows = query(
        connection,
        "SELECT url FROM sources WHERE outlet = :outlet UNION SELECT home_url FROM outlets WHERE slug = :outlet",
        {"outlet": outlet},
    )
    return paces(connection, {host_of(row["url"]) for row in rows})


def paces(connection: sqlite3.Connection, hosts: Iterable[str]) -> tuple[DomainPace, ...]:
    """How gently the domains of these hosts must be asked, as far as it is known."""
    rows = query(
        connection,
        """SELECT domain, max(delay_seconds) AS crawl_delay, coalesce(max(backoff_seconds), 0.0) AS backoff_seconds,
             max(rests_until) AS rests_until, max(asked_at) AS asked_at FROM hosts GROUP BY domain ORDER BY domain""",
    )
    met = [row for row in rows if any(is_of_domain(host, row["domain"]) for host in hosts)]
    times = ("rests_until", "asked_at")
    return tuple(DomainPace(**row | {name: moment_or_none(row[name]) for name in times}) for row in met)


def robots_of(connection: sqlite3.Connection, now: datetime, hosts: Iterable[str]) -> tuple[RobotsState, ...]:
    """The good copies of robots.txt of these hosts that still hold."""
    states = []
    for host in sorted(hosts):
        row = connection.execute(
            """SELECT host, robots, robots_status, robots_fetched_at FROM hosts
               WHERE host = ? AND robots IS NOT NULL AND robots_fetched_at >= ?""",
            (host, stamp(now - ROBOTS_HOLDS_FOR)),
        ).fetchone()
        if row is not None:
            fetched_at = moment(row["robots_fetched_at"])
            states.append(
                RobotsState(host=host, text=row["robots"], status=row["robots_status"], fetched_at=fetched_at)
            )
    return tuple(states)
