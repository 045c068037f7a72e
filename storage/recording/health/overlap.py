"""Two readings of a source should overlap: where they do not, stories may have come and gone between them."""

import sqlite3

from storage.findings import SourceRead
from storage.times import stamp

POSSIBLE_GAP = "possible_gap"  # incidents.kind, and the first word of gaps.why


def judge_overlap(connection: sqlite3.Connection, finding: SourceRead) -> None:
    """A row of gaps, and an incident until a reading of that source overlaps with the one before it again.

    Asked before the reading is kept: the gap began with the last one.
    """
    facts = {"outlet": finding.outlet, "kind": POSSIBLE_GAP, "at": stamp(finding.seen_at), "url": finding.url}
    if finding.may_have_missed:
        _tell_gap(connection, finding, facts)
    elif finding.links:
        connection.execute(
            """UPDATE incidents SET closed_at = :at WHERE outlet = :outlet AND kind = :kind AND closed_at IS NULL
                 AND substr(message, -length(:url)) = :url""",
            facts,
        )


def _tell_gap(connection: sqlite3.Connection, finding: SourceRead, facts: dict[str, str]) -> None:
    source = connection.execute("SELECT polled_at FROM sources WHERE id = ?", (finding.source_id,)).fetchone()
    since = source["polled_at"] or facts["at"]
    message = (
        f"of {len(finding.links)} links none was there at {since}: others may have come and gone unseen, "
        f"and it is read more often now: {finding.url}"
    )
    connection.execute(
        "INSERT INTO gaps(outlet, from_at, to_at, why) VALUES(:outlet, :since, :at, :kind || ': ' || :message)",
        facts | {"since": since, "message": message},
    )
    connection.execute(
        """INSERT INTO incidents(outlet, kind, message, opened_at) VALUES(:outlet, :kind, :message, :at)
           ON CONFLICT(coalesce(outlet, ''), kind, coalesce(language, '')) WHERE closed_at IS NULL
           DO UPDATE SET message = excluded.message""",
        facts | {"message": message},
    )
