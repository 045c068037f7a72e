"""The rows of translations: who is whose edition, at most one article a language."""

import sqlite3
from typing import NamedTuple

DECLARED = ("hreflang", "json-ld", "link")  # the surest first
GUESS = "guess"


class Pair(NamedTuple):
    """The edition of an article in one language, and how it was found."""

    other_id: int
    language: str
    method: str
    score: float


def pairs_of(connection: sqlite3.Connection, article_id: int) -> list[Pair]:
    """The editions of an article."""
    rows = connection.execute(
        """SELECT a.id, a.language, t.method, t.score FROM
             (SELECT other_id AS id, method, score FROM translations WHERE article_id = :id
              UNION ALL SELECT article_id, method, score FROM translations WHERE other_id = :id) t
           JOIN articles a USING(id) WHERE a.language IS NOT NULL""",
        {"id": article_id},
    )
    return [Pair(*row) for row in rows]


def join(
    connection: sqlite3.Connection, one: sqlite3.Row, other: sqlite3.Row, method: str, score: float, *, at: str
) -> set[int]:
    """Make two articles each other's edition and nobody else's; a pair that is known so stays as it is.

    Returns the articles that were the edition of one of them.
    """
    lost: set[int] = set()
    for article, partner in ((one, other), (other, one)):
        for pair in pairs_of(connection, article["id"]):
            if pair.language == partner["language"] and pair.other_id != partner["id"]:
                part(connection, article["id"], pair.other_id)
                lost.add(pair.other_id)
    connection.execute(
        """INSERT INTO translations(article_id, other_id, method, score, found_at) VALUES(?, ?, ?, ?, ?)
           ON CONFLICT DO UPDATE SET method = excluded.method, score = excluded.score
           WHERE method <> excluded.method OR score <> excluded.score""",
        (*sorted((one["id"], other["id"])), method, score, at),
    )
    return lost


def part(connection: sqlite3.Connection, one: int, other: int) -> None:
    """They are no editions of one story after all."""
    connection.execute("DELETE FROM translations WHERE article_id = ? AND other_id = ?", sorted((one, other)))


def hand_over(connection: sqlite3.Connection, article_id: int, into: int) -> None:
    """The editions of an article that went into another one are that one's, where it has none of its own."""
    language = connection.execute("SELECT language FROM articles WHERE id = ?", (into,)).fetchone()["language"]
    taken = {language, *(pair.language for pair in pairs_of(connection, into))}
    for pair in pairs_of(connection, article_id):
        if pair.language not in taken:
            connection.execute(
                """INSERT INTO translations(article_id, other_id, method, score, found_at)
                   SELECT ?, ?, method, score, found_at FROM translations WHERE article_id = ? AND other_id = ?""",
                (*sorted((into, pair.other_id)), *sorted((article_id, pair.other_id))),
            )
        part(connection, article_id, pair.other_id)
