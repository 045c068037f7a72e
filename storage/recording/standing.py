"""Counting, in the transaction that stores a new article, its lines that would be chrome if they recurred."""

import sqlite3
from collections.abc import Iterator

from storage.findings import PageRead
from storage.fingerprint import line_hash
from storage.records import Extraction, StandingLine
from storage.recurrence import TEXT
from storage.text import clean_line, clean_text
from storage.times import stamp

SAME_STORY_AMONG = 50  # the outlet's latest articles: one with a headline of theirs is their story, told again
MOST_LINES, LONGEST_LINE, LONGEST_NAME = 50, 500, 100  # a hostile child may say more than ours do


def count_standing_lines(
    connection: sqlite3.Connection, article_id: int, finding: PageRead, extraction: Extraction
) -> None:
    """Count the standing lines of a new article, each once; of the same story at another address, none."""
    template = (clean_line(extraction.template) or "")[:LONGEST_NAME]
    if not template or _is_told_again(connection, article_id, finding.outlet, extraction.title):
        return
    wide = extraction.language or "none"
    scopes = {name: _count_article(connection, finding.outlet, name) for name in (wide, f"{wide} {template}")}
    lines = {line_hash(line.text): line for line in _clean_lines(extraction)}
    for name, n in scopes.items():
        # What looks like text is never learned by the wide count.
        counted = {key: line for key, line in lines.items() if name != wide or line.doubt < TEXT}
        _count_lines(connection, finding, article_id, (name, n), counted)


def _is_told_again(connection: sqlite3.Connection, article_id: int, outlet: str, title: str) -> bool:
    row = connection.execute(
        """SELECT 1 FROM (SELECT id, title FROM articles WHERE outlet = ? ORDER BY first_seen_at DESC LIMIT ?)
           WHERE title = ? AND id <> ?""",
        (outlet, SAME_STORY_AMONG, title, article_id),
    ).fetchone()
    return row is not None


def _clean_lines(extraction: Extraction) -> Iterator[StandingLine]:
    """The lines as the paragraphs of the stored body have them."""
    for line in extraction.standing[:MOST_LINES]:
        if len(line.text) <= LONGEST_LINE and (text := clean_text(line.text).strip()):
            yield StandingLine(text, clean_line(line.language), max(0, min(line.doubt, TEXT)))


def _count_article(connection: sqlite3.Connection, outlet: str, template: str) -> int:
    row = connection.execute(
        """INSERT INTO templates VALUES(?, ?, 1)
           ON CONFLICT(outlet, template) DO UPDATE SET articles = articles + 1 RETURNING articles""",
        (outlet, template),
    ).fetchone()
    return int(row["articles"])


def _count_lines(
    connection: sqlite3.Connection,
    finding: PageRead,
    article_id: int,
    scope: tuple[str, int],
    lines: dict[int, StandingLine],
) -> None:
    template, n = scope
    at = stamp(finding.seen_at)
    connection.executemany(
        """INSERT INTO recurring_lines(outlet, line_hash, template, text, language, doubt, articles, days,
             article_id, first_n, last_n, first_seen_at, last_seen_at)
           VALUES(?1, ?2, ?3, ?4, ?5, ?6, 1, 1, ?7, ?8, ?8, ?9, ?9)
           ON CONFLICT(outlet, line_hash, template) DO UPDATE SET articles = articles + 1,
             days = days + (substr(excluded.last_seen_at, 1, 10) > substr(last_seen_at, 1, 10)),
             doubt = max(doubt, excluded.doubt), article_id = excluded.article_id, last_n = excluded.last_n,
             last_seen_at = max(last_seen_at, excluded.last_seen_at)""",
        [
            (finding.outlet, key, template, line.text, line.language, line.doubt, article_id, n, at)
            for key, line in lines.items()
        ],
    )
