"""Looks at an article that is known: the run-length log of them, and what a row of looks says about its status."""

import sqlite3
from datetime import timedelta
from typing import NamedTuple

from storage.findings import PageRead
from storage.recording.events import add_event, count_day
from storage.recording.headlines import OTHER
from storage.recording.health.outages import is_in_outage, last_outage_until
from storage.records import Change, Outcome
from storage.text import clean_line
from storage.times import moment, stamp

ABSENT = frozenset({Outcome.GONE, Outcome.SOFT_404})
PRESENT = frozenset({Outcome.FETCHED, Outcome.NOT_MODIFIED, Outcome.PAYWALLED})
# What we did not do says nothing about the article.
OURS = frozenset(
    {Outcome.LIMIT_REACHED, Outcome.KILLED, Outcome.BLOCKED_ROBOTS, Outcome.BLOCKED_ADDRESS, Outcome.BLOCKED_SCHEME}
)
# Three looks half a day apart; those around one midnight, or in a night of maintenance, are not enough.
LOOKS_UNTIL_GONE, GONE_AFTER = 3, timedelta(hours=20)
LOOKS_UNTIL_GONE_THOROUGH = 2
UNREACHABLE_AFTER = timedelta(days=7)  # a guess: longer than any outage that outlets came back from
RUNS_READ = 100
SECOND = timedelta(seconds=1)


class Run(NamedTuple):
    """Trailing looks of one kind: how many, and when the first and the last of them were."""

    looks: int
    from_at: str
    to_at: str


def observe(connection: sqlite3.Connection, article_id: int, finding: PageRead) -> None:
    """Write the look down: one more in the last run when it is like it, or else the begin of a new run."""
    if finding.outcome in OURS:
        return
    last = connection.execute(
        "SELECT * FROM observations WHERE article_id = ? ORDER BY from_at DESC LIMIT 1", (article_id,)
    ).fetchone()
    at = stamp(finding.seen_at)
    final_url = None if finding.final_url == finding.url else finding.final_url
    seen = (finding.outcome, finding.http_status, final_url, _headline_on_trial(finding.detail))
    if last is not None:
        at = max(at, last["to_at"])  # the clock may have been set back; the order of looks may not
        known = (last["outcome"], last["http_status"], last["final_url"], _headline_on_trial(last["detail"]))
        if known == seen:
            connection.execute(
                """UPDATE observations SET to_at = ?, checks = checks + 1, detail = ?
                   WHERE article_id = ? AND from_at = ?""",
                (at, clean_line(finding.detail), article_id, last["from_at"]),
            )
            return
        if at == last["from_at"]:
            at = stamp(moment(at) + SECOND)  # a run has a second of its own: two of one second would lose their order
    connection.execute(
        """INSERT INTO observations(article_id, from_at, to_at, checks, outcome, http_status, final_url, detail)
           VALUES(?, ?, ?, 1, ?, ?, ?, ?)""",
        (article_id, at, at, *seen[:3], clean_line(finding.detail)),
    )


def _headline_on_trial(detail: str | None) -> str | None:
    return detail if detail is not None and detail.startswith(OTHER) else None


def record_failed_look(connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead) -> Change:
    """A look that did not show the text. The text is never touched; the status only as a row of looks allows."""
    observe(connection, article["id"], finding)
    if finding.outcome not in OURS:
        connection.execute("UPDATE articles SET http_status = ? WHERE id = ?", (finding.http_status, article["id"]))
    connection.execute(
        "UPDATE articles SET due_at = ? WHERE id = ?",
        (None if finding.due_at is None else stamp(finding.due_at), article["id"]),
    )
    if finding.outcome in ABSENT:
        return _judge_absence(connection, article, finding)
    if finding.outcome is Outcome.PAYWALLED:
        return _close_off(connection, article, finding)
    if finding.outcome is Outcome.BLOCKED and article["status"] in {"live", "unreachable"}:
        set_status(connection, article["id"], "blocked", stamp(finding.seen_at))
    elif finding.outcome is Outcome.NOT_AN_ARTICLE:
        _suspect(connection, article, finding)  # a list, or the front page: or we misread it, so it never makes `gone`
    elif article["status"] in {"live", "suspect", "blocked"}:
        failing = _trailing(connection, article["id"], frozenset(Outcome) - PRESENT - ABSENT, skip=frozenset())
        if failing.looks and finding.seen_at - moment(failing.from_at) >= UNREACHABLE_AFTER:
            set_status(connection, article["id"], "unreachable", stamp(finding.seen_at))
    return Change.NOTED if finding.outcome is Outcome.NOT_AN_ARTICLE else Change.FAILED


