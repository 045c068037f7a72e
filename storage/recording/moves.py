"""Stories found again at another address: one article, all its addresses, one event."""

import sqlite3
from typing import Literal

from storage.addresses import is_amp
from storage.recording.events import add_event
from storage.recording.names import attach, is_variant, leads_to
from storage.records import PageRead
from storage.times import stamp

LOST = frozenset({"suspect", "gone", "unreachable"})


def follow(
    connection: sqlite3.Connection,
    article: sqlite3.Row,
    finding: PageRead,
    landed: str,
    way: Literal["own", "alias", "canonical", "text"],
) -> tuple[bool, bool]:
    """Note where a known article was found: whether it moved, and whether this page is a look at its text.

    A page known only by a canonical link or an older name may be an edition of its own (AMP, print): its text is not
    compared, unless the article's own address has lost it.
    """
    at = stamp(finding.seen_at)
    is_lost = article["status"] in LOST
    is_known = landed == article["url"] or leads_to(connection, landed, article["id"])
    is_move = not is_known and not is_variant(connection, landed, article["id"])
    is_move = is_move and (way != "alias" or is_lost)
    is_look = way in {"own", "text"} or is_lost
    if is_look and landed != article["url"] and not (is_amp(landed) and not is_amp(article["url"])):
        connection.execute("UPDATE articles SET url = ? WHERE id = ?", (landed, article["id"]))
    if is_move:
        detail = f"{article['url']} -> {landed}"
        window = article["checked_at"]
        add_event(connection, article["id"], article["outlet"], "moved", at, not_before=window, detail=detail)
    if not is_look:
        name_addresses(connection, article["id"], finding, landed, None)
    return is_move, is_look


def merge(connection: sqlite3.Connection, article: sqlite3.Row, into: sqlite3.Row, finding: PageRead) -> None:
    """The address of one article now leads to another: its names go over, its history stays its own."""
    at = stamp(finding.seen_at)
    connection.execute(
        "UPDATE articles SET status = 'merged', status_since = ?, merged_into = ?, due_at = NULL WHERE id = ?",
        (at, into["id"], article["id"]),
    )
    connection.execute("UPDATE urls SET article_id = ? WHERE article_id = ?", (into["id"], article["id"]))
    detail = f"{article['url']} -> {into['url']}"
    window = article["checked_at"]
    add_event(connection, article["id"], article["outlet"], "merged", at, not_before=window, detail=detail)


def name_addresses(
    connection: sqlite3.Connection,
    article_id: int,
    finding: PageRead,
    landed: str,
    canonical: str | None,
    *,
    certain: bool = False,
) -> None:
    """Write down every address that this look tied to the article."""
    at = stamp(finding.seen_at)
    attach(connection, finding.url, article_id, finding.outlet, kind="found", at=at, certain=certain)
    if landed != finding.url:
        attach(connection, landed, article_id, finding.outlet, kind="final", at=at, certain=certain)
    if canonical is not None and canonical not in {finding.url, landed}:
        attach(connection, canonical, article_id, finding.outlet, kind="canonical", at=at)
