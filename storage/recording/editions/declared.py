"""Editions that pages declare, as far as they can be believed.

A page names the wrong article, or one for all, more often than one would think. So two articles are a pair when each
is the only one for the other: of those that a page names, and that name it, the one that does both, or else the only
one. A declaration that is not returned counts within one house only, and when the texts do not speak against it; so do
two that are mere links of menus, wherever they stand: some switches lead to the latest story.
"""

import sqlite3
from collections.abc import Mapping
from datetime import timedelta
from typing import NamedTuple

from storage.recording.editions.neighbours import are_told_alike, house_of, times_apart
from storage.recording.editions.pairs import DECLARED, join, pairs_of, part
from storage.recording.identity import article_by_id

WITHIN = timedelta(days=30)  # a guess: longer than a translation lags, shorter than a page for all stories stands
BOTH_DECLARE, ONE_DECLARES = 1.0, 0.9
MOST_CLAIMS = 50  # that are looked at: an article that so many name is a list, or the page names one for all


class Claim(NamedTuple):
    """Another article in another language, and how each of the two declares the other."""

    article: sqlite3.Row
    says: str | None
    is_said: str | None

    @property
    def is_mutual(self) -> bool:
        return self.says is not None and self.is_said is not None

    @property
    def is_by_menus(self) -> bool:
        """Whether only what readers click says so: a switch that leads to the latest story makes two of them a pair."""
        return {self.says, self.is_said} <= {"link", None}

    @property
    def method(self) -> str:
        return min((said for said in (self.says, self.is_said) if said), key=DECLARED.index)


def judge_declared(connection: sqlite3.Connection, article_id: int, at: str) -> set[int]:
    """Bring the pairs of an article, and of all that it names or that name it, to what is declared now.

    Returns the articles that lost an edition by that: what was doubtful may be found in another way.
    """
    article = article_by_id(connection, article_id)
    if article is None or article["language"] is None:
        return set()
    lost: set[int] = set()
    claims = _claims(connection, article)
    former = [pair for pair in pairs_of(connection, article["id"]) if pair.method in DECLARED]
    for language in {claim.article["language"] for claim in claims.values()} | {pair.language for pair in former}:
        lost |= _settle(connection, article, language, at)
    for other_id in claims.keys() | {pair.other_id for pair in former}:
        other = article_by_id(connection, other_id)
        if other is not None:
            lost |= _settle(connection, other, article["language"], at)
    return lost


def _settle(connection: sqlite3.Connection, article: sqlite3.Row, language: str, at: str) -> set[int]:
    """Make the declared edition of an article in one language its only one; returns those that are none any more."""
    claim = _only_one(connection, article, language)
    back = claim and _only_one(connection, claim.article, article["language"])
    is_pair = claim is not None and back is not None and back.article["id"] == article["id"]
    if is_pair and claim is not None and _is_believed(connection, article, claim):
        score = BOTH_DECLARE if claim.is_mutual else ONE_DECLARES
        return join(connection, article, claim.article, claim.method, score, at=at)
    lost: set[int] = set()
    for pair in pairs_of(connection, article["id"]):
        if pair.language == language and pair.method in DECLARED:
            part(connection, article["id"], pair.other_id)
            lost |= {article["id"], pair.other_id}
    return lost


def _only_one(connection: sqlite3.Connection, article: sqlite3.Row, language: str) -> Claim | None:
    claims = [claim for claim in _claims(connection, article).values() if claim.article["language"] == language]
    mutual = [claim for claim in claims if claim.is_mutual]
    best = mutual or claims
    return best[0] if len(best) == 1 else None


def _is_believed(connection: sqlite3.Connection, article: sqlite3.Row, claim: Claim) -> bool:
    if times_apart(article, claim.article) > WITHIN:
        return False
    if claim.is_mutual and not claim.is_by_menus:
        return True
    is_near = claim.is_mutual or claim.article["outlet"] in house_of(connection, article)
    return is_near and are_told_alike(connection, article, claim.article)


def _claims(connection: sqlite3.Connection, article: sqlite3.Row) -> Mapping[int, Claim]:
    """Every article in another language that an article's page names, or whose page names it."""
    found: dict[int, Claim] = {}
    for link in connection.execute("SELECT * FROM edition_links WHERE article_id = ?", (article["id"],)).fetchall():
        other = _article_at(connection, link, article["outlet"])
        if other is not None and other["language"] == link["language"] != article["language"]:
            found[other["id"]] = Claim(other, link["method"], None)
    for link in _links_to(connection, article):
        other = article_by_id(connection, link["article_id"])
        if other is not None and other["language"] not in {None, article["language"]}:
            says = found[other["id"]].says if other["id"] in found else None
            found[other["id"]] = Claim(other, says, link["method"])
    return found


def _article_at(connection: sqlite3.Connection, link: sqlite3.Row, outlet: str) -> sqlite3.Row | None:
    """The article at an address, however it is spelled: the outlet's own, or else another's."""
    known = "SELECT article_id FROM urls WHERE {} AND url_hash = ? AND article_id IS NOT NULL LIMIT 1"
    own = connection.execute(known.format("outlet = ?"), (outlet, link["url_hash"])).fetchone()
    row = (
        own or connection.execute(known.format("outlet IN (SELECT slug FROM outlets)"), (link["url_hash"],)).fetchone()
    )
    return None if row is None else article_by_id(connection, row["article_id"])


def _links_to(connection: sqlite3.Connection, article: sqlite3.Row) -> list[sqlite3.Row]:
    """What other pages declare of any of the article's addresses."""
    return connection.execute(
        """SELECT l.article_id, l.method FROM urls u JOIN edition_links l ON l.url_hash = u.url_hash
           WHERE u.article_id = ? AND l.language = ? LIMIT ?""",
        (article["id"], article["language"], MOST_CLAIMS),
    ).fetchall()
