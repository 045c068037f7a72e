"""What is due, and the plan of one crawl: everything that the crawl must know, since it holds no database handle."""

import sqlite3
from array import array
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from storage.addresses import host_of
from storage.breaker import is_open
from storage.connection import query
from storage.full_looks import must_be_read_in_full
from storage.pacing import due_sources, gone_of_late, paces, robots_of, usual_gap
from storage.plans import CrawlPlan, DueArticle, DueSource, DueUrl
from storage.recording.health.offline import next_question_at, offline_since
from storage.registering import keep_offset
from storage.times import moment_or_none, stamp

KNOWN_FOR = timedelta(days=180)  # a URL unseen for longer is found anew: plans stay under 1 MB for a busy outlet
NO_LIMIT = -1
# Of the table articles, as `a`: not merged, and no other story told at its address by now.
IS_ITS_OWN = """a.status <> 'merged' AND NOT EXISTS(
  SELECT 1 FROM urls u WHERE u.url = a.url AND u.outlet = a.outlet AND u.article_id <> a.id)"""
DUE = """
  SELECT o.slug AS outlet, o.rests_until, min(
    coalesce((SELECT min(due_at) FROM sources s WHERE s.outlet = o.slug AND s.enabled AND s.kind <> 'archive'), '9999'),
    coalesce((SELECT min(due_at) FROM urls u WHERE u.outlet = o.slug AND u.due_at IS NOT NULL), '9999'),
    coalesce((SELECT min(due_at) FROM articles a WHERE a.outlet = o.slug AND a.due_at IS NOT NULL), '9999')) AS due_at
  FROM outlets o WHERE o.enabled
    AND NOT EXISTS(SELECT 1 FROM crawls c WHERE c.outlet = o.slug AND c.finished_at IS NULL)
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What one crawl is to do."""

    sources: tuple[DueSource, ...] = ()
    urls: tuple[DueUrl, ...] = ()
    articles: tuple[DueArticle, ...] = ()


def due_outlets(connection: sqlite3.Connection, now: datetime) -> list[str]:
    """The outlets to crawl now, the longest due first: enabled, not resting, none running, with something due.

    While nothing can be reached, one at most.
    """
    rows = connection.execute(
        f"""SELECT outlet FROM ({DUE}) WHERE due_at <= :now AND coalesce(rests_until, '') <= :now
            ORDER BY due_at, outlet""",
        {"now": stamp(now)},
    )
    due = [row["outlet"] for row in rows]
    asked_at = next_question_at(connection)
    if asked_at is None:
        return due
    return due[:1] if asked_at <= now else []


def next_due_at(connection: sqlite3.Connection) -> datetime | None:
    """When the next outlet that is not being crawled falls due, its rest counted; None when nothing ever does."""
    row = connection.execute(
        f"SELECT min(max(due_at, coalesce(rests_until, ''))) AS due_at FROM ({DUE}) WHERE due_at < '9999'"
    ).fetchone()
    due_at, asked_at = moment_or_none(row["due_at"]), next_question_at(connection)
    return max(due_at, asked_at) if due_at and asked_at else due_at


def open_plan(
    connection: sqlite3.Connection,
    outlet: str,
    now: datetime,
    *,
    everything: bool,
    recheck: bool,
    since: datetime | None,
    limit: int,
) -> CrawlPlan:
    """Open a crawl and say what it is to do. Raises LookupError for an outlet that was never registered."""
    row = connection.execute("SELECT failures FROM outlets WHERE slug = ?", (outlet,)).fetchone()
    if row is None:
        raise LookupError(f"no outlet {outlet!r} in this archive: register the outlet files first")
    everything = everything or recheck or since is not None
    keep_offset(connection, outlet, now)
    if not everything and (is_open(row["failures"]) or offline_since(connection)):
        work = Work(sources=due_sources(connection, outlet, now, everything=True)[:1])  # half-open: one question
    else:
        limit = NO_LIMIT if everything else limit
        work = Work(
            sources=due_sources(connection, outlet, now, everything=everything, archives=since is not None),
            urls=_urls(connection, outlet, now, limit, everything=everything),
            articles=_articles(connection, outlet, now, limit, recheck=recheck),
        )
    failures = None if everything else row["failures"]
    plan = _plan(connection, _opened(connection, outlet, now), outlet, now, work)
    return replace(plan, failures=failures, thorough=recheck, since=since)


