"""Two readings of a source should overlap: where they do not, stories may have come and gone between them."""

import sqlite3

from storage.findings import SourceRead
from storage.recording.health.incidents import Trouble, close, open_incident, tell
from storage.times import stamp

LONGEST = 500  # characters of an address: a message must hold it whole, to be known again
POSSIBLE_GAP = "possible_gap"  # incidents.kind, and the first word of gaps.why


def judge_overlap(connection: sqlite3.Connection, finding: SourceRead) -> None:
    """A row of gaps, and an incident until a reading of that source overlaps with the one before it again.

    Asked before the reading is kept: the gap began with the last one.
    """
    trouble, whose = Trouble(finding.outlet, POSSIBLE_GAP), f": {finding.url[:LONGEST]}"
    if finding.may_have_missed:
        _tell_gap(connection, finding, trouble, whose)
    elif finding.links:
        incident = open_incident(connection, trouble)
        if incident is not None and incident["message"].endswith(whose):
            close(connection, trouble, finding.seen_at)


def _tell_gap(connection: sqlite3.Connection, finding: SourceRead, trouble: Trouble, whose: str) -> None:
    source = connection.execute("SELECT polled_at FROM sources WHERE id = ?", (finding.source_id,)).fetchone()
    at = stamp(finding.seen_at)
    since = source["polled_at"] or at
    message = (
        f"of {len(finding.links)} links none was there at {since}: others may have come and gone unseen, "
        f"and it is read more often now{whose}"
    )
    connection.execute(
        "INSERT INTO gaps(outlet, from_at, to_at, why) VALUES(?, ?, ?, ?)",
        (finding.outlet, since, at, f"{POSSIBLE_GAP}: {message}"),
    )
    tell(connection, trouble, message, at)
