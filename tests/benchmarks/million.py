"""How long questions to a million articles take: every view, every example of the guide, every command.

Processor time, the median of five with a warm file: a busy machine harms nothing.
"""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median

from click.testing import CliRunner

from scheduler.cli import varta
from storage.archive import Archive
from tests.benchmarks import million_archive

ARTICLES = 1_000_000
ROUNDS = 5
ALLOWED_SECONDS = 0.3
ROOM_AN_ARTICLE = 10_000  # bytes; 4.6 GB for a million, and as much again while its indexes are sorted
ROWS = 100  # of a view that lists everything: what a person reads, and what Datasette shows
OF_ONE = {
    "article_text": "id",
    "version_text": "article_id",
    "headline_history": "article_id",
    "edit_diff": "article_id",
}
COMMANDS = (
    ("changes", "--since", "2d"),
    ("changes", "--since", "7d", "--outlet", "the-gaze"),
    ("incidents",),
    ("incidents", "--all", "--outlet", "the-gaze"),
    ("history", "7"),
    ("history", "https://the-gaze.test/news/7"),
    ("show", "7", "--version", "1"),
    ("status",),
    ("search", "777"),
    ("search", '"headline 777"'),
    ("search", million_archive.COMMON),
    ("search", f"{million_archive.COMMON} 4000"),
    ("search", "--outlet", "the-gaze", million_archive.COMMON),
    ("search", "--removed", "4000"),
    ("search", "--removed", million_archive.COMMON),
)


def measure(articles: int = ARTICLES) -> list[str]:
    """A line for everything that can be asked: its median, and whether that is too long."""
    if shutil.disk_usage(tempfile.gettempdir()).free < articles * ROOM_AN_ARTICLE:
        return [f"left out: {articles * ROOM_AN_ARTICLE / 1e9:.0f} GB of room are needed in {tempfile.gettempdir()}"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "million.db"
        began = time.perf_counter()
        million_archive.make(path, articles)
        made = time.perf_counter() - began
        head = f"{articles:,} articles in {path.stat().st_size / 1e9:.2f} GB, made in {made:.0f} s"
        return [head, *questions(path)]


def questions(path: Path) -> list[str]:
    """The same of an archive that is there."""
    lines, slow = [], []
    with Archive.open(path, read_only=True) as archive:
        for name, ask in (*_asked(archive), *_commands(path)):
            seconds = _median_seconds(ask)
            lines.append(f"{1000 * seconds:9.1f} ms  {name}")
            slow += [name] if seconds > ALLOWED_SECONDS else []
    limit = f"over {1000 * ALLOWED_SECONDS:.0f} ms"
    return [*lines, f"{limit}: {len(slow)} of {len(lines)}", *(f"  {name}" for name in slow)]


def _asked(archive: Archive) -> Iterator[tuple[str, Callable[[], object]]]:
    """Every view as it is read, and every example of the guide."""
    for row in archive.query("SELECT name FROM sqlite_master WHERE type = 'view' ORDER BY name"):
        view = row["name"]
        where = f"WHERE {OF_ONE[view]} = 7" if view in OF_ONE else f"LIMIT {ROWS}"
        yield _question(archive, f"SELECT * FROM {view} {where}")
    for row in archive.query("SELECT example FROM guide"):
        yield _question(archive, row["example"])


def _question(archive: Archive, sql: str) -> tuple[str, Callable[[], object]]:
    return " ".join(sql.split()), lambda: archive.query(sql)


def _commands(path: Path) -> Iterator[tuple[str, Callable[[], object]]]:
    for command in COMMANDS:
        yield f"varta {' '.join(command)}", partial(_run, path, command)


def _run(path: Path, command: tuple[str, ...]) -> None:
    result = CliRunner().invoke(varta, ["--database", os.fspath(path), *command], catch_exceptions=False)
    assert result.exit_code == 0, result.output


def _median_seconds(ask: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.process_time()
        ask()
        times.append(time.process_time() - began)
    return median(times)
