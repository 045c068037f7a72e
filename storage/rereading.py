"""Which kept pages are to be read again: of hot articles that another extractor read, or this one with other rules."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from storage.findings import Page
from storage.hot import HOT_AGE, HOT_INTERVAL, IS_HOT
from storage.pages import PageStore
from storage.times import stamp

MOST_BYTES = 8 << 20  # of the pages of one plan, compressed: they go through a pipe while the daemon waits


class Rereadable(NamedTuple):
    """An article whose page may be read again, and the times between which the page of its text was fetched."""

    id: int
    written_at: str
    checked_at: str

    def is_shown_by(self, fetched_at: str | None) -> bool:
        """Whether a page fetched then shows the text that is stored."""
        return fetched_at is not None and self.written_at <= fetched_at <= self.checked_at


def rereadable(
    connection: sqlite3.Connection, outlet: str, now: datetime, extractor: tuple[str, str] | None = None
) -> list[Rereadable]:
    """The outlet's hot articles, first those that are due first; with `extractor`, only those that it did not read."""
    version, rules_hash = extractor or ("", "")
    rows = connection.execute(
        f"""SELECT a.id, a.checked_at, (SELECT max(r.seen_at) FROM revisions r
              WHERE r.article_id = a.id AND r.reason <> 'reextract') AS written_at
            FROM articles a
            WHERE a.outlet = :outlet AND {IS_HOT} AND a.status <> 'merged'
              AND instr(' ' || a.flags || ' ', ' teaser ') = 0 AND a.extractor_id NOT IN
                (SELECT id FROM extractors WHERE version = :version AND rules_hash = :rules_hash)
            ORDER BY a.due_at, a.id""",
        {"outlet": outlet, **_hot_times(now), "version": version, "rules_hash": rules_hash},
    )
    return [Rereadable(row["id"], row["written_at"], row["checked_at"]) for row in rows]


def with_page(store: PageStore, articles: list[Rereadable]) -> list[int]:
    """Of which of these articles the page that shows their text is there."""
    times = store.times([article.id for article in articles])
    return [article.id for article in articles if article.is_shown_by(times.get(article.id))]


def pages_of(store: PageStore, articles: list[Rereadable], limit: int) -> Iterator[Page]:
    """The pages that show these articles' texts, as many as may travel at once."""
    size = 0
    for article_id in with_page(store, articles)[:limit]:
        page = store.read(article_id)
        if page is None:
            continue
        size += len(page.html)
        if size > MOST_BYTES and size > len(page.html):
            return
        yield page


def cold_pages(connection: sqlite3.Connection, store: PageStore, now: datetime) -> list[int]:
    """The articles whose page is kept though they are no longer hot."""
    rows = connection.execute(f"SELECT a.id FROM articles a WHERE {IS_HOT} AND a.status <> 'merged'", _hot_times(now))
    return sorted(store.times().keys() - {row["id"] for row in rows})


def _hot_times(now: datetime) -> dict[str, str]:
    return {"soon": stamp(now + HOT_INTERVAL), "recent": stamp(now - HOT_AGE)}
