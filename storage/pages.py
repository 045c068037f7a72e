"""`<database>-pages`: the page behind each hot article's latest version, for a better extractor to read again.

A cache beside the archive: written before the archive's commit, may be deleted at any time. A row is to be believed
only when its `fetched_at` is not after the article's `checked_at`: a later one is of a transaction that never ended;
nor before the outlet's last change of the text: an earlier one was to be replaced and could not be written.
"""

import json
import logging
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Any

from storage.findings import Page

log = logging.getLogger(__name__)

TABLE = """
CREATE TABLE IF NOT EXISTS pages(
  article_id INTEGER PRIMARY KEY, fetched_at TEXT NOT NULL, url TEXT NOT NULL, charset TEXT, html BLOB NOT NULL) STRICT
"""


class PageStore:
    """The sibling file. Opened for every batch, so that deleting it is noticed; about 1 ms."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(database.name + "-pages")

    def keep(self, pages: Mapping[int, Page | None]) -> None:
        """Replace the pages of these articles; None forgets. A cache that cannot be written is no reason to stop."""
        if not pages or not (any(pages.values()) or self.path.exists()):
            return
        try:
            self._write([page for page in pages.values() if page], [key for key, page in pages.items() if not page])
        except sqlite3.OperationalError as error:
            log.warning("%s: pages are not kept for re-extraction: %s", self.path, error)
        except sqlite3.DatabaseError as error:
            log.warning("%s is damaged and is begun anew: %s", self.path, error)
            self.path.unlink(missing_ok=True)

    def read(self, article_id: int) -> Page | None:
        """The kept page of an article, or None."""
        found = self._ask("SELECT * FROM pages WHERE article_id = ?", (article_id,))
        return Page(*found[0]) if found else None

    def times(self, articles: Sequence[int] | None = None) -> dict[int, str]:
        """Of which of these articles (None: of which at all) a page is kept, and when it was fetched."""
        if articles is None:
            return dict(self._ask("SELECT article_id, fetched_at FROM pages"))
        which = "article_id IN (SELECT value FROM json_each(?))"
        return dict(self._ask(f"SELECT article_id, fetched_at FROM pages WHERE {which}", (json.dumps(articles),)))

    def _ask(self, sql: str, parameters: Sequence[object] = ()) -> list[Any]:
        if not self.path.exists():
            return []
        try:
            with closing(sqlite3.connect(self.path)) as connection:
                return connection.execute(sql, parameters).fetchall()
        except sqlite3.DatabaseError as error:
            log.warning("%s cannot be read: %s", self.path, error)
            return []

    def _write(self, pages: Sequence[Page], forgotten: Sequence[int]) -> None:
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = OFF")  # a cache: survives a kill, need not survive a power cut
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(TABLE)
            connection.executemany("INSERT OR REPLACE INTO pages VALUES(?, ?, ?, ?, ?)", pages)
            connection.executemany("DELETE FROM pages WHERE article_id = ?", [(key,) for key in forgotten])
            connection.execute("COMMIT")
