"""What a page seems to say and does not: an article without a text, or another text than was asked for."""

import sqlite3
from dataclasses import replace

from storage.addresses import is_same_address
from storage.findings import PageRead
from storage.recording.identity import article_by_address, is_alike
from storage.records import Outcome, Verdict


def doubted(finding: PageRead) -> PageRead:
    """An article without any text is our failure to read it: it must not wipe out what is stored."""
    extraction = finding.extraction
    if finding.outcome is not Outcome.FETCHED or extraction is None or extraction.body:
        return finding
    if extraction.verdict not in {Verdict.ARTICLE, Verdict.LIVE}:
        return finding
    return replace(finding, outcome=Outcome.PARSE_SUSPECT, detail="an article without a text")


def led_astray(connection: sqlite3.Connection, finding: PageRead, asked: sqlite3.Row | None) -> PageRead:
    """An article whose address redirects to quite another text, or to a list, is not there any more.

    That text is no edit of it: it is, or becomes, an article by its own address.
    """
    landed = finding.final_url or finding.url
    if asked is None or is_same_address(landed, finding.url) or not is_same_address(finding.url, asked["url"]):
        return finding
    if finding.outcome is Outcome.NOT_AN_ARTICLE:
        detail = f"redirected to what is no article at {landed}"
        return replace(finding, outcome=Outcome.SOFT_404, extraction=None, page=None, detail=detail)
    if finding.extraction is None or not is_accepted(finding):
        return finding
    there = article_by_address(connection, finding.outlet, landed)
    if (there is not None and there["id"] == asked["id"]) or is_alike(connection, asked, finding.extraction):
        return finding
    detail = f"redirected to another text at {landed}"
    return replace(finding, outcome=Outcome.SOFT_404, extraction=None, page=None, detail=detail)


def is_accepted(finding: PageRead) -> bool:
    verdicts = {Verdict.ARTICLE, Verdict.LIVE}
    return (
        finding.outcome is Outcome.FETCHED and finding.extraction is not None and finding.extraction.verdict in verdicts
    )
