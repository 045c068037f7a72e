"""The figures of an outlet that `storage.breakage` judges, read from the archive."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from storage.breakage.figures import (
    REMEMBERED,
    Edition,
    Figures,
    Hour,
    Kind,
    Repeated,
    Span,
    Story,
    Told,
)
from storage.breakage.sentences import count_sentences, latest_of, repeated_sentences, weeks_before
from storage.recording.health.incidents import open_incidents
from storage.recording.health.outages import OUTAGE
from storage.recording.health.overlap import POSSIBLE_GAP
from storage.times import moment, stamp, zone

NEWS = timedelta(days=2)  # between publication and first sight; a guess: what is older comes from a backfill
ASK_OTHERS = timedelta(hours=6)  # of silence; a guess: a shorter one is no holiday
OTHERS_FOR = timedelta(days=1)  # of the silence: the holiday
OTHERS_LEAST = 20  # articles of other outlets: fewer tell nothing of the day
WEEK, WEEKS = timedelta(days=7), 4


class _Read(NamedTuple):
    """What was read of an outlet once, for all its editions; in order of time."""

    outlet: str
    now: datetime
    stories: list[Story]
    hours: list[tuple[str, Hour]]  # with their language
    incidents: list[sqlite3.Row]


def read_figures(connection: sqlite3.Connection, outlet: str, now: datetime) -> Figures:
    """Everything that is judged of an outlet. Raises LookupError for one that is not registered."""
    row = connection.execute("SELECT name, timezone, languages FROM outlets WHERE slug = ?", (outlet,)).fetchone()
    if row is None:
        raise LookupError(f"no outlet {outlet!r} in this archive")
    incidents = open_incidents(connection, outlet)
    read = _Read(outlet, now, _stories(connection, outlet, now), _hours(connection, outlet, now), incidents)
    languages = json.loads(row["languages"])
    return Figures(
        name=row["name"],
        now=now,
        timezone=row["timezone"],
        zone=zone(row["timezone"]),
        is_in_outage=any(incident["kind"] == OUTAGE for incident in incidents),
        unwatched=_unwatched(connection, outlet, now),
        editions=_several(connection, read, languages) if len(languages) > 1 else (_edition(connection, read, None),),
    )


def _several(connection: sqlite3.Connection, read: _Read, languages: Sequence[str]) -> tuple[Edition, ...]:
    """An edition a language, after the outlet with what belongs to none of them."""
    whole = Edition(
        stories=tuple(read.stories),
        hours=_merged(hour for language, hour in read.hours if language not in languages),
        told=_told(read.incidents, None),
    )
    return (whole, *(_edition(connection, _only(read, language), language) for language in languages))


def _only(read: _Read, language: str) -> _Read:
    return read._replace(
        stories=[story for story in read.stories if story.language == language],
        hours=[(named, hour) for named, hour in read.hours if named == language],
    )


def _edition(connection: sqlite3.Connection, read: _Read, language: str | None) -> Edition:
    looked_until = _looked_until(connection, read.outlet, language)
    return Edition(
        language=language,
        stories=tuple(read.stories),
        hours=_merged(hour for _, hour in read.hours),
        repeated=_repeated(connection, read),
        looked_until=looked_until,
        elsewhere=_elsewhere(connection, read, looked_until),
        told=_told(read.incidents, language),
    )


def _stories(connection: sqlite3.Connection, outlet: str, now: datetime) -> list[Story]:
    rows = connection.execute(
        """SELECT first_seen_at, published_at, language, words, id FROM articles
           WHERE outlet = ? AND first_seen_at >= ? AND status <> 'merged' ORDER BY first_seen_at, id""",
        (outlet, stamp(now - REMEMBERED)),
    )
    stories = ((Story(moment(row[0]), row["language"], row["words"], row["id"]), row["published_at"]) for row in rows)
    return [story for story, published in stories if published is None or story.at - moment(published) < NEWS]


def _hours(connection: sqlite3.Connection, outlet: str, now: datetime) -> list[tuple[str, Hour]]:
    """But for those of earlier incidents, which must not count as usual."""
    rows = connection.execute(
        """SELECT language, hour, pages, bodies, new_pages, new_bodies FROM outlet_hours h
           WHERE outlet = ? AND hour >= ? AND NOT EXISTS(
             SELECT 1 FROM incidents i WHERE i.outlet = h.outlet AND i.kind = ?
               AND h.hour BETWEEN i.opened_at AND i.closed_at) ORDER BY hour""",
        (outlet, stamp(now - REMEMBERED), Kind.NO_BODY),
    )
    return [(language, Hour(moment(hour), *counts)) for language, hour, *counts in rows]


def _merged(hours: Iterable[Hour]) -> tuple[Hour, ...]:
    """One an hour, whatever the languages."""
    merged: dict[datetime, Hour] = {}
    for hour in hours:
        there = merged.get(hour.at, Hour(hour.at, 0, 0))
        merged[hour.at] = Hour(hour.at, *(one + other for one, other in zip(there[1:], hour[1:], strict=True)))
    return tuple(merged.values())


def _told(incidents: Iterable[sqlite3.Row], language: str | None) -> dict[Kind, Told]:
    return {
        Kind(incident["kind"]): Told(moment(incident["opened_at"]), incident["message"])
        for incident in incidents
        if incident["kind"] in set(Kind) and incident["language"] == language
    }


def _unwatched(connection: sqlite3.Connection, outlet: str, now: datetime) -> tuple[Span, ...]:
    """But for gaps between two readings that do not overlap: there we looked, and may have missed some of many."""
    rows = connection.execute(
        """SELECT from_at, to_at FROM gaps WHERE (outlet = ?1 OR outlet IS NULL) AND to_at >= ?2
             AND substr(why, 1, length(?3)) <> ?3 ORDER BY from_at""",
        (outlet, stamp(now - REMEMBERED), POSSIBLE_GAP),
    )
    return tuple(Span(moment(row["from_at"]), moment(row["to_at"])) for row in rows)


def _looked_until(connection: sqlite3.Connection, outlet: str, language: str | None) -> datetime | None:
    (at,) = connection.execute(
        """SELECT max(polled_at) FROM sources WHERE outlet = ?1 AND enabled AND outcome IN ('fetched', 'not_modified')
             AND (?2 IS NULL OR language IS NULL OR language = ?2)""",
        (outlet, language),
    ).fetchone()
    return moment(at) if at else None


def _repeated(connection: sqlite3.Connection, read: _Read) -> tuple[Repeated, ...]:
    """Bodies of weeks ago are read when there is something to look for in them."""
    bodies = _bodies(connection, latest_of(read.stories, read.now))
    learned = connection.execute("SELECT text FROM chrome WHERE outlet = ? AND learned = 1", (read.outlet,))
    found = count_sentences(bodies, {row["text"] for row in learned})
    if not found:
        return ()
    return repeated_sentences(found, len(bodies), _bodies(connection, weeks_before(read.stories, read.now)))


def _bodies(connection: sqlite3.Connection, stories: Iterable[Story]) -> list[str]:
    """The texts as they stand now: a line that was learned as chrome meanwhile is no longer in them."""
    rows = connection.execute(
        """SELECT group_concat(text, char(10)) AS body FROM blocks WHERE part = 'body' AND last_n IS NULL
             AND article_id IN (SELECT value FROM json_each(?)) GROUP BY article_id""",
        (json.dumps([story.id for story in stories]),),
    )
    return [row["body"] for row in rows]


def _elsewhere(connection: sqlite3.Connection, read: _Read, until: datetime | None) -> float:
    """What other outlets brought of late, as a share of what they brought at this time of the weeks before."""
    if not read.stories or until is None or until - read.stories[-1].at < ASK_OTHERS:
        return 1.0
    since = max(read.stories[-1].at, until - OTHERS_FOR)
    now, *before = (_others_between(connection, read, since - WEEK * n, until - WEEK * n) for n in range(WEEKS + 1))
    usual = sum(before) / WEEKS
    return min(1.0, now / usual) if usual >= OTHERS_LEAST else 1.0


def _others_between(connection: sqlite3.Connection, read: _Read, since: datetime, until: datetime) -> int:
    (articles,) = connection.execute(
        "SELECT count(*) FROM articles WHERE first_seen_at > ? AND first_seen_at <= ?", (stamp(since), stamp(until))
    ).fetchone()
    return int(articles) - sum(since < story.at <= until for story in read.stories)
