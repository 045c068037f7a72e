"""One address, two stories: an outlet tells another story where it told one before. Each has a history of its own."""

import sqlite3
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from storage.addresses import is_same_address
from storage.findings import PageRead
from storage.fold import folded
from storage.recording.identity import ARTICLE, ENOUGH_WORDS, shared_words
from storage.recording.looks import record_failed_look
from storage.recording.versions import extractor_id
from storage.records import Extraction, Outcome, Verdict
from storage.times import moment

REUSED = "reused"  # a flag of articles: their address told another story before
# Unlike stories of one outlet share less than .18 of their words and .15 of their headlines'; the furthest real edit of
# a text of more than a few lines shares .25 (measured on public pairs of versions).
UNLIKE = 0.2
REDATED = timedelta(days=1)


def is_another_story(
    connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead, extraction: Extraction
) -> bool:
    """Whether no edit explains a text at an article's address: other words, another headline and another date.

    A text that is rewritten whole but keeps its date is an edit; so is everything that one of the signs leaves open.
    """
    if article["published_at"] is None or extraction.published is None or extraction.verdict is Verdict.LIVE:
        return False
    if abs(moment(article["published_at"]) - extraction.published) < REDATED:
        return False
    if extractor_id(connection, finding) != article["extractor_id"]:
        return False
    if min(article["words"], len(extraction.body.split())) < ENOUGH_WORDS:
        return False
    titles = [set(folded(title).lower().split()) for title in (article["title"], extraction.title)]
    is_other_title = len(titles[0] & titles[1]) < UNLIKE * len(titles[0] | titles[1])
    return is_other_title and shared_words(connection, article, extraction) < UNLIKE


def former_tenant(
    connection: sqlite3.Connection, known: Iterable[sqlite3.Row | None], finding: PageRead, extraction: Extraction
) -> sqlite3.Row | None:
    """The known article whose own address tells another story now."""
    landed = finding.final_url or finding.url
    for article in known:
        if article is not None and is_same_address(landed, article["url"]):
            return article if is_another_story(connection, article, finding, extraction) else None
    return None


def note_heir(connection: sqlite3.Connection, former: sqlite3.Row, heir: int, finding: PageRead) -> None:
    """The address is another article's now: a look at the former one that did not find it, and its last."""
    connection.execute(
        "UPDATE articles SET flags = trim(flags || ' reused') WHERE id = ? AND instr(flags, 'reused') = 0", (heir,)
    )
    _look_in_vain(connection, former, heir, finding)


def look_for_former_tenants(connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead) -> None:
    """Every look at a story whose address told others before is a look at those, too: they are not there."""
    if REUSED not in article["flags"].split():
        return
    formers = connection.execute(
        f"{ARTICLE} WHERE a.status = 'suspect' AND a.outlet = ? AND a.url = ? AND a.id <> ?",
        (article["outlet"], article["url"], article["id"]),
    )
    for former in formers.fetchall():
        _look_in_vain(connection, former, article["id"], finding)


def _look_in_vain(connection: sqlite3.Connection, former: sqlite3.Row, heir: int, finding: PageRead) -> None:
    detail = f"its address tells another story: article {heir}"
    look = replace(
        finding, outcome=Outcome.SOFT_404, final_url=None, extraction=None, page=None, due_at=None, detail=detail
    )
    record_failed_look(connection, former, look)
