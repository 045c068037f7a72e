"""Everything for real: five outlets on a server, forked crawls, one SQLite file, judged from the file alone."""

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.archive import Archive
from tests.press import Press
from tests.press.article_files import read_articles
from tests.press.comparison import compare_events, differing_articles

REPOSITORY = Path(__file__).parents[1]
ARTICLES = Path(__file__).parent / "press" / "articles"
NOW = datetime(2026, 11, 19, 18, tzinfo=UTC)
_COUNTED = ("articles", "revisions", "blocks", "events", "urls", "translations", "chrome")


class Watched:
    """A press and the archive of its watcher, whose `varta` commands run in a folder of their own."""

    def __init__(self, folder: Path, press: Press) -> None:
        self.folder, self.press = folder, press
        self.database = folder / "watched.db"
        press.write_outlets(folder)

    def varta(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        environment = os.environ | {"VARTA_ALLOW_ADDRESSES": self.press.allow}
        places = ["--database", str(self.database), "--outlets", str(self.folder)]
        command = [sys.executable, "-m", "scheduler", *places, *arguments]
        return subprocess.run(command, cwd=REPOSITORY, env=environment, check=True, capture_output=True, text=True)

    def query(self, sql: str) -> list[dict[str, Any]]:
        with Archive.open(self.database, read_only=True) as archive:
            return archive.query(sql)

    def counts(self) -> dict[str, int]:
        return {table: self.query(f"SELECT count(*) AS n FROM {table}")[0]["n"] for table in _COUNTED}


@pytest.fixture(scope="module")
def watched(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Watched]:
    with Press(NOW, start=NOW - timedelta(days=1), timeline=None) as press:
        place = Watched(tmp_path_factory.mktemp("watched"), press)
        place.varta("crawl")
        yield place


def test_every_published_article_is_stored_once_with_exactly_its_text(watched):
    with Archive.open(watched.database, read_only=True) as archive:
        exact, differing = differing_articles(archive, watched.press)
        comparison = compare_events(archive, watched.press.happened(), NOW)
    assert differing == []
    assert comparison.is_right, comparison
    assert exact == watched.query("SELECT count(*) AS n FROM articles")[0]["n"]


def test_authors_and_times_of_publication_are_the_articles_own(watched):
    stored = {row["url"]: row for row in watched.query("SELECT url, authors, published_at FROM articles")}
    for outlet in watched.press.outlets:
        for gold in watched.press.golds(outlet):
            row = stored[gold.url]
            assert row["published_at"] == gold.published.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"), gold.slug


def test_chrome_of_both_languages_was_dropped_on_the_outlets_of_each(watched):
    rows = watched.query("SELECT outlet, language, count(*) AS lines FROM chrome GROUP BY 1, 2")
    lines = {(row["outlet"], row["language"]): row["lines"] for row in rows}
    for outlet in watched.press.outlets:
        assert lines[outlet, "en"] > 3
        assert lines[outlet, "uk"] > 3


def test_stories_that_link_their_other_edition_are_paired_and_no_others(watched):
    pairs = {article.slug: article.pair for articles in read_articles(ARTICLES).values() for article in articles}
    urls = {gold.slug: gold.url for outlet in watched.press.outlets for gold in watched.press.golds(outlet)}
    labelled = {frozenset((urls[slug], urls[pairs[slug]])) for slug in urls if pairs[slug] in urls}
    assert len(labelled) > 3
    rows = watched.query("SELECT * FROM story_editions")
    assert {frozenset((row["url"], row["other_url"])) for row in rows} == labelled
    assert {(row["method"], row["score"]) for row in rows} == {("hreflang", 1.0)}
    assert {frozenset((row["language"], row["other_language"])) for row in rows} == {frozenset(("en", "uk"))}


def test_a_second_crawl_of_an_unchanged_press_adds_no_row(watched):
    before = watched.counts()
    watched.varta("crawl", "--recheck")
    assert watched.counts() == before


def test_what_changes_only_around_an_article_is_no_edit(watched):
    before = watched.counts()
    for outlet in watched.press.outlets:
        watched.press.act(outlet, "furniture")
    watched.varta("crawl", "--recheck")
    after = watched.counts()
    del before["chrome"], after["chrome"]
    assert after == before


def test_nothing_that_robots_txt_forbids_is_ever_asked_for(watched):
    asked = [request["path"] for request in watched.press.requests()]
    assert any(path == "/robots.txt" for path in asked)
    assert not [path for path in asked if path.startswith(("/print", "/search"))]


def test_the_crawler_says_who_it_is(watched):
    agents = {request["user_agent"] for request in watched.press.requests()}
    assert len(agents) == 1
    assert agents.pop().startswith("Varta/")


@pytest.mark.timeout(240)
def test_the_demo_sees_everything_that_the_press_does(tmp_path):
    command = [sys.executable, "-m", "tests.press.demo", tmp_path / "demo.db"]
    demo = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert demo.returncode == 0, demo.stdout[-3000:] + demo.stderr[-3000:]
    with Archive.open(tmp_path / "demo.db", read_only=True) as archive:
        kinds = {row["kind"] for row in archive.query("SELECT DISTINCT kind FROM changes")}
        [integrity] = archive.query("PRAGMA integrity_check")
    assert kinds >= {"edited", "reverted", "vanished", "restored", "moved"}
    assert integrity == {"integrity_check": "ok"}
