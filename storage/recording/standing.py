"""Counting, in the transaction that stores a new article, its lines that would be chrome if they recurred."""

import sqlite3

from storage.fingerprint import line_hash
from storage.records import Extraction, PageRead
from storage.times import stamp

SAME_STORY_AMONG = 50  # the outlet's latest articles: one with a headline of theirs is their story, told again


def count_standing_lines(
    connection: sqlite3.Connection, article_id: int, finding: PageRead, extraction: Extraction
) -> None:
    """Count the standing lines of a new article, each once; of the same story at another address, none."""
    if not extraction.template or _is_told_again(connection, article_id, finding.outlet, extraction.title):
        return
    wide = extraction.language or "none"
    deep = f"{wide} {extraction.template}"
    counted = {template: _count_article(connection, finding.outlet, template) for template in (wide, deep)}
    at = stamp(finding.seen_at)
    rows = {
        (key, template): (
            finding.outlet,
            key,
            template,
            line.text,
            line.language,
            int(line.strict),
            article_id,
            n,
            n,
            at,
            at,
        )
        for line in extraction.standing
        if (key := line_hash(line.text))
        for template, n in counted.items()
        if template == deep or not line.strict  # a strict line is never learned by the wide count
    }
    connection.executemany(
        """INSERT INTO recurring_lines(outlet, line_hash, template, text, language, strict, articles, days,
             article_id, first_n, last_n, first_seen_at, last_seen_at)
           VALUES(?, ?, ?, ?, ?, ?, 1, 1, ?, ?, ?, ?, ?)
           ON CONFLICT(outlet, line_hash, template) DO UPDATE SET articles = articles + 1,
             days = days + (substr(excluded.last_seen_at, 1, 10) > substr(last_seen_at, 1, 10)),
             strict = max(strict, excluded.strict), article_id = excluded.article_id, last_n = excluded.last_n,
             last_seen_at = max(last_seen_at, excluded.last_seen_at)""",
        list(rows.values()),
    )


def _is_told_again(connection: sqlite3.Connection, article_id: int, outlet: str, title: str) -> bool:
    row = connection.execute(
        """SELECT 1 FROM (SELECT id, title FROM articles WHERE outlet = ? ORDER BY first_seen_at DESC LIMIT ?)
           WHERE title = ? AND id <> ?""",
        (outlet, SAME_STORY_AMONG, title, article_id),
    ).fetchone()
    return row is not None


def _count_article(connection: sqlite3.Connection, outlet: str, template: str) -> int:
    row = connection.execute(
        """INSERT INTO templates VALUES(?, ?, 1)
           ON CONFLICT(outlet, template) DO UPDATE SET articles = articles + 1 RETURNING articles""",
        (outlet, template),
    ).fetchone()
    return int(row["articles"])
