"""The end of a crawl: its numbers, the chrome it counted, and how the outlet is."""

import sqlite3
from datetime import datetime

from storage.breaker import AFTER_A_BUG
from storage.findings import ChromeCount, CrawlEnded
from storage.recording.failures import FAILS
from storage.recording.health.breakages import judge_breakage
from storage.recording.health.incidents import open_incidents
from storage.recording.health.offline import judge_world, offline_since
from storage.recording.health.outages import judge_outage
from storage.recording.health.overlap import POSSIBLE_GAP
from storage.recording.health.resting import end_rest, rest, rest_when_open
from storage.records import Change
from storage.text import clean_line
from storage.times import stamp

KIND_WORDS = {"front": "front page", "news-sitemap": "news sitemap"}


def record_crawl_ended(connection: sqlite3.Connection, finding: CrawlEnded) -> Change:
    """Close the crawl's row; how many articles were new or changed was counted while they were stored."""
    connection.execute(
        """UPDATE crawls SET finished_at = ?, outcome = ?, detail = ?, requests = ?, pages = ?, not_modified = ?,
             errors = ?, bytes = ?, seconds = ?, peak_memory_mb = ? WHERE id = ?""",
        (
            *(stamp(finding.seen_at), finding.outcome, clean_line(finding.detail), finding.requests, finding.pages),
            *(finding.not_modified, finding.errors, finding.bytes, finding.seconds, finding.peak_memory_mb),
            finding.crawl_id,
        ),
    )
    learned = connection.execute(
        "SELECT text, template FROM chrome WHERE outlet = ? AND learned = 1", (finding.outlet,)
    )
    templates = {row["text"]: row["template"] for row in learned}
    for line in finding.chrome:
        _count_chrome(connection, finding, line, templates.get(line.text, line.template))
    if finding.outcome == "raised":  # what raised is still due, and would be at every tick
        rest(connection, finding.outlet, finding.seen_at, f"crawl raised: {finding.detail}", AFTER_A_BUG)
    else:
        judge_outlet(connection, finding.outlet, finding.seen_at, after_crawl=True)
    judge_world(connection, finding)
    return Change.NOTED


def _count_chrome(connection: sqlite3.Connection, finding: CrawlEnded, line: ChromeCount, template: str) -> None:
    at = stamp(finding.seen_at)
    connection.execute(
        """INSERT INTO chrome(outlet, template, text, language, reason, pages, first_seen_at, last_seen_at, sample_url)
           VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)
           ON CONFLICT(outlet, template, text) DO UPDATE SET pages = pages + excluded.pages,
             last_seen_at = max(last_seen_at, excluded.last_seen_at)""",
        (
            *(finding.outlet, template, line.text, line.language, line.reason, line.pages),
            *(at, at, line.sample_url),
        ),
    )


def judge_outlet(connection: sqlite3.Connection, outlet: str, now: datetime, *, after_crawl: bool) -> None:
    """'resting', 'degraded' with what fails in plain words, or 'ok'. Only a crawl that got an answer ends a rest."""
    if after_crawl:
        judge_outage(connection, outlet, now)
    judge_breakage(connection, outlet, now)
    if after_crawl:
        if offline_since(connection) is None and rest_when_open(connection, outlet, now):
            return
    elif not _is_up(connection, outlet):
        return
    incidents = (row["message"] for row in open_incidents(connection, outlet) if row["kind"] != POSSIBLE_GAP)
    reason = "; ".join(filter(None, (_failing_sources(connection, outlet), *incidents))) or None
    end_rest(connection, outlet, now, "degraded" if reason else "ok", reason)


def _is_up(connection: sqlite3.Connection, outlet: str) -> bool:
    row = connection.execute("SELECT state FROM outlets WHERE slug = ?", (outlet,)).fetchone()
    return row["state"] in {"ok", "degraded"}


def _failing_sources(connection: sqlite3.Connection, outlet: str) -> str | None:
    polled = connection.execute(
        """SELECT kind, outcome, detail FROM sources
           WHERE outlet = ? AND enabled AND outcome IS NOT NULL ORDER BY polled_at DESC, id""",
        (outlet,),
    ).fetchall()
    failing = [row for row in polled if row["outcome"] in FAILS]
    if not failing:
        return None
    reason = "; ".join(dict.fromkeys(map(_plainly, failing)))
    return reason if len(failing) == len(polled) else f"{len(failing)} of {len(polled)} sources fail: {reason}"


def _plainly(source: sqlite3.Row) -> str:
    kind = KIND_WORDS.get(source["kind"], source["kind"])
    outcome = source["outcome"].replace("_", " ")
    return f"{kind} {outcome}: {source['detail']}" if source["detail"] else f"{kind} {outcome}"
