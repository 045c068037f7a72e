"""The text that the archive holds of an article: reading it, carrying over what a page leaves out, weaving the next."""

import json
import sqlite3
from dataclasses import replace

from storage.records import Extraction
from storage.times import moment
from storage.weave import Block, parts_of, renumbered, weave


def current_text(connection: sqlite3.Connection, article: sqlite3.Row) -> Extraction:
    """What the archive says that the article says now."""
    paragraphs = [block.text for block in _open_blocks(connection, article["id"]) if block.part == "body"]
    return Extraction(
        title=article["title"],
        standfirst=article["standfirst"],
        body="\n\n".join(paragraphs),
        authors=tuple(json.loads(article["authors"] or "[]")),
    )


def carried_over(article: sqlite3.Row, extraction: Extraction) -> Extraction:
    """The extraction with the authors and the time that the page gave before and now merely leaves out."""
    if not extraction.authors and article["authors"]:
        extraction = replace(extraction, authors=tuple(json.loads(article["authors"])))
    return with_stored_time(article, extraction) if extraction.published is None else extraction


def with_stored_time(article: sqlite3.Row, extraction: Extraction) -> Extraction:
    """The extraction with the time of publication that is stored, if there is one."""
    if article["published_at"] is None:
        return extraction
    return replace(
        extraction,
        published=moment(article["published_at"]),
        published_from=article["published_from"],
        published_to_the=article["published_to_the"],
    )


def weave_version(connection: sqlite3.Connection, article_id: int, n: int, extraction: Extraction) -> None:
    """Close the blocks that version n no longer has, and insert those that it brings."""
    parts = parts_of(extraction)
    change = weave(_open_blocks(connection, article_id), parts)
    if change is None:
        _renumber(connection, article_id, room=len(parts))
        change = weave(_open_blocks(connection, article_id), parts)
        assert change is not None
    connection.executemany("UPDATE blocks SET last_n = ? WHERE id = ?", [(n - 1, block) for block in change.closed])
    connection.executemany(
        "INSERT INTO blocks(article_id, first_n, part, place, text) VALUES(?, ?, ?, ?, ?)",
        [(article_id, n, *insert) for insert in change.inserted],
    )


def _renumber(connection: sqlite3.Connection, article_id: int, room: int) -> None:
    rows = connection.execute("SELECT id, place FROM blocks WHERE article_id = ?", (article_id,)).fetchall()
    places = renumbered((row["place"] for row in rows), room)
    connection.executemany(
        "UPDATE blocks SET place = ? WHERE id = ?", [(places[row["place"]], row["id"]) for row in rows]
    )


def _open_blocks(connection: sqlite3.Connection, article_id: int) -> list[Block]:
    rows = connection.execute(
        "SELECT id, part, place, text FROM blocks WHERE article_id = ? AND last_n IS NULL ORDER BY place", (article_id,)
    )
    return [Block(*row) for row in rows]
