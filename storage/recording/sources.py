"""What a feed, sitemap, front page or robots.txt gave."""

import json
import sqlite3
from typing import Any

from storage.addresses import is_amp
from storage.findings import Link, RobotsRead, SourceRead
from storage.fingerprint import url_hash
from storage.recording.failures import FAILS, note_failure
from storage.recording.health.overlap import judge_overlap
from storage.records import Change, Outcome
from storage.text import clean_line
from storage.times import stamp, stamp_or_none


def record_source(connection: sqlite3.Connection, finding: SourceRead) -> Change:
    """Links first, then the source's own row; validators only with an answer that was read."""
    new = sum(_record_link(connection, finding, link) for link in finding.links)
    failed = finding.outcome in FAILS
    if finding.is_part:
        _count_part(connection, finding, new)
    else:
        judge_overlap(connection, finding)
        _keep_poll(connection, finding, failed=failed)
        if finding.outcome is Outcome.FETCHED:
            _keep_answer(connection, finding, new)
    if failed:
        note_failure(
            connection, finding, finding.url, finding.outcome, http_status=finding.http_status, detail=finding.detail
        )
        return Change.FAILED
    return Change.NOTED


def _keep_poll(connection: sqlite3.Connection, finding: SourceRead, *, failed: bool) -> None:
    connection.execute(
        """UPDATE sources SET polled_at = :at, outcome = :outcome, detail = :detail, due_at = :due_at,
             interval_seconds = coalesce(:interval, interval_seconds), streak = :streak,
             failures = CASE WHEN :failed THEN failures + 1 ELSE 0 END,
             not_modified = CASE :outcome WHEN 'not_modified' THEN not_modified + 1 WHEN 'fetched' THEN 0
               ELSE not_modified END
           WHERE id = :id""",
        {
            "at": stamp(finding.seen_at),
            "outcome": finding.outcome,
            "detail": clean_line(finding.detail),
            "due_at": stamp(finding.due_at),
            "interval": finding.interval_seconds,
            "streak": finding.streak,
            "failed": failed,
            "id": finding.source_id,
        },
    )


def _count_part(connection: sqlite3.Connection, finding: SourceRead, new: int) -> None:
    """What a sitemap of an index, or a page of an archive, held counts with its source."""
    connection.execute(
        """UPDATE sources SET links_seen = links_seen + :seen, links_new = links_new + :new,
             links_offsite = links_offsite + :offsite, cursor = coalesce(:cursor, cursor),
             last_new_at = CASE WHEN :new THEN :at ELSE last_new_at END WHERE id = :id""",
        {
            "seen": len(finding.links),
            "new": new,
            "offsite": finding.links_offsite,
            "cursor": finding.cursor,
            "at": stamp(finding.seen_at),
            "id": finding.source_id,
        },
    )


def _keep_answer(connection: sqlite3.Connection, finding: SourceRead, new: int) -> None:
    connection.execute(
        """UPDATE sources SET
             lies = lies + (:lied
               OR (:new > 0 AND coalesce(coalesce(etag, last_modified) = coalesce(:etag, :last_modified), 0))),
             fickle = CASE WHEN body_hash IS :body_hash AND coalesce(etag, last_modified) IS NOT NULL
               AND coalesce(etag, last_modified) IS NOT coalesce(:etag, :last_modified) THEN fickle + 1
               WHEN body_hash IS :body_hash THEN 0 ELSE fickle END,
             etag = :etag, last_modified = :last_modified, body_hash = :body_hash, read_at = :at, links_seen = :seen,
             links_new = :new, links_offsite = :offsite,
             last_new_at = CASE WHEN :new THEN :at ELSE last_new_at END
           WHERE id = :id""",
        {
            "lied": finding.has_lied,
            "etag": finding.etag,
            "last_modified": finding.last_modified,
            "body_hash": finding.body_hash,
            "seen": len(finding.links),
            "new": new,
            "offsite": finding.links_offsite,
            "at": stamp(finding.seen_at),
            "id": finding.source_id,
        },
    )


def _record_link(connection: sqlite3.Connection, finding: SourceRead, link: Link) -> bool:
    """Whether the page is new: then it waits in the frontier, due at once. Another spelling of a known page is not."""
    at, key = stamp(finding.seen_at), url_hash(link.url)
    known = connection.execute(
        "SELECT url, article_id, outcome, due_at FROM urls WHERE outlet = ? AND url_hash = ?", (finding.outlet, key)
    ).fetchall()
    connection.execute(
        "UPDATE urls SET last_seen_at = max(last_seen_at, ?) WHERE outlet = ? AND url_hash = ?",
        (at, finding.outlet, key),
    )
    is_new = all(row["url"] != link.url and _is_lost(row) for row in known)
    article_id = next((row["article_id"] for row in known if row["article_id"] is not None), None)
    if is_new or (article_id is not None and link.url not in {row["url"] for row in known}):
        kind, due_at = "amp" if is_amp(link.url) and not is_new else "found", at if is_new else None
        connection.execute(
            """INSERT INTO urls(url, outlet, url_hash, article_id, kind, due_at, hint, found_in, first_seen_at,
                 last_seen_at) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""",
            (link.url, finding.outlet, key, article_id, kind, due_at, _hint(link), finding.source_id, at, at),
        )
    return is_new


def _is_lost(row: sqlite3.Row) -> bool:
    """Whether a spelling was given up without a page: another one of the same page may be the right one."""
    return row["article_id"] is None and row["due_at"] is None and row["outcome"] not in {None, "not_an_article"}


def _hint(link: Link) -> str | None:
    said: dict[str, Any] = {
        "title": clean_line(link.title),
        "published": stamp_or_none(link.published),
        "language": clean_line(link.language),
        "editions": dict(link.editions) or None,
    }
    known = {name: value for name, value in said.items() if value is not None}
    return json.dumps(known, ensure_ascii=False) if known else None


def record_robots(connection: sqlite3.Connection, finding: RobotsRead) -> Change:
    """The host's rules and pace. An answer without a usable text leaves the last good copy as it is."""
    usable = finding.text is not None
    connection.execute(
        """INSERT INTO hosts(host, domain, robots, robots_status, robots_fetched_at, delay_seconds)
           VALUES(?, ?, ?, ?, ?, ?)
           ON CONFLICT(host) DO UPDATE SET domain = excluded.domain,
             robots = coalesce(excluded.robots, robots),
             robots_status = coalesce(excluded.robots_status, robots_status),
             robots_fetched_at = coalesce(excluded.robots_fetched_at, robots_fetched_at),
             delay_seconds = CASE WHEN excluded.robots IS NULL THEN delay_seconds ELSE excluded.delay_seconds END""",
        (
            *(finding.host, finding.domain, finding.text),
            *((finding.status, stamp(finding.seen_at)) if usable else (None, None)),
            finding.delay_seconds,
        ),
    )
    return Change.NOTED
