"""`varta crawl OUTLET --since DATE`: what was published for months is found once, also when the command is killed."""

import os
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from storage.archive import Archive
from tests.scheduler.processes import CLEAN, ROOT, count, varta, wait_until
from tests.unruly import lists
from tests.unruly.archives import (
    day,
    endless,
    everything,
    monthly_index,
    monthly_sitemap,
    newest_two,
    paged,
    ring,
)
from tests.unruly.outlet_file import write_outlet
from tests.unruly.site import Facts, Site, Way
from tests.unruly.stories import pieces, plain_address

NOW = datetime.now(UTC).replace(microsecond=0)  # of the machine, since the command has no other
MONTHS = timedelta(days=150)
SINCE = f"{NOW - MONTHS - timedelta(days=5):%Y-%m-%d}"
LONG, SHORT, ON_A_PAGE = 120, 40, 10  # pieces
WAYS: dict[str, Way] = {
    "/": lists.front,
    "/rss.xml": lists.feed_of(1),
    r"/archive(\?.*)?": paged("/archive", on_a_page=ON_A_PAGE),
    r"/all(\?.*)?": paged("/all", on_a_page=ON_A_PAGE, says_next=False),
    "/sitemap_index.xml": monthly_index,
    "/sitemaps/.*": monthly_sitemap,
    r"/endless(\?.*)?": endless("/endless", on_a_page=ON_A_PAGE),
    "/days/.*": day,
    "/ring(-2)?.xml": ring,
    "/maps/new.*": newest_two,
    "/maps/all.xml": everything,
}
SOURCES: dict[str, tuple[str, str]] = {
    "pages with rel=next": ("front", "/archive"),
    "numbered pages": ("front", "/all"),
    "dated sitemaps": ("sitemap", "/sitemap_index.xml"),
}


@contextmanager
def an_archive(*sources: tuple[str, str], number: int, language: str = "uk") -> Iterator[Site]:
    moments = [NOW - MONTHS + MONTHS * n / number for n in range(number)]
    facts = Facts(
        slug="kovylivka-chas",
        language=language,
        sources=sources,  # type: ignore[arg-type]  # the kinds above are of the closed list
        pieces=pieces("kovylivka-chas", language, moments, plain_address),
        ways=WAYS,
    )
    with Site(facts, NOW) as site:
        yield site


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "varta.db"


def backfill(site: Site, database: Path, since: str = SINCE) -> subprocess.CompletedProcess[str]:
    outlets = write_outlet(site, database.parent / "outlets")
    return varta("--database", database, "--outlets", outlets, "crawl", site.slug, "--since", since, allow=site.allow)


def killed_backfill(site: Site, database: Path, after: int) -> None:
    """Begun, and killed with -9 when so many articles were stored."""
    outlets = write_outlet(site, database.parent / "outlets", delay="20ms")
    command = [sys.executable, "-m", "scheduler", "--database", str(database), "--outlets", str(outlets)]
    with subprocess.Popen(
        [*command, "crawl", site.slug, "--since", SINCE],
        cwd=ROOT,
        env=CLEAN | {"VARTA_ALLOW_ADDRESSES": site.allow},
        stderr=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    ) as command_running:
        try:
            wait_until(lambda: count(database, "articles") >= after or command_running.poll() is not None)
            assert command_running.poll() is None, "it ended before it could be killed"
        finally:
            if command_running.poll() is None:
                os.killpg(command_running.pid, signal.SIGKILL)


def stored(database: Path) -> list[str]:
    with Archive.open(database, read_only=True) as archive:
        return sorted(row["title"] for row in archive.query("SELECT title FROM articles WHERE merged_into IS NULL"))


@pytest.mark.parametrize("source", SOURCES)
def test_everything_since_the_date_is_found_once(database, source):
    with an_archive(SOURCES[source], number=SHORT) as site:
        ended = backfill(site, database)
        assert ended.returncode == 0, ended.stderr
        assert stored(database) == sorted(piece.text.title for piece in site.published())
        asked = Counter(site.paths())
        assert {asked[piece.path] for piece in site.published()} == {1}


def test_a_list_that_never_ends_is_over_when_a_page_names_nothing_new(database):
    with an_archive(("front", "/endless"), number=SHORT) as site:
        ended = backfill(site, database)
        assert ended.returncode == 0, ended.stderr
        assert "are left" not in ended.stderr
        assert stored(database) == sorted(piece.text.title for piece in site.published())
        asked = [path for path in site.paths() if path.startswith("/endless?")]
        assert len(asked) == SHORT // ON_A_PAGE, "the second page, and one beyond the last"


def test_days_on_which_nothing_came_do_not_end_the_days_whatever_stands_beside_them(database):
    since = NOW - timedelta(days=16)
    with an_archive(("feed", "/rss.xml"), ("archive", "/days/{YYYY}/{MM}/{DD}/"), number=SHORT) as site:
        ended = backfill(site, database, f"{since:%Y-%m-%d}")
        assert ended.returncode == 0, ended.stderr
        wanted = {piece.text.title for piece in site.published() if piece.at.date() >= since.date()}
        assert len(wanted) > 3
        assert set(stored(database)) == wanted


def test_indexes_that_name_each_other_are_read_once_and_maps_alike_end_nothing(database):
    with an_archive(("sitemap", "/ring.xml"), number=SHORT // 4) as site:
        ended = backfill(site, database)
        assert ended.returncode == 0, ended.stderr
        assert "are left" not in ended.stderr
        assert stored(database) == sorted(piece.text.title for piece in site.published())
        lists = {path: times for path, times in Counter(site.paths()).items() if path.endswith(".xml")}
        assert set(lists.values()) == {2}, "once in the pass of every day, once for the archive"


@pytest.mark.parametrize("source", ["pages with rel=next"])
def test_a_backfill_that_was_killed_goes_on_where_it_was(database, source):
    """Nothing is lost, nothing is stored twice, and only what was not yet written is asked for again."""
    with an_archive(SOURCES[source], number=LONG) as site:
        killed_backfill(site, database, after=LONG // 4)
        ended = backfill(site, database)
        assert ended.returncode == 0, ended.stderr
        assert stored(database) == sorted(piece.text.title for piece in site.published())
        asked = Counter(site.paths())
        again = [path for piece in site.published() if asked[path := piece.path] > 1]
        assert max(asked[piece.path] for piece in site.published()) <= 2
        # A batch of findings is committed after a second at most: with 20 ms between requests, half a hundred.
        assert len(again) <= 50, again
        pages = sum(times for path, times in asked.items() if path.startswith("/archive"))
        assert pages < 2 * LONG / ON_A_PAGE, "not from the beginning"


@pytest.mark.parametrize("source", ["dated sitemaps"])
def test_a_second_backfill_asks_for_no_article_again(database, source):
    with an_archive(SOURCES[source], number=SHORT // 4) as site:
        for _ in range(2):
            ended = backfill(site, database)
            assert ended.returncode == 0, ended.stderr
        asked = Counter(site.paths())
        assert {asked[piece.path] for piece in site.published()} == {1}
