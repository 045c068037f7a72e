"""A text that went back to what it was: to which version, though we may have read that one otherwise."""

import sqlite3

from storage.fingerprint import text_hash
from storage.records import Extraction
from storage.weave import Part, parts_of

MOST_VERSIONS = 50  # the latest that are compared: a way back further than that is an edit


def earlier_version(connection: sqlite3.Connection, article: sqlite3.Row, text: Extraction) -> int | None:
    """The latest version that said this, but for what we ourselves have put in or left out since; None if none did."""
    row = connection.execute(
        "SELECT max(n) AS n FROM revisions WHERE article_id = ? AND text_hash = ? AND text_hash <> ?",
        (article["id"], text_hash(text), article["text_hash"]),
    ).fetchone()
    return row["n"] if row["n"] is not None else _read_otherwise(connection, article, text)


def _read_otherwise(connection: sqlite3.Connection, article: sqlite3.Row, text: Extraction) -> int | None:
    """As `earlier_version`, past a version of our own doing: a learned line, or another extractor."""
    ours = _our_lines(connection, article["id"])
    if not ours:
        return None
    said = [part for part in parts_of(text) if part.text not in ours]
    newest = article["versions"]
    if said == _parts(connection, article["id"], newest, ours):
        return None  # nothing differs but lines that we know: the outlet put them in, or took them out
    earlier = range(newest - 1, max(0, newest - MOST_VERSIONS), -1)
    return next((n for n in earlier if said == _parts(connection, article["id"], n, ours)), None)


def _our_lines(connection: sqlite3.Connection, article_id: int) -> set[str]:
    rows = connection.execute(
        """SELECT b.text FROM revisions r JOIN blocks b ON b.article_id = r.article_id AND b.part = 'body'
             AND (b.first_n = r.n OR b.last_n = r.n - 1)
           WHERE r.article_id = ? AND r.reason = 'reextract'""",
        (article_id,),
    )
    return {row["text"] for row in rows}


def _parts(connection: sqlite3.Connection, article_id: int, n: int, ours: set[str]) -> list[Part]:
    rows = connection.execute(
        """SELECT part, text FROM blocks WHERE article_id = ?1 AND first_n <= ?2 AND (last_n IS NULL OR last_n >= ?2)
           ORDER BY place""",
        (article_id, n),
    )
    return [Part(row["part"], row["text"]) for row in rows if row["text"] not in ours]
