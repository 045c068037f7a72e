"""Storing what a crawl found: one transaction a batch, one savepoint a finding.

`record_batch` dispatches by the kind of finding. Nothing here is called but by `Archive`.
"""

import logging
import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from storage.connection import savepoint
from storage.findings import CrawlEnded, Finding, PaceNoted, Page, PageRead, Reextracted, RobotsRead, SourceRead
from storage.recording.ended import record_crawl_ended
from storage.recording.failures import note_failure
from storage.recording.health.resting import weigh
from storage.recording.paces import record_pace
from storage.recording.pages import record_page
from storage.recording.reextracted import record_reextraction
from storage.recording.sources import record_robots, record_source
from storage.records import Change, Outcome
from storage.text import clean_record

log = logging.getLogger(__name__)

# What bad data raises. Not OperationalError: a full or broken disk must stop the whole batch.
BAD_DATA = (
    *(sqlite3.IntegrityError, sqlite3.DataError, sqlite3.InterfaceError, sqlite3.ProgrammingError),
    *(ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError),
)


def record_batch(
    connection: sqlite3.Connection, findings: Sequence[Finding]
) -> tuple[list[Change], dict[int, Page | None]]:
    """Store findings in their order: what each did, and the page to keep of each article; None: an older one goes."""
    pages: dict[int, Page | None] = {}
    changes = [_record_or_set_aside(connection, finding, pages) for finding in findings]
    return changes, pages


def _record_or_set_aside(connection: sqlite3.Connection, finding: Finding, pages: dict[int, Page | None]) -> Change:
    try:
        with savepoint(connection):
            return _record(connection, clean_record(finding), pages)
    except BAD_DATA as error:
        log.exception("%s of %s could not be stored", type(finding).__name__, finding.outlet)
        return _set_aside(connection, finding, error, pages)


def _record(connection: sqlite3.Connection, finding: Finding, pages: dict[int, Page | None]) -> Change:
    if isinstance(finding, PageRead | SourceRead):
        weigh(connection, finding.outlet, finding.outcome)
    match finding:
        case PageRead():
            return record_page(connection, finding, pages)
        case SourceRead():
            return record_source(connection, finding)
        case PaceNoted():
            return record_pace(connection, finding)
        case RobotsRead():
            return record_robots(connection, finding)
        case CrawlEnded():
            return record_crawl_ended(connection, finding)
        case Reextracted():
            return record_reextraction(connection, finding, pages)


def _set_aside(
    connection: sqlite3.Connection, finding: Finding, error: Exception, pages: dict[int, Page | None]
) -> Change:
    """Store what is left of a finding without what broke it, so that it is not fetched for ever, and say why."""
    why = f"could not be stored: {type(error).__name__}: {error}"
    try:
        with savepoint(connection):
            finding = clean_record(finding)
            match finding:
                case PageRead():
                    bare = replace(finding, outcome=Outcome.UNREADABLE, extraction=None, page=None, detail=why)
                    record_page(connection, bare, {})
                case SourceRead():
                    record_source(connection, replace(finding, outcome=Outcome.UNREADABLE, links=(), detail=why))
                case CrawlEnded():
                    record_crawl_ended(connection, replace(finding, chrome=(), detail=why))
                case RobotsRead():
                    note_failure(
                        connection, finding, finding.host, Outcome.UNREADABLE, http_status=finding.status, detail=why
                    )
                case Reextracted():
                    pages[finding.article_id] = None  # or it would be read again for ever
    except BAD_DATA:
        log.exception("nor could its failure be noted")
    return Change.FAILED
