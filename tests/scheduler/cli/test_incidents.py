"""`varta incidents`."""

import json
from datetime import timedelta

import pytest
from click.testing import CliRunner

from scheduler.cli import varta
from storage.archive import Archive
from storage.findings import CrawlEnded, PageRead
from storage.records import Extraction, Outcome
from tests.scheduler.small_site import small_outlet


@pytest.fixture
def ask(database):
    def ask(*arguments: str):
        return CliRunner().invoke(varta, ["--database", str(database), "incidents", *arguments])

    return ask


@pytest.fixture
def crawl(database, now):
    """A crawl of twelve pages that ends so many hours ago, and whose pages have that body."""

    def crawl(body: str = "", hours_ago: int = 0, slug: str = "small-site") -> None:
        at = now - timedelta(hours=hours_ago)
        with Archive.create(database) as archive:
            archive.register([small_outlet(slug="small-site"), small_outlet(slug="other-site")], at)
            crawl = {"crawl_id": archive.plan(slug, at).crawl_id, "outlet": slug, "seen_at": at}
            for n in range(12):
                text = Extraction(title=f"Report {n}", body=body and f"{body} {n} of {hours_ago}.", language="en")
                url = f"http://127.0.0.1:9/{slug}/{hours_ago}/{n}"
                archive.record(PageRead(**crawl, url=url, outcome=Outcome.FETCHED, extraction=text))
            archive.record(CrawlEnded(**crawl, outcome="finished"))

    return crawl


def test_one_line_says_that_nothing_is_wrong(ask, crawl):
    crawl("Ships came in at")
    result = ask()
    assert (result.exit_code, result.stdout) == (0, "nothing is wrong, as far as was looked\n")
    assert ask("--all").stdout == "nothing has been wrong\n"


def test_what_is_wrong_is_a_line_in_plain_words_and_status_tells_it_too(ask, crawl, database):
    crawl(hours_ago=3)
    crawl(hours_ago=1)
    (line,) = ask().stdout.splitlines()[1:]
    assert "small-site" in line
    assert "no_body" in line
    assert "0 of 24 pages gave a body since " in line
    shown = CliRunner().invoke(varta, ["--database", str(database), "status", "--json"])
    states = {row["outlet"]: row for row in json.loads(shown.stdout)}
    assert states["small-site"]["state"] == "degraded"
    assert "0 of 24 pages" in states["small-site"]["state_reason"]


def test_what_is_over_is_shown_on_demand(ask, crawl):
    crawl(hours_ago=5)
    crawl(hours_ago=4)
    crawl("Ships came in at", hours_ago=1)
    assert "nothing is wrong" in ask().stdout
    (row,) = json.loads(ask("--all", "--json").stdout)
    assert row["opened_at"] < row["closed_at"]
    assert "closed at" in ask("--all").stdout.splitlines()[0]


def test_the_newest_comes_first_and_an_outlet_narrows_it_down(ask, crawl):
    for slug, hours_ago in (("small-site", 5), ("small-site", 4), ("other-site", 3), ("other-site", 2)):
        crawl(hours_ago=hours_ago, slug=slug)
    assert [row["outlet"] for row in json.loads(ask("--json").stdout)] == ["other-site", "small-site"]
    assert [row["outlet"] for row in json.loads(ask("--json", "--outlet", "small-site").stdout)] == ["small-site"]


def test_an_outlet_that_the_archive_does_not_know_is_a_mistake_of_usage(ask, crawl):
    crawl("Ships came in at")
    result = ask("--outlet", "small-sight")
    assert result.exit_code == 2
    assert "no outlet is named 'small-sight'" in result.stderr
