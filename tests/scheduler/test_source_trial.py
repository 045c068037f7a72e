"""The sources of the press and of a badly behaved server, tried through real children; no article is asked for."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawlers.outlet import Outlet, Source, load_outlets
from scheduler.source_report import SourceReport
from scheduler.source_trial import try_sources
from tests.crawling import an_outlet
from tests.hostile_server import HostileServer, free_address, page
from tests.invented_site import rss, sitemap, sitemap_index, stories


@pytest.fixture(scope="module")
def server() -> Iterator[HostileServer]:
    with HostileServer() as server:
        yield server


@pytest.fixture(scope="module")
def nobody() -> str:
    return free_address()


@pytest.fixture(scope="module", autouse=True)
def allowed(newsstand, server, nobody, allow_addresses) -> None:
    allow_addresses(",".join([newsstand.allow, nobody, server.address]))


def tried(*outlets: Outlet) -> list[SourceReport]:
    return asyncio.run(try_sources(outlets, lambda *_: None))


def test_every_source_of_the_press_works_and_no_article_is_fetched(newsstand, tmp_path):
    newsstand.write_outlets(tmp_path)
    before = len(newsstand.requests())
    outlets = load_outlets(tmp_path)
    reports = tried(*outlets.values())
    sources = [source.url for outlet in outlets.values() for source in outlet.sources]
    assert [report.url for report in reports] == sources
    assert [report.problem for report in reports] == [""] * len(sources)
    assert all(report.entries for report in reports)
    entries = {report.url: report.entries for report in reports if report.outlet == "nadrichchia"}
    assert set(entries.values()) == {len(newsstand.golds("nadrichchia"))}  # its index and its front page list all
    articles = {gold.url for slug in outlets for gold in newsstand.golds(slug)}
    asked = newsstand.requests()[before:]
    assert len(asked) == len(sources) + len(outlets) + 1  # each robots.txt, and the sitemap below an index
    assert not [row for row in asked if any(url.endswith(row["path"]) for url in articles if row["path"] != "/")]


def test_sitemaps_below_an_index_are_read_and_their_pages_are_not(server):
    server.pages |= {
        "/index.xml": page(sitemap_index(server.url("/one.xml"), server.url("/two.xml")), "text/xml"),
        "/one.xml": page(sitemap(stories("en", server.url("/"))), "text/xml"),
    }
    server.asked.clear()
    source = Source(kind="sitemap", url=server.url("/index.xml"))
    (report,) = tried(an_outlet(server.address, sources=(source,)))
    assert (report.entries, report.has_failed) == (10, False)
    assert server.paths() == ["/index.xml", "/one.xml", "/two.xml"]


def test_neither_a_source_that_is_off_nor_an_archive_is_asked(server):
    server.asked.clear()
    off = Source(kind="feed", url=server.url("/rss"), enabled=False)
    archive = Source(kind="archive", url=server.url("/archive"))
    assert tried(an_outlet(server.address, sources=(off, archive))) == []
    assert server.paths() == []


@pytest.mark.parametrize(
    ("path", "outcome", "problem"),
    [
        ("/missing", "gone", "the server answers 404"),
        ("/honest", "unreadable", "not a feed: "),
        ("/gzip-bomb", "too_large", ""),
        ("/redirect-to-address", "blocked_address", "leads to "),
    ],
)
def test_what_is_wrong_with_a_source_is_told(server, path, outcome, problem):
    source = Source(kind="feed", url=server.url(path))
    (report,) = tried(an_outlet(server.address, sources=(source,)))
    assert (report.outcome, report.has_failed) == (outcome, True)
    assert report.problem.startswith(problem)
    assert report.problem
    assert server.trespasses == 0


def test_an_outlet_that_is_not_there_leaves_the_others_alone(server, nobody):
    server.pages["/rss"] = page(rss(stories("en", server.url("/")), datetime.now(UTC)), "text/xml")
    there = an_outlet(server.address, slug="there", sources=(Source(kind="feed", url=server.url("/rss")),))
    gone = an_outlet(nobody, slug="gone", sources=(Source(kind="feed", url=f"http://{nobody}/rss"),))
    reports = {report.outlet: report for report in tried(gone, there)}
    assert list(reports) == ["gone", "there"]
    assert (reports["gone"].outcome, reports["gone"].has_failed) == ("unreachable", True)
    assert (reports["there"].entries, reports["there"].has_failed) == (10, False)


def test_two_outlets_of_one_domain_are_not_asked_at_once(server):
    """Their requests do not interleave: each outlet's robots.txt begins its turn."""
    server.asked.clear()
    feeds = {slug: tuple(Source(kind="feed", url=server.url(f"/{slug}/{n}")) for n in range(4)) for slug in ("a", "b")}
    tried(*(an_outlet(server.address, slug=slug, sources=sources) for slug, sources in feeds.items()))
    order = "".join(path[1] for path in server.paths())
    assert order in ("aaaabbbb", "bbbbaaaa")


def test_nothing_is_left_in_the_folder(newsstand, tmp_path, monkeypatch):
    newsstand.write_outlets(tmp_path / "outlets", slugs=["nadrichchia"])
    monkeypatch.chdir(tmp_path)
    tried(*load_outlets(tmp_path / "outlets").values())
    assert [path.name for path in Path(tmp_path).iterdir()] == ["outlets"]
