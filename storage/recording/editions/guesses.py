"""Editions that nobody declares: by the address, or by what the texts tell. Precision before recall."""

import sqlite3
from collections.abc import Sequence
from math import exp
from typing import NamedTuple

from storage.editions.addresses import is_same_id
from storage.editions.retelling import Around, evidence
from storage.recording.editions.neighbours import are_told_alike, neighbours, told, with_text
from storage.recording.editions.pairs import GUESS, join, pairs_of
from storage.recording.identity import article_by_id

SAME_ID = 0.95
# The probability from which on a guess is written down. It was .98 until the second held-out press was read, on which
# one guess in six was wrong: what is alike in a paper of its own kind is more than the probability knows of.
SURE = 0.996
MOST_SURE = 0.999  # 1.0 is what two pages declare of each other
MOST_NATS = 500.0  # what exp can take
LANGUAGES = ("en", "ru", "uk")


class Guess(NamedTuple):
    """The likeliest edition among the stories around, and how likely it is."""

    article: sqlite3.Row
    probability: float


def find_by_id_or_guess(connection: sqlite3.Connection, article_id: int, at: str) -> None:
    """Pair an article with stories in those languages in which it has no edition yet."""
    article = article_by_id(connection, article_id)
    if article is None or article["language"] not in LANGUAGES:
        return
    paired = {pair.language for pair in pairs_of(connection, article["id"])}
    for language in LANGUAGES:
        if language not in {article["language"], *paired}:
            _find(connection, article, language, at)


def _find(connection: sqlite3.Connection, article: sqlite3.Row, language: str, at: str) -> None:
    around = neighbours(connection, article, language)
    if all(row["is_taken"] for row in around):
        return  # most outlets publish in one language: nothing is read for them
    same = [row for row in around if not row["is_taken"] and is_same_id(article["url"], row["url"])]
    if len(same) == 1 and are_told_alike(connection, article, same[0]):
        join(connection, article, same[0], "id", SAME_ID, at=at)
        return
    guess = _likeliest(with_text(connection, article), around)
    if guess is None or guess.probability < SURE:
        return
    back = _likeliest(guess.article, neighbours(connection, guess.article, article["language"]))
    if back is not None and back.article["id"] == article["id"] and back.probability >= SURE:
        score = round(min(guess.probability, back.probability, MOST_SURE), 3)
        join(connection, article, guess.article, GUESS, score, at=at)


def _likeliest(article: sqlite3.Row, rows: Sequence[sqlite3.Row]) -> Guess | None:
    """Of those that are not taken. The probability is shared by all of them, and as many chances that it is none."""
    telling, tellings = told(article), [told(row) for row in rows]
    around = Around(tellings)
    free = [(row, other) for row, other in zip(rows, tellings, strict=True) if not row["is_taken"]]
    likely = [exp(min(evidence(telling, other, around), MOST_NATS)) for _, other in free]
    if not likely:
        return None
    best = max(range(len(likely)), key=likely.__getitem__)
    return Guess(free[best][0], likely[best] / (sum(likely) + len(likely) + 1))