def away_until(connection: sqlite3.Connection, article: sqlite3.Row) -> str:
    """When the article was last seen away: its return happened after that."""
    away = ABSENT if article["status"] == "gone" else {Outcome.PAYWALLED}
    last = connection.execute(
        f"""SELECT max(to_at) AS at FROM observations
            WHERE article_id = ? AND outcome IN ({", ".join("?" * len(away))})""",
        (article["id"], *away),
    ).fetchone()
    return str(last["at"] or article["status_since"])


def set_status(connection: sqlite3.Connection, article_id: int, status: str, at: str) -> None:
    """Change the status; `status_since` moves only when it really changes."""
    connection.execute(
        "UPDATE articles SET status = ?, status_since = ? WHERE id = ? AND status <> ?",
        (status, at, article_id, status),
    )


def _suspect(connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead) -> None:
    if article["status"] in {"live", "blocked", "unreachable"}:
        set_status(connection, article["id"], "suspect", stamp(finding.seen_at))


def _judge_absence(connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead) -> Change:
    if article["status"] == "gone":
        return Change.FAILED
    at = stamp(finding.seen_at)
    absent = _trailing(connection, article["id"], ABSENT, skip=frozenset(Outcome) - PRESENT - ABSENT)
    if not _is_enough(connection, article, finding, absent) or is_in_outage(connection, article, absent.from_at):
        set_status(connection, article["id"], "suspect", at)
        return Change.SUSPECT
    set_status(connection, article["id"], "gone", at)
    said = finding.http_status if finding.outcome is Outcome.GONE else "not found"
    add_event(
        connection,
        article["id"],
        article["outlet"],
        "vanished",
        at,
        not_before=article["checked_at"],
        detail=f"{said} since {absent.from_at}, {absent.looks} looks",
    )
    count_day(connection, article["outlet"], at, "vanished")
    return Change.VANISHED


def _is_enough(connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead, absent: Run) -> bool:
    """Whether so many looks, over so long, make an absence; what an outage hid is looked at anew when it is over."""
    outage = last_outage_until(connection, article["outlet"])
    if finding.thorough and absent.looks >= LOOKS_UNTIL_GONE_THOROUGH and absent.from_at > outage:
        return True
    since = moment(max(absent.from_at, outage))
    return absent.looks >= LOOKS_UNTIL_GONE and moment(absent.to_at) - since >= GONE_AFTER


def _close_off(connection: sqlite3.Connection, article: sqlite3.Row, finding: PageRead) -> Change:
    if article["status"] == "paywalled":
        return Change.FAILED
    at = stamp(finding.seen_at)
    window = {"not_before": article["checked_at"]}
    if article["status"] == "gone":
        window = {"not_before": away_until(connection, article)}
        add_event(connection, article["id"], article["outlet"], "restored", at, detail="behind a paywall", **window)
        count_day(connection, article["outlet"], at, "restored")
    set_status(connection, article["id"], "paywalled", at)
    add_event(connection, article["id"], article["outlet"], "paywalled", at, **window)
    return Change.PAYWALLED


def _trailing(
    connection: sqlite3.Connection, article_id: int, counted: frozenset[Outcome], *, skip: frozenset[Outcome]
) -> Run:
    """The last looks with a counted outcome, back to the first that is neither counted nor skipped."""
    rows = connection.execute(
        "SELECT from_at, to_at, checks, outcome FROM observations WHERE article_id = ? ORDER BY from_at DESC LIMIT ?",
        (article_id, RUNS_READ),
    ).fetchall()
    run = Run(0, "", "")
    for row in rows:
        if row["outcome"] in counted:
            run = Run(run.looks + row["checks"], row["from_at"], run.to_at or row["to_at"])
        elif row["outcome"] not in skip:
            break
    return run
