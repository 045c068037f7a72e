"""What the archive remembers of one article: its versions, headlines, addresses, and what happened to it."""

import json
import sqlite3
from typing import Any

from storage.connection import query
from storage.fingerprint import url_hash
from storage.word_diff import ParagraphEdit, Strand, edit_of, word_diff

LARGEST_ROWID = 2**63 - 1


def find(connection: sqlite3.Connection, reference: int | str) -> dict[str, Any] | None:
    """The article of a number, or of any address it was found at, however spelled; of a merged one, its own row."""
    number = int(reference) if str(reference).isdecimal() and int(reference) <= LARGEST_ROWID else None
    rows = query(
        connection,
        """SELECT a.*, o.timezone FROM articles a JOIN outlets o ON o.slug = a.outlet WHERE a.id = coalesce(:number,
             (SELECT article_id FROM urls WHERE url = :url AND article_id IS NOT NULL LIMIT 1),
             (SELECT article_id FROM urls WHERE outlet IN (SELECT slug FROM outlets) AND url_hash = :hash
                AND article_id IS NOT NULL LIMIT 1))""",
        {"number": number, "url": str(reference), "hash": url_hash(str(reference))},
    )
    return rows[0] if rows else None


def version(connection: sqlite3.Connection, article_id: int, n: int | None) -> dict[str, Any] | None:
    """One version of an article, with its whole text; the latest for None."""
    if n is not None and abs(n) > LARGEST_ROWID:
        return None
    rows = query(
        connection,
        """SELECT v.*, r.authors, r.published_at, r.not_before, r.reason, r.significance, r.fields, r.disclosed,
             (SELECT min(s.seen_at) FROM revisions s WHERE s.article_id = r.article_id AND s.n = r.n + 1) AS until_at
           FROM version_text v JOIN revisions r USING(article_id, n)
           WHERE v.article_id = :id AND v.n = coalesce(:n, (SELECT versions FROM articles WHERE id = :id))""",
        {"id": article_id, "n": n},
    )
    return rows[0] if rows else None


def history(connection: sqlite3.Connection, article_id: int) -> list[dict[str, Any]]:
    """Everything that happened to an article, oldest first; `n` is the version that an event made."""
    return query(
        connection,
        """SELECT e.seen_at, e.not_before, e.local_day, e.kind, e.fields, e.significance, e.detail, r.n,
             r.same_as AS back_to, r.title, r.words_added, r.words_removed, r.disclosed,
             r.significance = 'substantive' AND r.disclosed = 0 AS silent
           FROM events e LEFT JOIN revisions r ON r.id = e.revision_id
           WHERE e.article_id = ? ORDER BY e.seen_at, e.id""",
        (article_id,),
    )


def headlines(connection: sqlite3.Connection, article_id: int) -> list[dict[str, Any]]:
    """Every headline that an article had, oldest first: the columns of the view headline_history."""
    return query(connection, "SELECT * FROM headline_history WHERE article_id = ? ORDER BY n", (article_id,))


def addresses(connection: sqlite3.Connection, article_id: int) -> list[dict[str, Any]]:
    """Every address that leads to an article, the oldest first."""
    return query(
        connection,
        "SELECT url, kind, first_seen_at, last_seen_at FROM urls WHERE article_id = ? ORDER BY first_seen_at, id",
        (article_id,),
    )


def editions(connection: sqlite3.Connection, article_id: int) -> list[dict[str, Any]]:
    """The same story in other languages: id, outlet, language, title and url of each, and how it was found."""
    return query(
        connection,
        """SELECT a.id, a.outlet, a.language, a.title, a.url, t.method, t.score FROM
             (SELECT other_id AS id, method, score FROM translations WHERE article_id = :id
              UNION ALL SELECT article_id, method, score FROM translations WHERE other_id = :id) t
           JOIN articles a USING(id) ORDER BY a.language, a.id""",
        {"id": article_id},
    )


def edit(connection: sqlite3.Connection, article_id: int, n: int) -> list[ParagraphEdit]:
    """What version n changed in the one before it, word by word: paragraphs, then authors and time."""
    rows = connection.execute(
        """SELECT part, text, first_n < :n AS in_old, last_n IS NULL OR last_n >= :n AS in_new FROM blocks
           WHERE article_id = :id AND first_n <= :n AND (last_n IS NULL OR last_n >= :n - 1) ORDER BY place""",
        {"id": article_id, "n": n},
    )
    strands = [Strand(part, text, bool(in_old), bool(in_new)) for part, text, in_old, in_new in rows]
    facts = [_facts(connection, article_id, number) for number in (n - 1, n)]
    pairs = zip(*(each.items() for each in facts), strict=True)
    return edit_of(strands) + [
        ParagraphEdit("changed", part, word_diff(was, now)) for (part, was), (_, now) in pairs if was != now
    ]


def _facts(connection: sqlite3.Connection, article_id: int, n: int) -> dict[str, str]:
    row = connection.execute(
        "SELECT authors, published_at FROM revisions WHERE article_id = ? AND n = ?", (article_id, n)
    ).fetchone()
    authors, published = row or (None, None)
    return {"authors": ", ".join(json.loads(authors or "[]")), "published": published or ""}
