"""What a version costs: bytes of SQLite pages for the weave, beside full copies of every version."""

import os
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.archive import Archive
from storage.findings import PageRead
from storage.records import Extraction, Outcome
from storage.schema.articles import BLOCKS
from tests.benchmarks.million_archive import outlet_of
from tests.press import ARTICLES
from tests.press.article_files import PressArticle, read_articles

SETS = 20  # times that the press's stories are taken: a file of some thousand versions
NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
EDITED_OF_20 = 7  # articles that are edited, and below: how often; 0.7 later versions an article, as newspapers do
COPIES = "CREATE TABLE blocks(article_id, n, title, standfirst, body, PRIMARY KEY(article_id, n))"


def measure() -> list[str]:
    """Bytes of an article's first version and of each later one, woven and copied; then the whole archive."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        articles, later = _written(path)
        woven = "SELECT id, article_id, part, place, first_n, NULL, text FROM archive.blocks WHERE first_n <= ?"
        copied = "SELECT article_id, n, title, standfirst, body FROM archive.version_text WHERE n <= ?"
        lines = [f"{articles:,} articles of the press, {later:,} later versions"]
        for name, schema, rows in (("woven", BLOCKS, woven), ("full copies", COPIES, copied)):
            first, both = (_size(path, schema, rows, versions) for versions in (1, 1_000))
            lines.append(f"{name:12} {first / articles:6.0f} B a first version {(both - first) / later:6.0f} B a later")
        whole = path.stat().st_size / articles
        return [*lines, f"the archive  {whole:6.0f} B an article with all its versions, events, addresses and search"]


def _written(path: Path) -> tuple[int, int]:
    """An archive with the press's stories and edits of them; how many articles, how many later versions."""
    with Archive.create(path) as archive:
        archive.register([outlet_of("press")], NOW)
        crawl_id = archive.plan("press", NOW).crawl_id
        pages = [page for number, story in enumerate(_stories()) for page in _versions(story, number, crawl_id)]
        for start in range(0, len(pages), 100):
            archive.record_all(pages[start : start + 100])
        archive.checkpoint()
        (row,) = archive.query("SELECT count(*) AS n, sum(n = 1) AS articles FROM revisions")
    return row["articles"], row["n"] - row["articles"]


def _stories() -> Iterator[PressArticle]:
    """The press's stories, each set with words of its own: the same text at two addresses would be one article."""
    for number in range(SETS):
        for stories in read_articles(ARTICLES).values():
            for story in stories:
                own = f"{story.text[0]} Edition {number} of {story.slug}, set at desk {number * 7}."
                yield replace(story, title=f"{story.title} ({number})", paragraphs=(own, *story.text[1:]))


def _versions(story: PressArticle, number: int, crawl_id: int) -> Iterator[PageRead]:
    """The story as it was, then with another sentence in one paragraph after the other."""
    edits = (1 + number % 3 // 2 + 4 * (number % 9 == 8)) if number % 20 < EDITED_OF_20 else 0
    paragraphs = list(story.text)
    for n in range(edits + 1):
        if n:
            place = (number + n) % len(paragraphs)
            paragraphs[place] += f" Later {n * 12} more were counted, officials said."
        url = f"https://press.test/news/{number}"
        yield PageRead(
            crawl_id=crawl_id,
            outlet="press",
            seen_at=NOW + timedelta(hours=n),
            url=url,
            final_url=url,
            outcome=Outcome.FETCHED,
            http_status=200,
            extraction=Extraction(
                title=story.title,
                standfirst=story.standfirst,
                body="\n\n".join(paragraphs),
                authors=story.authors,
                language=story.language,
            ),
            extractor_version="bench",
        )


def _size(archive: Path, schema: str, rows: str, versions: int) -> int:
    """Bytes of a file that holds these texts alone, up to that version."""
    with tempfile.TemporaryDirectory() as folder, closing(sqlite3.connect(Path(folder) / "texts.db")) as texts:
        texts.execute("ATTACH ? AS archive", (os.fspath(archive),))
        texts.executescript(schema)
        texts.execute(f"INSERT INTO main.blocks {rows}", (versions,))
        texts.commit()
        return int(
            texts.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size").fetchone()[0]
        )
