"""Stories found again at another address: one article, all its addresses, one event."""

import sqlite3
from dataclasses import replace
from typing import Literal

from storage.addresses import is_amp, is_same_address
from storage.findings import PageRead
from storage.recording.editions import follow_merged
from storage.recording.events import add_event
from storage.recording.looks import observe
from storage.recording.names import attach, is_variant
from storage.times import stamp

Way = Literal["own", "alias", "canonical", "text"]
LOST = frozenset({"suspect", "gone", "unreachable"})


def follow(
    connection: sqlite3.Connection,
    article: sqlite3.Row,
    finding: PageRead,
    landed: str,
    way: Way,
) -> tuple[bool, bool]:
    """Note where a known article was found: whether it moved, and whether this page is a look at its text.

    A page known only by a canonical link, an older name or its text may be an edition of its own (AMP, print) or a
    second copy: it is not compared, and is no move, unless the article's own address has lost it.
    """
    is_lost = article["status"] in LOST
    is_look = way == "own" or is_lost or landed == article["url"]
    is_move = is_look and not _is_known(connection, article, landed, way)
    if is_look and landed != article["url"] and not (is_amp(landed) and not is_amp(article["url"])):
        connection.execute("UPDATE articles SET url = ? WHERE id = ?", (landed, article["id"]))
    if is_move:
        _tell_move(connection, article, finding, landed)
    if not is_look:
        name_addresses(connection, article["id"], finding, landed, None)
    if way == "text" and not is_look:
        _note_copy(connection, article, finding, landed)
    return is_move, is_look


def seen_elsewhere(connection: sqlite3.Connection, article: sqlite3.Row) -> str | None:
    """Another address at which the article's text was seen since it was last seen at its own."""
    seen = connection.execute(
        """SELECT final_url FROM observations WHERE article_id = ? AND outcome = 'fetched' AND final_url IS NOT NULL
             AND to_at >= ? ORDER BY from_at DESC LIMIT 1""",
        (article["id"], article["checked_at"]),
    ).fetchone()
    if seen is None or is_same_address(seen["final_url"], article["url"]):
        return None
    return str(seen["final_url"])


def move_away(connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead, to: str) -> None:
    """The article's address lost it, and another one has it: it moved. It is looked at there at once."""
    connection.execute(
        "UPDATE articles SET url = ?, etag = NULL, last_modified = NULL, due_at = ? WHERE id = ?",
        (to, stamp(finding.seen_at), article["id"]),
    )
    _tell_move(connection, article, finding, to)


def _is_known(connection: sqlite3.Connection, article: sqlite3.Row, landed: str, way: Way) -> bool:
    """Whether that address is no news: the article's own or a form of it, a name it had, a move told before."""
    if landed == article["url"] or is_variant(connection, landed, article["id"]):
        return True
    if way != "own":
        return False
    told = connection.execute(
        "SELECT 1 FROM events WHERE article_id = ? AND kind = 'moved' AND detail IN (?, ?)",
        (article["id"], f"{article['url']} -> {landed}", f"{landed} -> {article['url']}"),
    )
    return told.fetchone() is not None


def _note_copy(connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead, landed: str) -> None:
    """The same text at two addresses: a second copy, or a move. The look at the first address, due now, tells."""
    observe(connection, article["id"], replace(finding, url=article["url"], final_url=landed))
    connection.execute(
        "UPDATE articles SET due_at = min(coalesce(due_at, ?1), ?1) WHERE id = ?2",
        (stamp(finding.seen_at), article["id"]),
    )


def _tell_move(connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead, to: str) -> None:
    add_event(
        connection,
        article["id"],
        article["outlet"],
        "moved",
        stamp(finding.seen_at),
        not_before=article["checked_at"],
        detail=f"{article['url']} -> {to}",
    )


def merge(connection: sqlite3.Connection, article: sqlite3.Row, into: sqlite3.Row, finding: PageRead) -> None:
    """The address of one article now leads to another: its names go over, its history stays its own."""
    at = stamp(finding.seen_at)
    connection.execute(
        "UPDATE articles SET status = 'merged', status_since = ?, merged_into = ?, due_at = NULL WHERE id = ?",
        (at, into["id"], article["id"]),
    )
    connection.execute("UPDATE urls SET article_id = ? WHERE article_id = ?", (into["id"], article["id"]))
    follow_merged(connection, article["id"], into["id"])
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
