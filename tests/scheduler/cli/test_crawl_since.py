"""`varta crawl OUTLET --since DATE`: the archives, each article once, stopped and gone on with."""

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from storage.archive import Archive
from tests.scheduler.archive_site import PER_PAGE, ArchiveSite
from tests.scheduler.processes import CLEAN, ROOT, count, rows, varta

WAYS = {
    "a paged list": ("front", "/all"),
    "pages that are counted": ("archive", "/all?page={page}"),
    "days that are counted": ("archive", "/days/{YYYY}/{MM}/{DD}/"),
    "an index of sitemaps": ("sitemap", "/sitemap.xml"),
    "sitemaps that are counted": ("archive", "/sitemap-{YYYY}-{MM}.xml"),
}


@pytest.fixture
def site() -> Iterator[ArchiveSite]:
    with ArchiveSite(datetime.now(UTC).date()) as site:
        yield site


@pytest.fixture
def since(site) -> date:
    """Between the articles of three months."""
    day: date = site.days[30] - timedelta(days=1)
    return day


def backfill(site: ArchiveSite, database: Path, outlets: Path, since: object) -> subprocess.CompletedProcess[str]:
    command = ("--database", database, "--outlets", outlets, "crawl", "lamplighter", "--since", str(since))
    return varta(*command, allow=site.host)


@pytest.mark.parametrize("way", WAYS)
def test_every_article_since_then_is_found_once(site, database, outlets, since, way):
    site.write_outlet(outlets, *WAYS[way])
    result = backfill(site, database, outlets, since)
    assert result.returncode == 0, result.stderr
    stored = {url.removeprefix(f"http://{site.host}") for (url,) in rows(database, "SELECT url FROM articles")}
    wanted = site.since(since)
    assert wanted <= stored
    assert len(stored - wanted) <= 3 * PER_PAGE, "a list without dates is known to be older when it has been read"
    assert set(site.articles_asked().values()) == {1}
    with Archive.open(database, read_only=True) as archive:
        assert archive.backlog("lamplighter") == []
    assert "back to" in result.stderr


def test_what_was_killed_goes_on_where_it_was(site, database, outlets, since):
    site.write_outlet(outlets, "archive", "/all?page={page}")
    places = {"VARTA_ALLOW_ADDRESSES": site.host}
    arguments = ["--database", database, "--outlets", outlets, "crawl", "--since", since, "lamplighter"]
    command = [sys.executable, "-m", "scheduler", *map(str, arguments)]
    process = subprocess.Popen(command, cwd=ROOT, env=CLEAN | places, stderr=subprocess.PIPE)
    site.pause = 0.1  # long enough for the writer's batches
    deadline = time.monotonic() + 50
    while ("/all?page=3" not in site.asked or not count(database, "articles")) and time.monotonic() < deadline:
        time.sleep(0.05)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    site.pause = 0
    before = count(database, "articles")
    assert 0 < before < len(site.since(since))
    already = len(site.asked)
    assert backfill(site, database, outlets, since).returncode == 0
    assert "/all?page=1" not in site.asked[already:], "what was read of the archive is not read again"
    assert count(database, "articles") >= len(site.since(since))
    twice = [path for path, times in site.articles_asked().items() if times > 1]
    assert len(twice) <= 2 * PER_PAGE, "only what was under way when it was killed"


def test_a_rest_that_the_server_asks_for_is_waited_for(site, database, outlets, since):
    site.write_outlet(outlets, "front", "/all")
    site.fails["/all?page=2"], site.retry_after = [429], "1"
    assert backfill(site, database, outlets, since).returncode == 0
    assert site.since(since) <= set(site.articles_asked())
    assert set(site.articles_asked().values()) == {1}
    assert site.asked.count("/all?page=2") == 2


def test_what_cannot_be_read_today_is_told_and_left_for_another_day(site, database, outlets, since):
    site.write_outlet(outlets, "front", "/all")
    site.fails["/all?page=2"] = [500] * 9
    result = backfill(site, database, outlets, since)
    assert result.returncode == 0
    assert (
        f"1 archive pages are left, the first http://{site.host}/all?page=2; the same command goes on" in result.stderr
    )
    site.fails.clear()
    assert backfill(site, database, outlets, since).returncode == 0
    assert site.since(since) <= set(site.articles_asked())


def test_a_dead_sitemap_is_a_failure_that_ends_nothing(site, database, outlets, since):
    site.write_outlet(outlets, "sitemap", "/sitemap.xml")
    assert backfill(site, database, outlets, since).returncode == 0
    ((url, outcome),) = rows(database, "SELECT DISTINCT url, outcome FROM failures")
    assert (url, outcome) == (f"http://{site.host}/sitemap-dead.xml", "gone")
    assert rows(database, "SELECT state FROM outlets") == [("ok",)]


def test_archives_are_read_by_nobody_else(site, database, outlets):
    site.write_outlet(outlets, "archive", "/all?page={page}")
    result = varta("--database", database, "--outlets", outlets, "crawl", allow=site.host)
    assert result.returncode == 0
    assert count(database, "articles") == 2
    assert not [path for path in site.asked if path.startswith("/all")]


@pytest.mark.parametrize("day", ["yesterday", "2026-13-01", "30"])
def test_what_is_no_day_is_a_mistake_of_usage(site, database, outlets, day):
    site.write_outlet(outlets, "front", "/all")
    result = backfill(site, database, outlets, day)
    assert result.returncode == 2
    assert "write 2026-01-01, or how long ago: 30d" in result.stderr
