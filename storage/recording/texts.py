"""A look that shows an article's text, or a server's word that it is as it was: unchanged, edited, reverted, back."""

import sqlite3
from dataclasses import replace

from storage.findings import PageRead
from storage.recording.edits import record_change
from storage.recording.events import add_event, count_day
from storage.recording.headlines import ALTERNATING, OTHER, as_told
from storage.recording.looks import away_until, observe, set_status
from storage.recording.stored import carried_over
from storage.recording.tenants import REUSED, look_for_former_tenants
from storage.recording.versions import extractor_id
from storage.records import Change, Extraction, Verdict
from storage.times import stamp, stamp_or_none

HISTORY = frozenset({ALTERNATING, REUSED})  # flags that come from looks, not from a page


def look_at_text(
    connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead, extraction: Extraction
) -> Change:
    """Compare, keep what is new, and believe the answer's validators."""
    shown = carried_over(article, extraction)
    kept = as_told(connection, article, finding, shown)
    if is_on_trial := kept.title != shown.title:
        finding = replace(finding, detail=OTHER + shown.title)
    change = record_change(connection, article, finding, kept)
    observe(connection, article["id"], finding)
    connection.execute(
        """UPDATE articles SET etag = ?, last_modified = ?, extractor_id = ?, language = coalesce(?, language),
             section = coalesce(?, section), image_url = coalesce(?, image_url), flags = ?,
             published_from = CASE WHEN published_at IS NULL THEN ? ELSE published_from END,
             published_to_the = CASE WHEN published_at IS NULL THEN ? ELSE published_to_the END,
             published_at = coalesce(published_at, ?) WHERE id = ?""",
        (
            *(finding.etag, finding.last_modified, extractor_id(connection, finding), kept.language),
            *(kept.section, kept.image_url, _flags(article, kept, is_on_trial=is_on_trial)),
            *(kept.published_from, kept.published_to_the, stamp_or_none(kept.published), article["id"]),
        ),
    )
    look_for_former_tenants(connection, article, finding)
    return _welcome(connection, article, finding) or change


def look_without_text(connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead) -> Change:
    """304: the server says that the text is as it was when its validators were stored."""
    observe(connection, article["id"], finding)
    return _welcome(connection, article, finding) or Change.UNCHANGED


def _welcome(connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead) -> Change | None:
    """The article is there: note the look, and the return of one that was away."""
    at = stamp(finding.seen_at)
    connection.execute(
        "UPDATE articles SET checked_at = max(checked_at, ?), due_at = ?, http_status = ? WHERE id = ?",
        (at, stamp_or_none(finding.due_at), finding.http_status, article["id"]),
    )
    back = {"gone": "restored", "paywalled": "unpaywalled"}.get(article["status"])
    set_status(connection, article["id"], "live", at)
    if back is None:
        return None
    window = away_until(connection, article)
    add_event(connection, article["id"], article["outlet"], back, at, not_before=window)
    if back == "restored":
        count_day(connection, article["outlet"], at, "restored")
    return Change(back)


def _flags(article: sqlite3.Row, kept: Extraction, *, is_on_trial: bool) -> str:
    """What the page says of itself, and what its history has shown."""
    flags = [*kept.flags, *(flag for flag in article["flags"].split() if flag in HISTORY)]
    if is_on_trial:
        flags.append(ALTERNATING)
    if kept.verdict is Verdict.LIVE:
        flags.append("live")
    return " ".join(dict.fromkeys(flags))
