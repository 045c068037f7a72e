"""Which known article an accepted page is, and by what it is known."""

import sqlite3
from typing import NamedTuple

from storage.addresses import is_same_address
from storage.recording.identity import article_by_address, article_by_text, believed_canonical, is_alike
from storage.recording.moves import Way, merge
from storage.recording.names import leads_to
from storage.records import Extraction, PageRead


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
        merge(connection, asked, there, finding)
        return Match(there, "own", is_merged=True)
    for known in (there, asked):
        if known is None:
            continue
        if is_same_address(landed, known["url"]):
            return Match(known, "own")
        if is_alike(connection, known, extraction):
            return Match(known, "alias")
    canonical = believed_canonical(connection, finding.outlet, landed, extraction.canonical_url)
    declared = None if canonical is None else article_by_address(connection, finding.outlet, canonical)
    if declared is not None and is_alike(connection, declared, extraction):
        return Match(declared, "canonical")
    same = article_by_text(connection, finding.outlet, extraction)
    return None if same is None else Match(same, "text")


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
