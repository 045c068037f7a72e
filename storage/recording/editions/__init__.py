"""The same story in other languages: what a page declares is written down, and its editions are found.

An article that is new is compared with those that are there; one that is looked at again only where its page declares
something else, or where it was found at another address: nothing else can make it another story's edition.
"""

import sqlite3

from storage.fingerprint import url_hash
from storage.recording.editions.declared import judge_declared
from storage.recording.editions.guesses import find_by_id_or_guess
from storage.recording.editions.pairs import hand_over
from storage.records import Edition, Extraction

MOST_DECLARED = 8  # of one page: more languages than are told apart


def find_editions(
    connection: sqlite3.Connection, article_id: int, extraction: Extraction, at: str, *, is_new: bool
) -> None:
    """Write down what the page of an article declares, and pair it with its editions. `is_new`: or at a new address."""
    declared = (*extraction.editions, *_said_by_sitemaps(connection, article_id))  # the page's own word counts first
    declares_anew = _note_links(connection, article_id, declared)
    if is_new or declares_anew:
        for each in sorted({article_id} | judge_declared(connection, article_id, at)):
            find_by_id_or_guess(connection, each, at)


def follow_merged(connection: sqlite3.Connection, article_id: int, into: int) -> None:
    """An article went into another one: so do its editions. What its page declared counts no more."""
    connection.execute("DELETE FROM edition_links WHERE article_id = ?", (article_id,))
    hand_over(connection, article_id, into)


def _said_by_sitemaps(connection: sqlite3.Connection, article_id: int) -> tuple[Edition, ...]:
    """What the sitemaps that listed an article said of it in other languages."""
    rows = connection.execute(
        """SELECT e.key AS language, e.value AS url FROM urls u, json_each(u.hint, '$.editions') e
           WHERE u.article_id = ? AND u.hint IS NOT NULL ORDER BY u.id, e.key""",
        (article_id,),
    )
    return tuple(Edition(row["url"], row["language"], "hreflang") for row in rows)


def _note_links(connection: sqlite3.Connection, article_id: int, editions: tuple[Edition, ...]) -> bool:
    """Whether the page declares something else than when it was read last."""
    rows = connection.execute("SELECT language, url, method FROM edition_links WHERE article_id = ?", (article_id,))
    known = {tuple(row) for row in rows}
    declared = {edition.language: edition for edition in reversed(editions[:MOST_DECLARED]) if edition.url}
    said = {(edition.language, edition.url, edition.declared_by) for edition in declared.values()}
    if said == known:
        return False
    connection.execute("DELETE FROM edition_links WHERE article_id = ?", (article_id,))
    connection.executemany(
        "INSERT INTO edition_links(article_id, language, url, method, url_hash) VALUES(?, ?, ?, ?, ?)",
        [(article_id, language, url, method, url_hash(url)) for language, url, method in sorted(said)],
    )
    return True
