"""How gently domains must be asked, and what is due where one of them rests."""

import sqlite3
from datetime import datetime

from storage.addresses import host_of, is_of_domain
from storage.findings import PaceNoted
from storage.records import Change
from storage.times import stamp, stamp_or_none


def record_pace(connection: sqlite3.Connection, finding: PaceNoted) -> Change:
    """The domain's row of hosts; and what the outlet has due there while it rests moves to the end of the rest."""
    connection.execute(
        """INSERT INTO hosts(host, domain, backoff_seconds, asked_at, rests_until)
           VALUES(:domain, :domain, :backoff, :at, :until)
           ON CONFLICT(host) DO UPDATE SET backoff_seconds = :backoff, asked_at = max(:at, coalesce(asked_at, '')),
             rests_until = CASE WHEN rests_until > coalesce(:until, :at) THEN rests_until ELSE :until END""",
        {
            "domain": finding.domain,
            "backoff": finding.backoff_seconds or None,
            "at": stamp(finding.seen_at),
            "until": stamp_or_none(finding.rests_until),
        },
    )
    if finding.rests_until is not None:
        _postpone(connection, finding.outlet, finding.domain, finding.rests_until)
    return Change.NOTED


def note_asked(connection: sqlite3.Connection, outlet: str, now: datetime) -> None:
    """A crawl of the outlet died and cannot say when it last asked whom: it may have been just now."""
    sources = connection.execute("SELECT url FROM sources WHERE outlet = ?", (outlet,)).fetchall()
    hosts = {host_of(row["url"]) for row in sources}
    domains = connection.execute("SELECT DISTINCT domain FROM hosts").fetchall()
    asked = [row["domain"] for row in domains if any(is_of_domain(host, row["domain"]) for host in hosts)]
    connection.executemany("UPDATE hosts SET asked_at = ? WHERE domain = ?", [(stamp(now), domain) for domain in asked])


def _postpone(connection: sqlite3.Connection, outlet: str, domain: str, until: datetime) -> None:
    for table in ("sources", "urls", "articles"):
        due = connection.execute(
            f"SELECT id, url FROM {table} WHERE outlet = ? AND due_at IS NOT NULL AND due_at < ?",
            (outlet, stamp(until)),
        ).fetchall()
        resting = [(stamp(until), row["id"]) for row in due if is_of_domain(host_of(row["url"]), domain)]
        connection.executemany(f"UPDATE {table} SET due_at = ? WHERE id = ?", resting)
