"""What we do is not what they did: the kept page of an article, read again by another extractor or with other rules."""

import sqlite3
from datetime import datetime

from storage.findings import Page, PageRead, Reextracted
from storage.fingerprint import text_hash
from storage.recording.editions import find_editions
from storage.recording.headlines import with_told_headline
from storage.recording.identity import ARTICLE
from storage.recording.stored import carried_over, current_text
from storage.recording.versions import add_version, extractor_id
from storage.records import Change, Extraction, Outcome, Verdict
from storage.significance import Edit, compare
from storage.text import clean_extraction
from storage.times import stamp, stamp_or_none


def record_reextraction(connection: sqlite3.Connection, finding: Reextracted, pages: dict[int, Page | None]) -> Change:
    """At most a `reextract` version, never an event; the article is up to date with that extractor.

    A page that is no article to it tells nothing of the text: it is forgotten, and the next look at the web decides.
    Raises LookupError for an unknown article.
    """
    article = connection.execute(f"{ARTICLE} WHERE a.id = ?", (finding.article_id,)).fetchone()
    if article is None or article["outlet"] != finding.outlet:
        raise LookupError(f"no article {finding.article_id} of {finding.outlet} in this archive")
    extraction = finding.extraction
    if extraction is None or extraction.verdict not in {Verdict.ARTICLE, Verdict.LIVE} or not extraction.body:
        pages[finding.article_id] = None
        return Change.UNCHANGED
    kept = with_told_headline(connection, article, carried_over(article, clean_extraction(extraction)))
    look = _look(article, finding.seen_at, finding.extractor_version, finding.rules_hash)
    if text_hash(kept) != article["text_hash"]:
        _add_version(connection, article, look, kept)
    connection.execute(
        """UPDATE articles SET extractor_id = ?, language = coalesce(?, language), section = coalesce(?, section),
             image_url = coalesce(?, image_url), published_at = ?, published_from = ?, published_to_the = ?
           WHERE id = ?""",
        (
            *(extractor_id(connection, look), kept.language, kept.section, kept.image_url),
            *(stamp_or_none(kept.published), kept.published_from if kept.published else None, kept.published_to_the),
            article["id"],
        ),
    )
    find_editions(connection, article["id"], kept, stamp(finding.seen_at), is_new=False, known_as=article["language"])
    return Change.UNCHANGED


def add_reextraction(connection: sqlite3.Connection, article: sqlite3.Row, text: Extraction, now: datetime) -> None:
    """A `reextract` version that says `text`, as if the extractor that read the article last had said so."""
    read_by = connection.execute("SELECT * FROM extractors WHERE id = ?", (article["extractor_id"],)).fetchone()
    look = _look(article, now, read_by["version"], read_by["rules_hash"])
    _add_version(connection, article, look, carried_over(article, text))


def _add_version(connection: sqlite3.Connection, article: sqlite3.Row, look: PageRead, text: Extraction) -> None:
    edit = compare(current_text(connection, article), text)
    ours = Edit(fields=edit.fields, significance="none")
    add_version(connection, article, look, text, ours, reason="reextract")


def _look(article: sqlite3.Row, at: datetime, extractor_version: str, rules_hash: str) -> PageRead:
    return PageRead(
        crawl_id=0,
        outlet=article["outlet"],
        seen_at=at,
        url=article["url"],
        outcome=Outcome.FETCHED,
        extractor_version=extractor_version,
        rules_hash=rules_hash,
    )
