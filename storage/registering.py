"""Outlets and their sources as the outlet files have them now; nothing is ever deleted here."""

import json
import sqlite3
from collections.abc import Iterable
from datetime import datetime

from storage.outlet_facts import OutletFacts
from storage.recording.learned import keep_lines
from storage.text import clean_line
from storage.times import stamp, utc_offset_minutes

GONE_FROM_FILES = "its file is gone"


def register(connection: sqlite3.Connection, outlets: Iterable[OutletFacts], now: datetime) -> None:
    """Bring outlets and sources to what the files say. What they no longer name is disabled and keeps its history."""
    at = stamp(now)
    slugs = []
    for outlet in outlets:
        slugs.append(outlet.slug)
        _register_outlet(connection, outlet, now)
        _register_sources(connection, outlet, at)
        keep_lines(connection, outlet.slug, outlet.keep)
    connection.execute(
        """UPDATE outlets SET enabled = 0, state = 'paused', state_reason = ?,
             state_since = CASE state WHEN 'paused' THEN state_since ELSE ? END
           WHERE slug NOT IN (SELECT value FROM json_each(?))""",
        (GONE_FROM_FILES, at, json.dumps(slugs)),
    )


def _register_outlet(connection: sqlite3.Connection, outlet: OutletFacts, now: datetime) -> None:
    state, reason = ("new", None) if outlet.enabled else ("paused", clean_line(outlet.reason))
    connection.execute(
        """INSERT INTO outlets(slug, name, home_url, timezone, utc_offset, languages, enabled, state, state_since,
             state_reason)
           VALUES(:slug, :name, :home, :timezone, :utc_offset, :languages, :enabled, :state, :at, :reason)
           ON CONFLICT(slug) DO UPDATE SET name = excluded.name, home_url = excluded.home_url,
             timezone = excluded.timezone, utc_offset = excluded.utc_offset, languages = excluded.languages,
             enabled = excluded.enabled,
             state_reason = CASE WHEN excluded.enabled AND state <> 'paused' THEN state_reason
               ELSE excluded.state_reason END,
             state_since = CASE WHEN (state = 'paused') = (excluded.state = 'paused') THEN state_since
               ELSE excluded.state_since END,
             state = CASE WHEN (state = 'paused') = (excluded.state = 'paused') THEN state ELSE excluded.state END""",
        {
            "slug": outlet.slug,
            "name": outlet.name,
            "home": outlet.home,
            "timezone": outlet.timezone,
            "utc_offset": utc_offset_minutes(now, outlet.timezone),
            "languages": json.dumps(list(outlet.languages)),
            "enabled": int(outlet.enabled),
            "state": state,
            "reason": reason,
            "at": stamp(now),
        },
    )


def keep_offset(connection: sqlite3.Connection, outlet: str, now: datetime) -> None:
    """How far the outlet's clock is ahead now: a daemon runs through the changes of summer time."""
    timezone = connection.execute("SELECT timezone FROM outlets WHERE slug = ?", (outlet,)).fetchone()["timezone"]
    connection.execute(
        "UPDATE outlets SET utc_offset = ?1 WHERE slug = ?2 AND utc_offset <> ?1",
        (utc_offset_minutes(now, timezone), outlet),
    )


def _register_sources(connection: sqlite3.Connection, outlet: OutletFacts, at: str) -> None:
    for source in outlet.sources:
        connection.execute(
            """INSERT INTO sources(outlet, kind, url, language, enabled, interval_seconds, every_seconds, due_at)
               VALUES(:outlet, :kind, :url, :language, :enabled, :every, :every, :at)
               ON CONFLICT(outlet, url) DO UPDATE SET kind = :kind, language = :language,
                 interval_seconds = CASE WHEN every_seconds = :every THEN interval_seconds ELSE :every END,
                 due_at = CASE WHEN (:enabled AND NOT enabled) OR every_seconds <> :every THEN :at ELSE due_at END,
                 every_seconds = :every, enabled = :enabled""",
            {
                "outlet": outlet.slug,
                "kind": source.kind,
                "url": source.url,
                "language": source.language,
                "enabled": int(source.enabled),
                "every": int(source.every.total_seconds()),
                "at": at,
            },
        )
    connection.execute(
        "UPDATE sources SET enabled = 0 WHERE outlet = ? AND url NOT IN (SELECT value FROM json_each(?))",
        (outlet.slug, json.dumps([source.url for source in outlet.sources])),
    )
