"""Full-text search: what a person typed as a safe question to FTS5, and its best answers."""

import re
import sqlite3
from collections.abc import Iterator
from itertools import islice
from typing import Any

from storage.connection import query
from storage.text import clean_text

RANKED_UP_TO = 20_000  # paragraphs: to score and sort them takes 80 ms, and words in more of them rank nothing
LATEST = 20_000  # paragraphs that are looked through for such words
HIT = ("[", "]")
SNIPPET_WORDS = 24

_ASKED = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»|([^\s"“”«»]+)')
_WORD = re.compile(r"\w")
_BEGINNING = re.compile(r"\w{3}\*$")  # fewer letters begin millions of words


def as_question(words: str) -> str | None:
    """All the words, and every phrase in quotes, as FTS5 understands them; None when there is no word.

    Each stands in double quotes, so that none of them is an operator. `прем*` asks for words that begin so.
    """
    asked = []
    for groups in _ASKED.findall(clean_text(words)):
        piece = " ".join("".join(groups).split())
        if _WORD.search(piece):
            begins = groups[3] and _BEGINNING.search(piece[-4:])
            asked.append(f'"{piece.rstrip("*")}" *' if begins else f'"{piece}"')
    return " ".join(dict.fromkeys(asked)) or None


def search(
    connection: sqlite3.Connection, words: str, limit: int, *, removed: bool, outlet: str | None = None
) -> list[dict[str, Any]]:
    """The best articles with a paragraph that holds all the words, or (`removed`) paragraphs that were taken down.

    The best by bm25, newer ones first among equals; `rank` is None, and the newest are given, when the words stand in
    too many paragraphs to rank. `still_said`: the article from which the paragraph was taken has the words elsewhere.
    """
    question = as_question(words)
    if question is None:
        return []
    hits = _hits(connection, question, removed=removed)
    view = "removed_text" if removed else "current_text"
    rows = list(islice(_rows(connection, view, hits, outlet), limit))
    for row in rows:
        row["snippet"] = _snippet(connection, question, row["block_id"])
        if removed:
            row["still_said"] = row["how"] != "vanished" and _is_still_said(connection, question, row["article_id"])
    return rows


def _rows(
    connection: sqlite3.Connection, view: str, hits: Iterator[tuple[int, float | None]], outlet: str | None
) -> Iterator[dict[str, Any]]:
    """What the view says of the hits, in their order: of what is on the pages now, the first hit of each article."""
    told: set[int] = set()
    for block_id, rank in hits:
        found = query(connection, f"SELECT * FROM {view} WHERE block_id = ?", (block_id,))
        for row in found:
            is_told = view == "current_text" and row["article_id"] in told
            if not is_told and outlet in {None, row["outlet"]}:
                told.add(row["article_id"])
                yield row | {"rank": rank}


def _hits(connection: sqlite3.Connection, question: str, *, removed: bool) -> Iterator[tuple[int, float | None]]:
    """Numbers of blocks that hold the words, the best first; without a rank, the newest first, when they are many."""
    found = connection.execute(
        "SELECT rowid FROM blocks_fts WHERE blocks_fts MATCH ? LIMIT ?", (question, RANKED_UP_TO + 1)
    ).fetchall()
    if len(found) <= RANKED_UP_TO:
        yield from connection.execute(RANKED, (question,)).fetchall()
    elif removed:
        for block_id, _ in connection.execute(TAKEN_DOWN, (LATEST,)):
            if _holds(connection, question, block_id):
                yield block_id, None
    else:
        for (block_id,) in connection.execute(NEWEST, (question, LATEST)):
            yield block_id, None


def _snippet(connection: sqlite3.Connection, question: str, block_id: int) -> str:
    (row,) = query(
        connection,
        "SELECT snippet(blocks_fts, 0, ?, ?, '…', ?) AS text FROM blocks_fts WHERE blocks_fts MATCH ? AND rowid = ?",
        (*HIT, SNIPPET_WORDS, question, block_id),
    )
    return str(row["text"])


def _is_still_said(connection: sqlite3.Connection, question: str, article_id: int) -> bool:
    standing = connection.execute("SELECT id FROM blocks WHERE article_id = ? AND last_n IS NULL", (article_id,))
    return any(_holds(connection, question, block_id) for (block_id,) in standing.fetchall())


def _holds(connection: sqlite3.Connection, question: str, block_id: int) -> bool:
    sql = "SELECT 1 FROM blocks_fts WHERE blocks_fts MATCH ? AND rowid = ?"
    return connection.execute(sql, (question, block_id)).fetchone() is not None


RANKED = "SELECT rowid, rank FROM blocks_fts WHERE blocks_fts MATCH ? ORDER BY rank, rowid DESC"
NEWEST = "SELECT rowid FROM blocks_fts WHERE blocks_fts MATCH ? ORDER BY rowid DESC LIMIT ?"
TAKEN_DOWN = """
  SELECT b.id, r.seen_at AS at
  FROM revisions r CROSS JOIN blocks b ON b.article_id = r.article_id AND b.last_n = r.n - 1
  WHERE r.n > 1 AND r.reason IN('edit','revert')
  UNION ALL
  SELECT b.id, a.status_since FROM articles a CROSS JOIN blocks b ON b.article_id = a.id AND b.last_n IS NULL
  WHERE a.status = 'gone'
  ORDER BY at DESC LIMIT ?
"""
