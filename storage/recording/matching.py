"""Which known article an accepted page is, and by what it is known."""

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from storage.addresses import is_same_address
from storage.findings import PageRead
from storage.recording.identity import article_by_address, article_by_text, believed_canonical, is_alike, lost_article
from storage.recording.moves import Way, merge
from storage.recording.names import leads_to
from storage.records import Extraction


class Match(NamedTuple):
    """A known article, and by what it was known: its own address, another one, a canonical link, its text."""

    article: sqlite3.Row
    way: Way
    is_merged: bool = False  # the article that was asked for went into this one


def match_of(
    connection: sqlite3.Connection,
    finding: PageRead,
    asked: sqlite3.Row | None,
    extraction: Extraction,
    landed: str,
) -> Match | None:
    """The known article that this page is: what was asked for, where it led, what it declares, what it says."""
    there = article_by_address(connection, finding.outlet, landed)
    is_own = asked is not None and is_same_address(finding.url, asked["url"])
    if asked is not None and is_own:
        if there is None or there["id"] == asked["id"] or not leads_to(connection, landed, there["id"]):
            return Match(asked, "own")
        if there["first_seen_at"] > asked["checked_at"] and there["versions"] == 1:
            # It moved and was edited at once, and was met at its new address first: its history goes on.
            merge(connection, there, asked, finding)
            return Match(asked, "own")
        merge(connection, asked, there, finding)
        return Match(there, "own", is_merged=True)
    return _by_address(connection, (there, asked), extraction, landed) or _by_what_it_says(
        connection, finding, extraction, landed
    )


def _by_address(
    connection: sqlite3.Connection, known: Iterable[sqlite3.Row | None], extraction: Extraction, landed: str
) -> Match | None:
    for article in known:
        if article is None:
            continue
        if is_same_address(landed, article["url"]):
            return Match(article, "own")
        if is_alike(connection, article, extraction):
            return Match(article, "alias")
    return None


def _by_what_it_says(
    connection: sqlite3.Connection, finding: PageRead, extraction: Extraction, landed: str
) -> Match | None:
    canonical = believed_canonical(connection, finding.outlet, landed, extraction.canonical_url)
    declared = None if canonical is None else article_by_address(connection, finding.outlet, canonical)
    if declared is not None and is_alike(connection, declared, extraction):
        return Match(declared, "canonical")
    same = article_by_text(connection, finding.outlet, extraction)
    if same is not None:
        return Match(same, "text")
    lost = lost_article(connection, finding, extraction)
    return None if lost is None else Match(lost, "alias")


def heir_of(
    connection: sqlite3.Connection,
    former: sqlite3.Row,
    there: sqlite3.Row | None,
    finding: PageRead,
    extraction: Extraction,
) -> Match | None:
    """The article that an address tells now, if it is known: the one it was given to, or one that is back."""
    if there is not None and there["id"] != former["id"]:
        return Match(there, "own")
    same = article_by_text(connection, finding.outlet, extraction)
    return None if same is None else Match(same, "text")
