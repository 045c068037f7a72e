"""What we do is not what they did: the stored page of an article, read again by another extractor."""

import sqlite3
from datetime import datetime

from storage.fingerprint import text_hash
from storage.recording.identity import ARTICLE
from storage.recording.stored import carried_over, current_text
from storage.recording.versions import add_version, extractor_id
from storage.records import Change, Extraction, Outcome, PageRead
from storage.significance import Edit, compare
from storage.text import clean_extraction


def outdated_articles(
    connection: sqlite3.Connection, extractor_version: str, rules_hash: str, limit: int
) -> list[tuple[int, str]]:
    """Numbers of the articles that another extractor read, and when they were last seen; the latest seen first."""
    rows = connection.execute(
        """SELECT id, checked_at FROM articles
           WHERE status <> 'merged' AND instr(' ' || flags || ' ', ' teaser ') = 0 AND extractor_id NOT IN
             (SELECT id FROM extractors WHERE version = ? AND rules_hash = ?)
           ORDER BY checked_at DESC LIMIT ?""",
        (extractor_version, rules_hash, limit),
    )
    return [(row["id"], row["checked_at"]) for row in rows]


def record_reextraction(
    connection: sqlite3.Connection,
    article_id: int,
    extraction: Extraction,
    now: datetime,
    *,
    extractor_version: str,
    rules_hash: str,
) -> Change:
    """A `reextract` version when the text differs, never an event; the article is up to date with that extractor."""
    article = connection.execute(f"{ARTICLE} WHERE a.id = ?", (article_id,)).fetchone()
    if article is None:
        raise LookupError(f"no article {article_id} in this archive")
    finding = PageRead(
        crawl_id=0,
        outlet=article["outlet"],
        seen_at=now,
        url=article["url"],
        outcome=Outcome.FETCHED,
        extractor_version=extractor_version,
        rules_hash=rules_hash,
    )
    kept = carried_over(article, clean_extraction(extraction))
    if text_hash(kept) != article["text_hash"] and kept.body:
        edit = compare(current_text(connection, article), kept)
        ours = Edit(fields=edit.fields, significance="none")
        add_version(connection, article, finding, kept, ours, reason="reextract")
    connection.execute(
        "UPDATE articles SET extractor_id = ? WHERE id = ?", (extractor_id(connection, finding), article_id)
    )
    return Change.UNCHANGED
