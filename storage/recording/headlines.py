"""Two headlines on trial: an outlet that shows now the one, now the other, does not edit its article each time.

The second wording is told, as an edit. When the first is back within days, nothing is told: the article is
`alternating`, its headline is the one told last, and what else changes is an edit as ever. A headline that stands in
every look for long enough was decided on: then it is told, as a way back, with the window in which that happened.
"""

import sqlite3
from dataclasses import replace
from datetime import timedelta

from storage.findings import PageRead
from storage.fingerprint import text_hash
from storage.records import Extraction
from storage.times import moment

ALTERNATING = "alternating"
TRIED_FOR = timedelta(days=3)  # a guess: tests of two headlines run for hours; a way back after days is an edit
# A headline shown to every second visitor stands in six looks by chance once in 64 times.
STANDS_FOR, STANDS_IN_LOOKS = timedelta(days=1), 6
OTHER = "shows the other headline: "  # in observations.detail


def as_told(connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead, shown: Extraction) -> Extraction:
    """What the page shows, but below the headline told last where the other one is only on trial."""
    if shown.title == article["title"] or not _was_told(connection, article, shown.title):
        return shown
    told = replace(shown, title=article["title"])
    if text_hash(told) == article["text_hash"]:
        is_on_trial = is_alternating(article) or _was_just_retitled(connection, article, finding)
        return told if is_on_trial and not _stands(connection, article, finding, shown.title) else shown
    return told if is_alternating(article) and not _says_so_again(connection, article, shown) else shown


def with_told_headline(connection: sqlite3.Connection, article: sqlite3.Row, text: Extraction) -> Extraction:
    """A kept page read again: the headline that was not told when it was fetched is not told now."""
    if is_alternating(article) and _was_told(connection, article, text.title):
        return replace(text, title=article["title"])
    return text


def is_alternating(article: sqlite3.Row) -> bool:
    """Whether two headlines were seen to alternate."""
    return ALTERNATING in article["flags"].split()


def last_shown(connection: sqlite3.Connection, article: sqlite3.Row, other_than: str) -> str:
    """When the page last showed another headline than this one."""
    seen = connection.execute(
        "SELECT max(to_at) AS at FROM observations WHERE article_id = ? AND outcome = 'fetched' AND detail IS NOT ?",
        (article["id"], OTHER + other_than),
    ).fetchone()
    return str(seen["at"] or article["first_seen_at"])


def _was_told(connection: sqlite3.Connection, article: sqlite3.Row, title: str) -> bool:
    told = "SELECT 1 FROM revisions WHERE article_id = ? AND title = ? AND reason <> 'reextract' LIMIT 1"
    return connection.execute(told, (article["id"], title)).fetchone() is not None


def _was_just_retitled(connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead) -> bool:
    last = connection.execute(
        "SELECT max(seen_at) AS at FROM revisions WHERE article_id = ? AND retitled", (article["id"],)
    ).fetchone()
    return finding.seen_at - moment(last["at"]) < TRIED_FOR


def _stands(connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead, title: str) -> bool:
    """Whether every look of late has shown this headline, this one included."""
    run = connection.execute(
        "SELECT sum(checks) AS looks, min(from_at) AS from_at FROM observations "
        "WHERE article_id = ? AND outcome = 'fetched' AND detail = ? AND from_at > ?",
        (article["id"], OTHER + title, last_shown(connection, article, title)),
    ).fetchone()
    if run["looks"] is None or run["looks"] + 1 < STANDS_IN_LOOKS:
        return False
    return finding.seen_at - moment(run["from_at"]) >= STANDS_FOR


def _says_so_again(connection: sqlite3.Connection, article: sqlite3.Row, shown: Extraction) -> bool:
    """Whether headline and text went back together to what they were."""
    row = connection.execute(
        "SELECT 1 FROM revisions WHERE article_id = ? AND text_hash = ?", (article["id"], text_hash(shown))
    ).fetchone()
    return row is not None
