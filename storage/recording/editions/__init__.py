"""The same story in other languages: what a page declares is written down, and its editions are found.

An article that is new is compared with those that are there; one that is looked at again only where its page declares
something else, where it was found at another address, or in another language: nothing else can make it another story's
edition.
"""

import sqlite3

from storage.fingerprint import url_hash
from storage.recording.editions.declared import judge_declared
from storage.recording.editions.guesses import find_by_id_or_guess
from storage.recording.editions.pairs import hand_over, pairs_of, part
from storage.records import Edition, Extraction

MOST_DECLARED = 8  # of one page: more languages than are told apart


def find_editions(
    connection: sqlite3.Connection,
    article_id: int,
    extraction: Extraction,
    at: str,
    *,
    is_new: bool,
    known_as: str | None = None,
) -> None:
    """Write down what the page of an article declares, and pair it with its editions.

    `is_new`: or at a new address; `known_as`: the language that it had so far.
    """
    declared = (*extraction.editions, *_said_by_sitemaps(connection, article_id))  # the page's own word counts first
    declares_anew = _note_links(connection, article_id, declared)
    speaks_anew = extraction.language not in {None, known_as}
    if not (is_new or declares_anew or speaks_anew):
        return
    lost = _part_from_all(connection, article_id) if speaks_anew else set()
    for each in sorted({article_id} | lost):
        lost |= judge_declared(connection, each, at)
    for each in sorted({article_id} | lost):
        find_by_id_or_guess(connection, each, at)


def follow_merged(connection: sqlite3.Connection, article_id: int, into: int) -> None:
    """An article went into another one: so do its editions. What its page declared counts no more."""
    connection.execute("DELETE FROM edition_links WHERE article_id = ?", (article_id,))
    hand_over(connection, article_id, into)


def _part_from_all(connection: sqlite3.Connection, article_id: int) -> set[int]:
    """Take an article's editions from it: what is said of one in another language is not said of it. Returns them."""
    others = {pair.other_id for pair in pairs_of(connection, article_id)}
    for other_id in others:
        part(connection, article_id, other_id)
    return others


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
