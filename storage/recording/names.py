"""The addresses of articles: the rows of urls that are no longer, or not only, the frontier."""

import sqlite3

from storage.addresses import is_amp, is_same_address
from storage.findings import PageRead
from storage.fingerprint import url_hash
from storage.times import stamp


def attach(
    connection: sqlite3.Connection, url: str, article_id: int, outlet: str, *, kind: str, at: str, certain: bool = False
) -> None:
    """Make an address one of the article's names. One that names another article stays with it, unless `certain`.

    A canonical address that waits in the frontier goes on waiting: the page that declared it may have been wrong.
    """
    fetched = None if kind == "canonical" else "fetched"
    connection.execute(
        """INSERT INTO urls(url, outlet, url_hash, article_id, kind, outcome, first_seen_at, last_seen_at)
           VALUES(:url, :outlet, :hash, :article_id, :kind, :outcome, :at, :at)
           ON CONFLICT(url, outlet) DO UPDATE SET article_id = excluded.article_id,
             outcome = coalesce(excluded.outcome, outcome),
             due_at = CASE WHEN excluded.outcome IS NULL THEN due_at END,
             last_seen_at = max(last_seen_at, excluded.last_seen_at)
           WHERE article_id IS NULL OR article_id = excluded.article_id OR :certain""",
        {
            "url": url,
            "outlet": outlet,
            "hash": url_hash(url),
            "article_id": article_id,
            "kind": "amp" if is_amp(url) else kind,
            "outcome": fetched,
            "at": at,
            "certain": certain,
        },
    )


def note_fetch(connection: sqlite3.Connection, finding: PageRead, *, known: bool) -> None:
    """What became of the address that was asked for, when no version came of it."""
    at = stamp(finding.seen_at)
    due_at = None if known or finding.due_at is None else stamp(finding.due_at)
    connection.execute(
        """INSERT INTO urls(url, outlet, url_hash, kind, outcome, tries, due_at, first_seen_at, last_seen_at)
           VALUES(:url, :outlet, :hash, 'found', :outcome, 1, :due_at, :at, :at)
           ON CONFLICT(url, outlet) DO UPDATE SET outcome = excluded.outcome,
             tries = tries + (due_at IS NULL OR due_at <= :at OR tries = 0),
             due_at = excluded.due_at""",
        {
            "url": finding.url,
            "outlet": finding.outlet,
            "hash": url_hash(finding.url),
            "outcome": finding.outcome,
            "due_at": due_at,
            "at": at,
        },
    )


def leads_to(connection: sqlite3.Connection, url: str, article_id: int) -> bool:
    """Whether that address was fetched before and gave this article; a canonical link alone does not make it known."""
    row = connection.execute(
        "SELECT 1 FROM urls WHERE url = ? AND article_id = ? AND outcome IS NOT NULL", (url, article_id)
    ).fetchone()
    return row is not None


def is_variant(connection: sqlite3.Connection, url: str, article_id: int) -> bool:
    """Whether that address differs from one of the article's only in scheme, "www.", trailing slash or AMP."""
    rows = connection.execute(
        "SELECT url FROM urls WHERE article_id = ? UNION SELECT url FROM articles WHERE id = ?",
        (article_id, article_id),
    ).fetchall()
    return any(is_same_address(url, row["url"]) for row in rows if row["url"] != url)
