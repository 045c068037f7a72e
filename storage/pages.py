"""`<database>-pages`: the page behind each hot article's latest version, for a better extractor to read again.

A cache beside the archive: written before the archive's commit, may be deleted at any time. A row is to be believed
only when its `fetched_at` is not after the article's `checked_at`: a later one is of a transaction that never ended.
"""

import logging
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

log = logging.getLogger(__name__)

TABLE = """
CREATE TABLE IF NOT EXISTS pages(
  article_id INTEGER PRIMARY KEY, fetched_at TEXT NOT NULL, url TEXT NOT NULL, charset TEXT, html BLOB NOT NULL) STRICT
"""


class Page(NamedTuple):
    """A page to keep: zlib-compressed bytes, and what they were fetched as."""

    article_id: int
    fetched_at: str
    url: str
    charset: str | None
    html: bytes


class PageStore:
    """The sibling file. Opened for every batch, so that deleting it is noticed; about 1 ms."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(database.name + "-pages")

    def keep(self, pages: Sequence[Page]) -> None:
        """Replace the pages of these articles. A cache that cannot be written is no reason to stop: it is logged."""
        if not pages:
            return
        try:
            self._write(pages)
        except sqlite3.OperationalError as error:
            log.warning("%s: pages are not kept for re-extraction: %s", self.path, error)
        except sqlite3.DatabaseError as error:
            log.warning("%s is damaged and is begun anew: %s", self.path, error)
            self.path.unlink(missing_ok=True)

    def read(self, article_id: int) -> Page | None:
        """The kept page of an article, or None."""
        if not self.path.exists():
            return None
        try:
            with closing(sqlite3.connect(self.path)) as connection:
                row = connection.execute("SELECT * FROM pages WHERE article_id = ?", (article_id,)).fetchone()
        except sqlite3.DatabaseError as error:
            log.warning("%s cannot be read: %s", self.path, error)
            return None
        return None if row is None else Page(*row)

    def _write(self, pages: Sequence[Page]) -> None:
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            connection.execute("PRAGMA synchronous = OFF")  # a cache: survives a kill, need not survive a power cut
            connection.execute("BEGIN IMMEDIATE")
            connection.execute(TABLE)
            connection.executemany("INSERT OR REPLACE INTO pages VALUES(?, ?, ?, ?, ?)", pages)
            connection.execute("COMMIT")