def _opened(connection: sqlite3.Connection, outlet: str, now: datetime) -> int:
    crawl = connection.execute(
        "INSERT INTO crawls(outlet, started_at, articles_new, articles_changed) VALUES(?, ?, 0, 0)",
        (outlet, stamp(now)),
    )
    assert crawl.lastrowid is not None
    return crawl.lastrowid


def _plan(connection: sqlite3.Connection, crawl_id: int, outlet: str, now: datetime, work: Work) -> CrawlPlan:
    """The work, and what must be known to do it."""
    hosts = _hosts(connection, outlet, work)
    return CrawlPlan(
        crawl_id=crawl_id,
        outlet=outlet,
        now=now,
        sources=work.sources,
        urls=work.urls,
        articles=work.articles,
        known=_known(connection, outlet, now),
        chrome=learned_chrome(connection, outlet),
        robots=robots_of(connection, now, hosts),
        paces=paces(connection, hosts),
        usual_gap=usual_gap(connection, outlet, now),
        gone_of_late=gone_of_late(connection, outlet, now),
    )


def _urls(
    connection: sqlite3.Connection, outlet: str, now: datetime, limit: int, *, everything: bool
) -> tuple[DueUrl, ...]:
    # The newest first: a backlog must not hold back today's stories, whose first version is the one that is edited.
    # A try before it is due, by hand, is the last one made again: an order given ten times in an hour gives nothing up.
    rows = query(
        connection,
        """SELECT url, max(tries - (due_at > :now), 0) AS tries FROM urls
           WHERE outlet = :outlet AND due_at IS NOT NULL AND due_at <= :due ORDER BY due_at DESC, id LIMIT :limit""",
        {"outlet": outlet, "now": stamp(now), "due": "9999" if everything else stamp(now), "limit": limit},
    )
    return tuple(DueUrl(**row) for row in rows)


def _articles(
    connection: sqlite3.Connection, outlet: str, now: datetime, limit: int, *, recheck: bool
) -> tuple[DueArticle, ...]:
    which = IS_ITS_OWN if recheck else "a.due_at IS NOT NULL AND a.due_at <= :now"
    rows = query(
        connection,
        f"""SELECT a.id, a.url, a.status, a.first_seen_at, a.published_at, a.changed_at, a.checked_at, r.text_hash,
               a.etag, a.last_modified, a.flags, e.version, e.rules_hash
            FROM articles a JOIN revisions r ON r.article_id = a.id AND r.n = a.versions
              JOIN extractors e ON e.id = a.extractor_id
            WHERE a.outlet = :outlet AND {which} ORDER BY a.due_at, a.id LIMIT :limit""",
        {"outlet": outlet, "now": stamp(now), "limit": NO_LIMIT if recheck else limit},
    )
    has_lied = bool(connection.execute("SELECT lies FROM outlets WHERE slug = ?", (outlet,)).fetchone()["lies"])
    return tuple(_due_article(connection, row, now, has_lied=has_lied) for row in rows)


def _due_article(connection: sqlite3.Connection, row: dict[str, Any], now: datetime, *, has_lied: bool) -> DueArticle:
    read_by = (row.pop("version"), row.pop("rules_hash"))
    if has_lied or must_be_read_in_full(connection, row["id"], now):
        row |= {"etag": None, "last_modified": None}
    times = ("first_seen_at", "checked_at", "published_at", "changed_at")
    return DueArticle(**row | {name: moment_or_none(row[name]) for name in times}, read_by=read_by)


def _known(connection: sqlite3.Connection, outlet: str, now: datetime) -> bytes:
    rows = connection.execute(
        "SELECT DISTINCT url_hash FROM urls WHERE outlet = ? AND last_seen_at >= ? ORDER BY url_hash",
        (outlet, stamp(now - KNOWN_FOR)),
    )
    return array("q", (row[0] for row in rows)).tobytes()


def learned_chrome(connection: sqlite3.Connection, outlet: str) -> dict[str, str | None]:
    """The lines that an outlet's pages taught, and their languages."""
    rows = connection.execute("SELECT text, language FROM chrome WHERE outlet = ? AND learned = 1", (outlet,))
    return {row["text"]: row["language"] for row in rows}


def _hosts(connection: sqlite3.Connection, outlet: str, work: Work) -> set[str]:
    """The hosts that a crawl may meet: of all sources, and of everything that is due."""
    all_sources = connection.execute("SELECT url FROM sources WHERE outlet = ?", (outlet,))
    due = [
        *(each.url for each in work.sources),
        *(each.url for each in work.urls),
        *(each.url for each in work.articles),
    ]
    return {host_of(url) for url in (*due, *(row["url"] for row in all_sources))}
