"""Fetches that did not give what was hoped."""

import sqlite3

from storage.findings import PageRead, RobotsRead, SourceRead
from storage.records import Outcome
from storage.text import clean_line
from storage.times import stamp

FAILS = frozenset(Outcome) - {Outcome.FETCHED, Outcome.NOT_MODIFIED, Outcome.NOT_AN_ARTICLE}


def note_failure(
    connection: sqlite3.Connection,
    finding: PageRead | SourceRead | RobotsRead,
    url: str,
    outcome: Outcome,
    *,
    http_status: int | None,
    detail: str | None,
) -> None:
    """A failures row, under the address that was asked for."""
    connection.execute(
        "INSERT INTO failures(crawl_id, at, outlet, url, outcome, http_status, detail) VALUES(?, ?, ?, ?, ?, ?, ?)",
        (finding.crawl_id, stamp(finding.seen_at), finding.outlet, url, outcome, http_status, clean_line(detail)),
    )
