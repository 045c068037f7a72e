"""Writing an article's text: the first version, the next one, and the weave of their blocks."""

import json
import sqlite3
from typing import Any

from storage.findings import PageRead
from storage.fingerprint import fold_hash, text_hash
from storage.recording.stored import current_text, weave_version
from storage.records import Extraction
from storage.significance import Edit, words_changed
from storage.times import moment, stamp, stamp_or_none


def extractor_id(connection: sqlite3.Connection, finding: PageRead) -> int:
    """The number of the code and rules that read the page; a new pair gets a new one."""
    key = (finding.extractor_version, finding.rules_hash)
    connection.execute(
        "INSERT INTO extractors(version, rules_hash, since) VALUES(?, ?, ?) ON CONFLICT DO NOTHING",
        (*key, stamp(finding.seen_at)),
    )
    row = connection.execute("SELECT id FROM extractors WHERE version = ? AND rules_hash = ?", key).fetchone()
    return int(row["id"])


def add_article(
    connection: sqlite3.Connection, finding: PageRead, extraction: Extraction, url: str, status: str
) -> int:
    """A new story with its first version; returns its number."""
    facts = _facts(connection, finding, extraction) | {
        "url": url,
        "status": status,
        "http_status": finding.http_status,
        "due_at": stamp_or_none(finding.due_at),
        "etag": finding.etag,
        "last_modified": finding.last_modified,
    }
    added = connection.execute(
        """INSERT INTO articles(outlet, language, published_at, title, standfirst, authors, url, section, image_url,
             published_from, published_to_the, flags, first_seen_at, checked_at, status, status_since, http_status,
             words, due_at, etag, last_modified, extractor_id)
           VALUES(:outlet, :language, :published_at, :title, :standfirst, :authors, :url, :section, :image_url,
             :published_from, :published_to_the, :flags, :at, :at, :status, :at, :http_status,
             :words, :due_at, :etag, :last_modified, :extractor_id)""",
        facts,
    )
    assert added.lastrowid is not None
    first = {"article_id": added.lastrowid, "n": 1, "reason": "first", "significance": "none", "retitled": 1}
    _add_revision(connection, facts | first | {"age_minutes": _age_minutes(extraction, facts["at"], facts["at"])})
    weave_version(connection, added.lastrowid, 1, extraction)
    return added.lastrowid


def add_version(
    connection: sqlite3.Connection,
    article: sqlite3.Row,
    finding: PageRead,
    extraction: Extraction,
    edit: Edit,
    *,
    reason: str,
    same_as: int | None = None,
    not_before: str | None = None,
) -> int:
    """The next version of a known story, which came after `not_before` (None: the last look); the revision's number."""
    words_added, words_removed = words_changed(current_text(connection, article), extraction)
    facts = _facts(connection, finding, extraction)
    facts |= {
        "article_id": article["id"],
        "n": article["versions"] + 1,
        "not_before": min(not_before or article["checked_at"], facts["at"]),
        "reason": reason,
        "significance": edit.significance,
        "fields": " ".join(edit.fields),
        "retitled": int(extraction.title != article["title"]),
        "words_added": words_added,
        "words_removed": words_removed,
        "age_minutes": _age_minutes(extraction, article["first_seen_at"], facts["at"]),
        "disclosed": int(edit.disclosed),
        "same_as": same_as,
    }
    revision_id = _add_revision(connection, facts)
    weave_version(connection, article["id"], facts["n"], extraction)
    _make_current(connection, facts)
    return revision_id


def _make_current(connection: sqlite3.Connection, facts: dict[str, Any]) -> None:
    """The story is now what its latest version says."""
    connection.execute(
        """UPDATE articles SET title = :title, standfirst = :standfirst, authors = :authors, words = :words,
             published_at = :published_at, published_from = :published_from, published_to_the = :published_to_the,
             versions = :n, extractor_id = :extractor_id WHERE id = :article_id""",
        facts,
    )


def _add_revision(connection: sqlite3.Connection, facts: dict[str, Any]) -> int:
    nothing = dict.fromkeys(("not_before", "words_added", "words_removed", "same_as"))
    added = connection.execute(
        """INSERT INTO revisions(article_id, n, outlet, seen_at, not_before, reason, significance, fields, retitled,
             title, standfirst, authors, published_at, words, words_added, words_removed, age_minutes, disclosed,
             same_as, text_hash, fold_hash, extractor_id)
           VALUES(:article_id, :n, :outlet, :at, :not_before, :reason, :significance, :fields, :retitled,
             :title, :standfirst, :authors, :published_at, :words, :words_added, :words_removed, :age_minutes,
             :disclosed, :same_as, :text_hash, :fold_hash, :extractor_id)""",
        nothing | {"fields": "", "disclosed": 0} | facts,
    )
    assert added.lastrowid is not None
    return added.lastrowid


def _facts(connection: sqlite3.Connection, finding: PageRead, extraction: Extraction) -> dict[str, Any]:
    """The columns that articles and revisions share."""
    return {
        "outlet": finding.outlet,
        "at": stamp(finding.seen_at),
        "extractor_id": extractor_id(connection, finding),
        "text_hash": text_hash(extraction),
        "fold_hash": fold_hash(extraction),
        "language": extraction.language,
        "published_at": stamp_or_none(extraction.published),
        "title": extraction.title,
        "standfirst": extraction.standfirst,
        "authors": json.dumps(extraction.authors, ensure_ascii=False) if extraction.authors else None,
        "section": extraction.section,
        "image_url": extraction.image_url,
        "published_from": extraction.published_from if extraction.published is not None else None,
        "published_to_the": extraction.published_to_the,
        "flags": " ".join(dict.fromkeys(extraction.flags)),
        "words": len(extraction.body.split()),
    }


def _age_minutes(extraction: Extraction, first_seen_at: str, at: str) -> int:
    """Minutes since publication, or since the first sight when the page gives no time; never below 0."""
    born = extraction.published or moment(first_seen_at)
    return max(0, int((moment(at) - born).total_seconds() // 60))
