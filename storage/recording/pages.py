"""A page was asked for: which article it is, and what that means for the archive."""

import sqlite3
from dataclasses import replace
from typing import NamedTuple

from storage.addresses import is_same_address
from storage.findings import Page, PageRead
from storage.hot import HOT_INTERVAL
from storage.recording.doubts import doubted, is_accepted, led_astray
from storage.recording.editions import find_editions
from storage.recording.events import add_event, count_day
from storage.recording.failures import FAILS, note_failure
from storage.recording.health.page_counts import count_page
from storage.recording.identity import (
    article_asked_for,
    article_by_address,
    article_by_text,
    believed_canonical,
)
from storage.recording.looks import ABSENT, record_failed_look
from storage.recording.matching import Match, heir_of, match_of
from storage.recording.moves import follow, move_away, name_addresses, seen_elsewhere
from storage.recording.names import note_fetch
from storage.recording.standing import count_standing_lines
from storage.recording.tenants import former_tenant, note_heir
from storage.recording.texts import look_at_text, look_without_text
from storage.recording.versions import add_article
from storage.records import Change, Extraction, Outcome
from storage.times import stamp

NEW_OR_CHANGED = {
    Change.NEW: "articles_new",
    Change.EDITED: "articles_changed",
    Change.REVERTED: "articles_changed",
    Change.VANISHED: "articles_changed",
    Change.RESTORED: "articles_changed",
}


class _Stored(NamedTuple):
    """What became of a text: the article that has it, and whether it is new at its address, and a look at all."""

    article_id: int
    change: Change
    is_new_there: bool
    is_look: bool = True


def record_page(connection: sqlite3.Connection, finding: PageRead, pages: dict[int, Page | None]) -> Change:
    """Store one look at one page."""
    asked = article_asked_for(connection, finding)
    finding = led_astray(connection, doubted(finding), asked)
    count_page(connection, finding, asked)
    if finding.outcome in FAILS:
        note_failure(
            connection, finding, finding.url, finding.outcome, http_status=finding.http_status, detail=finding.detail
        )
    if is_accepted(finding):
        change = _record_article(connection, finding, asked, pages)
    elif asked is not None:
        change = _record_look(connection, finding, asked)
    elif finding.outcome is Outcome.PAYWALLED and finding.extraction is not None and finding.extraction.title:
        change = _record_teaser(connection, finding, finding.extraction)
    else:
        note_fetch(connection, finding, known=False)
        change = Change.FAILED if finding.outcome in FAILS else Change.NOTED
    if column := NEW_OR_CHANGED.get(change):
        connection.execute(f"UPDATE crawls SET {column} = coalesce({column}, 0) + 1 WHERE id = ?", (finding.crawl_id,))
    return change


def _record_article(
    connection: sqlite3.Connection, finding: PageRead, asked: sqlite3.Row | None, pages: dict[int, Page | None]
) -> Change:
    extraction = finding.extraction
    assert extraction is not None
    landed = finding.final_url or finding.url
    there = article_by_address(connection, finding.outlet, landed)
    former = former_tenant(connection, (asked, there), finding, extraction)
    match = (
        match_of(connection, finding, asked, extraction, landed)
        if former is None
        else heir_of(connection, former, there, finding, extraction)
    )
    stored = _store_text(connection, finding, extraction, landed, match)
    if not stored.is_look:
        return stored.change
    article_id = stored.article_id
    if former is not None:
        note_heir(connection, former, article_id, finding)
    canonical = believed_canonical(connection, finding.outlet, landed, extraction.canonical_url)
    name_addresses(connection, article_id, finding, landed, canonical, certain=former is not None)
    at, known_as = stamp(finding.seen_at), match.article["language"] if match else None
    find_editions(connection, article_id, extraction, at, is_new=stored.is_new_there, known_as=known_as)
    pages[article_id] = _page_to_keep(article_id, finding, extraction, landed)
    return stored.change


def _store_text(
    connection: sqlite3.Connection, finding: PageRead, extraction: Extraction, landed: str, match: Match | None
) -> _Stored:
    """A new article, or what a look at a known one shows."""
    if match is None:
        article_id = _add_new(connection, finding, extraction, landed, "live")
        count_standing_lines(connection, article_id, finding, extraction)
        return _Stored(article_id, Change.NEW, is_new_there=True)
    is_moved, is_look = follow(connection, match.article, finding, landed, match.way)
    change = look_at_text(connection, match.article, finding, extraction) if is_look else Change.UNCHANGED
    is_new_there = is_moved or match.is_merged
    if change is Change.UNCHANGED and is_new_there:
        change = Change.MOVED
    return _Stored(match.article["id"], change, is_new_there=is_new_there, is_look=is_look)


def _page_to_keep(article_id: int, finding: PageRead, extraction: Extraction, landed: str) -> Page | None:
    """The page of a hot article; None, which forgets an older one too, of one that is seldom looked at."""
    if finding.page is None or finding.due_at is None or finding.due_at - finding.seen_at > HOT_INTERVAL:
        return None
    return Page(article_id, stamp(finding.seen_at), landed, extraction.charset, finding.page)


def _add_new(
    connection: sqlite3.Connection, finding: PageRead, extraction: Extraction, landed: str, status: str
) -> int:
    at = stamp(finding.seen_at)
    article_id = add_article(connection, finding, extraction, landed, status)
    name_addresses(connection, article_id, finding, landed, None, certain=True)
    add_event(connection, article_id, finding.outlet, "published", at)
    count_day(connection, finding.outlet, at, "published")
    return article_id


def _record_teaser(connection: sqlite3.Connection, finding: PageRead, extraction: Extraction) -> Change:
    """A story first seen behind a paywall is stored with what can be read; `teaser` says that it is not the whole."""
    landed = finding.final_url or finding.url
    if article_by_address(connection, finding.outlet, landed) is not None or article_by_text(
        connection, finding.outlet, extraction
    ):
        note_fetch(connection, finding, known=True)
        return Change.FAILED
    teaser = replace(extraction, flags=(*extraction.flags, "teaser"))
    article_id = _add_new(connection, replace(finding, etag=None, last_modified=None), teaser, landed, "paywalled")
    find_editions(connection, article_id, teaser, stamp(finding.seen_at), is_new=True)
    return Change.NEW


def _record_look(connection: sqlite3.Connection, finding: PageRead, article: sqlite3.Row) -> Change:
    """A look that brought no text. At an old name of the article it says nothing about the article itself."""
    if not is_same_address(finding.url, article["url"]):
        note_fetch(connection, finding, known=True)
        return Change.FAILED if finding.outcome in FAILS else Change.NOTED
    if finding.outcome in ABSENT and (elsewhere := seen_elsewhere(connection, article)) is not None:
        move_away(connection, article, finding, elsewhere)
        return Change.MOVED
    if finding.outcome is Outcome.NOT_MODIFIED:
        return look_without_text(connection, article, finding)
    note_fetch(connection, finding, known=True)
    return record_failed_look(connection, article, finding)
