"""Full-text search: what a person typed as a safe question to FTS5, and its best answers."""

import re
import sqlite3
from typing import Any

from storage.connection import query
from storage.text import clean_text

RANKED_UP_TO = 20_000  # paragraphs; scoring more takes over 300 ms, and words so common rank nothing
HIT = ("[", "]")
SNIPPET_WORDS = 24

_ASKED = re.compile(r'"([^"]*)"|“([^”]*)”|«([^»]*)»|([^\s"“”«»]+)')
_WORD = re.compile(r"\w")
_BEGINNING = re.compile(r"\w{2,}\*$")


def as_question(words: str) -> str | None:
    """All the words, and every phrase in quotes, as FTS5 understands them; None when there is no word.

    Each stands in double quotes, so that none of them is an operator. `прем*` asks for words that begin so.
    """
    asked = []
    for groups in _ASKED.findall(clean_text(words)):
        piece = " ".join("".join(groups).split())
        if _WORD.search(piece):
            begins = groups[3] and _BEGINNING.search(piece)
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
    is_common = _stands_in_many(connection, question)
    sql = (REMOVED_NEWEST if is_common else REMOVED) if removed else (NEWEST if is_common else STANDING)
    facts = {"asked": question, "outlet": outlet, "limit": limit, "many": RANKED_UP_TO}
    rows = query(connection, sql, facts)
    for row in rows:
        row["snippet"] = _snippet(connection, question, row["block_id"])
        if removed:
            row["still_said"] = _is_still_said(connection, question, row)
    return rows


def _stands_in_many(connection: sqlite3.Connection, question: str) -> bool:
    (row,) = query(
        connection,
        "SELECT count(*) AS n FROM (SELECT 1 FROM blocks_fts WHERE blocks_fts MATCH ? LIMIT ?)",
        (question, RANKED_UP_TO + 1),
    )
    return bool(row["n"] > RANKED_UP_TO)


def _snippet(connection: sqlite3.Connection, question: str, block_id: int) -> str:
    (row,) = query(
        connection,
        "SELECT snippet(blocks_fts, 0, ?, ?, '…', ?) AS text FROM blocks_fts WHERE blocks_fts MATCH ? AND rowid = ?",
        (*HIT, SNIPPET_WORDS, question, block_id),
    )
    return str(row["text"])


def _is_still_said(connection: sqlite3.Connection, question: str, row: dict[str, Any]) -> bool:
    if row["how"] == "vanished":
        return False
    standing = query(
        connection,
        """SELECT 1 FROM blocks b JOIN blocks_fts f ON f.rowid = b.id
           WHERE b.article_id = ? AND b.last_n IS NULL AND blocks_fts MATCH ? LIMIT 1""",
        (row["article_id"], question),
    )
    return bool(standing)


STANDING = """
  WITH hits AS MATERIALIZED(SELECT rowid AS block_id, rank FROM blocks_fts WHERE blocks_fts MATCH :asked)
  SELECT c.*, min(h.rank) AS rank, count(*) AS paragraphs
  FROM hits h CROSS JOIN current_text c ON c.block_id = h.block_id
  WHERE :outlet IS NULL OR c.outlet = :outlet
  GROUP BY c.article_id ORDER BY rank, c.first_seen_at DESC LIMIT :limit
"""
NEWEST = """
  SELECT c.*, NULL AS rank, 1 AS paragraphs
  FROM blocks_fts f CROSS JOIN current_text c ON c.block_id = f.rowid
  WHERE blocks_fts MATCH :asked AND (:outlet IS NULL OR c.outlet = :outlet)
  ORDER BY f.rowid DESC LIMIT :limit
"""
REMOVED = """
  WITH hits AS MATERIALIZED(SELECT rowid AS block_id, rank FROM blocks_fts WHERE blocks_fts MATCH :asked)
  SELECT r.*, h.rank, a.language, a.url
  FROM hits h CROSS JOIN removed_text r ON r.block_id = h.block_id JOIN articles a ON a.id = r.article_id
  WHERE :outlet IS NULL OR r.outlet = :outlet
  ORDER BY h.rank, r.removed_at DESC LIMIT :limit
"""
REMOVED_NEWEST = """
  WITH hits AS MATERIALIZED(SELECT rowid AS block_id FROM blocks_fts WHERE blocks_fts MATCH :asked)
  SELECT r.*, NULL AS rank, a.language, a.url
  FROM hits h CROSS JOIN removed_text r ON r.block_id = h.block_id JOIN articles a ON a.id = r.article_id
  WHERE :outlet IS NULL OR r.outlet = :outlet
  ORDER BY r.removed_at DESC LIMIT :limit
"""
