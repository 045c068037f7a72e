"""How many pages that were asked for as articles gave a body, by the hour: see `storage.breakage`."""

import sqlite3

from storage.findings import PageRead
from storage.recording.looks import ABSENT, OURS
from storage.records import Outcome
from storage.times import stamp

READ = frozenset({Outcome.FETCHED, Outcome.PAYWALLED})
# "Not modified" shows no page. A server that does not answer is told by its rest, and may be our own line.
NO_PAGE = {Outcome.THROTTLED, Outcome.SERVER_ERROR, Outcome.UNREACHABLE, Outcome.TIMEOUT, Outcome.TLS}
NOT_COUNTED = OURS | NO_PAGE | {Outcome.NOT_MODIFIED}


def count_page(connection: sqlite3.Connection, finding: PageRead, asked: sqlite3.Row | None) -> None:
    """Count a look at a known article, or the first one at a new address; an article that is gone is no page."""
    if finding.outcome in NOT_COUNTED or (asked is not None and finding.outcome in ABSENT):
        return
    language = asked["language"] if asked is not None else _language_of_new(connection, finding)
    if language is None and asked is None:
        return
    extraction = finding.extraction
    has_body = finding.outcome in READ and extraction is not None and bool(extraction.body)
    connection.execute(
        """INSERT INTO outlet_hours(outlet, language, hour, pages, bodies, new_pages, new_bodies)
           VALUES(?, ?, ?, 1, ?, ?, ?) ON CONFLICT(outlet, hour, language) DO UPDATE SET
             pages = pages + 1, bodies = bodies + excluded.bodies,
             new_pages = new_pages + excluded.new_pages, new_bodies = new_bodies + excluded.new_bodies""",
        (
            *(finding.outlet, language or "", f"{stamp(finding.seen_at)[:13]}:00:00Z"),
            *(has_body, asked is None, asked is None and has_body),
        ),
    )


def _language_of_new(connection: sqlite3.Connection, finding: PageRead) -> str | None:
    """Of the source that named the address, "" when it says none; None for one that was tried before.

    Never that of the text: what gives no text must be counted with what does.
    """
    row = connection.execute(
        """SELECT u.tries, s.language FROM urls u LEFT JOIN sources s ON s.id = u.found_in
           WHERE u.url = ? AND u.outlet = ?""",
        (finding.url, finding.outlet),
    ).fetchone()
    if row is None:
        return ""
    return None if row["tries"] else row["language"] or ""
