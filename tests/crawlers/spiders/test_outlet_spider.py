"""The one spider walks through a plan; each outlet file is a spider's name."""

import os
import subprocess
import sys
from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from scrapy.settings import Settings

from crawlers.errors import InvalidOutlet
from crawlers.extraction import reading_of
from crawlers.outlet import ArticleHints, Source
from crawlers.spiders.loader import OutletLoader
from crawlers.spiders.outlet_spider import OutletSpider
from storage.archive import Archive
from storage.findings import CrawlEnded, PaceNoted, PageRead, RobotsRead, SourceRead
from storage.fingerprint import url_hash
from storage.plans import DueArticle, DueSource
from storage.records import Outcome
from tests.crawling import NOW, ROOT, Crawled, Crawls, a_plan, an_outlet
from tests.hostile_server import HostileServer, Misdeed, article_page, page, redirect


def a_feed(server: HostileServer, *paths: str, **headers: str) -> Misdeed:
    items = "".join(f"<item><title>t</title><link>{server.url(path)}</link></item>" for path in paths)
    body = f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'
    return page(body.encode(), "application/rss+xml", **headers)


def an_index(server: HostileServer, *paths: str) -> Misdeed:
    entries = "".join(f"<sitemap><loc>{server.url(path)}</loc></sitemap>" for path in paths)
    return page(f"<sitemapindex>{entries}</sitemapindex>".encode(), "text/xml")


def a_sitemap(server: HostileServer, *paths: str) -> Misdeed:
    return page(
        f"<urlset>{''.join(f'<url><loc>{server.url(p)}</loc></url>' for p in paths)}</urlset>".encode(), "text/xml"
    )


@pytest.fixture
def server() -> Iterator[HostileServer]:
    with HostileServer() as server:
        yield server


Crawling = Callable[..., Crawled]


@pytest.fixture
def crawled(server: HostileServer, crawl: Crawls) -> Crawling:
    """Crawls these sources of the server's, and whatever else the plan asks for; `facts` are the outlet's."""

    def crawled(*sources: Source | DueSource, facts: dict[str, Any] | None = None, **plan: Any) -> Crawled:
        known = tuple(source for source in sources if isinstance(source, Source))
        outlet = an_outlet(server.address, sources=known, **(facts or {}))
        return crawl((outlet, a_plan(sources=sources, **plan)), allow=server.address)

    return crawled


# ---- the walk


def test_a_crawl_reads_its_sources_follows_their_new_links_once_and_ends(server, crawled):
    sources = (Source(kind="feed", url=server.url("/feed")), Source(kind="front", url=server.url("/front")))
    server.pages["/feed"] = a_feed(server, "/news/1001", "/news/known", "/news/1002")
    server.pages["/front"] = page(
        b'<a href="/news/1002">again</a><a href="/news/1003">x</a><a href="http://b.example/1">'
    )
    known = array("q", [url_hash(server.url("/news/known"))]).tobytes()
    found = crawled(*sources, known=known)
    assert sorted(found.pages()) == ["/news/1001", "/news/1002", "/news/1003"]
    assert sorted(server.paths()) == ["/feed", "/front", "/news/1001", "/news/1002", "/news/1003"]
    assert [read.links_offsite for read in found.of(SourceRead) if read.url == sources[1].url] == [1]
    assert isinstance(found.findings[-1], CrawlEnded)
    assert (found.ended().outcome, found.ended().pages) == ("finished", 3)


def test_a_story_under_many_addresses_is_fetched_once_and_is_one_article(server, crawl, tmp_path):
    spellings = (
        "/news/1001",
        "/news/1001/",
        "/news/1001?utm_source=rss",
        "//news/1001",
        "/news/1001/amp",
        "/news/1001#top",
    )
    server.pages |= {path: page(article_page()) for path in ("/news/1001", "/news/1001/", "/news/1001/amp")}
    server.pages["/feed"] = a_feed(server, *spellings)
    front = "".join(f'<a href="{path}">Bridge closes for repairs until the spring</a>' for path in spellings)
    server.pages["/front"] = page(front.encode())
    sources = (Source(kind="feed", url=server.url("/feed")), Source(kind="front", url=server.url("/front")))
    outlet = an_outlet(server.address, sources=sources)
    with Archive.create(tmp_path / "varta.db") as archive:
        archive.register([outlet], NOW)
        for day in range(2):
            plan = archive.plan(outlet.slug, NOW + timedelta(days=day), everything=True)
            for finding in crawl((outlet, replace(plan, articles=())), allow=server.address).findings:
                archive.record(finding)
        assert archive.query("SELECT count(*) AS articles FROM articles") == [{"articles": 1}]
        assert archive.query("SELECT count(DISTINCT url_hash) AS pages FROM urls") == [{"pages": 1}]
    assert [path for path in server.paths() if path.startswith("/news/")] == ["/news/1001"]


def test_a_source_is_told_before_any_of_its_pages_so_that_a_kill_loses_no_link(server, crawled):
    server.pages["/feed"] = a_feed(server, "/news/1001", "/news/1002")
    found = crawled(Source(kind="feed", url=server.url("/feed")))
    assert [type(finding) for finding in found.findings] == [
        *(RobotsRead, SourceRead, PageRead, PageRead),
        *(PaceNoted, CrawlEnded),
    ]


def test_sources_come_before_found_addresses_and_those_before_second_looks(server, crawled):
    article = DueArticle(
        id=5, url=server.url("/honest"), status="live", first_seen_at=NOW, checked_at=NOW, text_hash=b"x", etag='"v0"'
    )
    server.pages["/feed"] = a_feed(server, "/news/1001")
    due = (server.url("/missing"),)
    found = crawled(Source(kind="feed", url=server.url("/feed")), urls=due, articles=(article,))
    assert server.paths()[0] == "/feed"
    assert server.paths()[-1] == "/honest"
    assert found.pages()["/honest"].article_id == 5
    assert found.pages()["/missing"].article_id is None


def test_a_link_that_the_plan_already_asks_for_is_not_fetched_twice(server, crawled):
    server.pages["/feed"] = a_feed(server, "/news/1001")
    due = (server.url("/news/1001"),)
    crawled(Source(kind="feed", url=server.url("/feed")), urls=due)
    assert sorted(server.paths()) == ["/feed", "/news/1001"]


def test_an_index_of_sitemaps_is_followed_two_steps_down(server, crawled):
    server.pages |= {
        "/map.xml": an_index(server, "/map-1.xml", "/map.xml"),  # it names itself, too
        "/map-1.xml": an_index(server, "/map-2.xml"),
        "/map-2.xml": a_sitemap(server, "/news/1001"),
    }
    crawled(Source(kind="sitemap", url=server.url("/map.xml")))
    assert {"/map-2.xml", "/news/1001"} <= set(server.paths())
    assert server.paths().count("/map.xml") <= 3, "no sitemap sends us round for ever"


def test_a_failed_source_is_told_under_the_address_that_was_asked_for(server, crawled):
    server.pages["/feed"] = redirect("/feed-2")
    server.pages["/feed-2"] = redirect("http://{server.port_mate.address}/")
    (read,) = crawled(Source(kind="feed", url=server.url("/feed"))).of(SourceRead)
    assert (read.url, read.outcome, read.source_id) == (server.url("/feed"), Outcome.BLOCKED_ADDRESS, 1)


# ---- what it says of itself, and what it keeps to itself


def test_one_validator_is_sent_and_nothing_that_follows_us_around(server, crawled):
    cookie = page(article_page(), Set_Cookie="id=1")
    server.pages |= {"/feed": a_feed(server, "/news/1001", ETag='"feed"'), "/news/1001": cookie, "/news/1002": cookie}
    server.pages["/front"] = a_feed(server)
    sources = (
        DueSource(
            id=1, kind="feed", url=server.url("/feed"), etag='"old"', last_modified="Fri, 20 Nov 2026 06:00:00 GMT"
        ),
        DueSource(id=2, kind="front", url=server.url("/front"), last_modified="Fri, 20 Nov 2026 06:00:00 GMT"),
    )
    crawled(*sources, urls=(server.url("/news/1002"),))
    sent = {asked.path: asked.headers for asked in server.asked}
    assert sent["/feed"]["if-none-match"] == '"old"'
    assert "if-modified-since" not in sent["/feed"], "servers that get both disagree about which one counts"
    assert sent["/front"]["if-modified-since"] == "Fri, 20 Nov 2026 06:00:00 GMT"
    assert "/news/1001" in sent
    for headers in sent.values():
        assert headers["user-agent"].startswith("Varta/")
        assert not headers.keys() & {"cookie", "referer", "authorization"}


def test_a_source_and_an_article_that_did_not_change_are_not_read_again(server, crawled):
    server.pages["/feed"] = a_feed(server, "/news/1001", ETag='"feed"')
    article = DueArticle(
        id=5,
        url=server.url("/honest"),
        status="live",
        first_seen_at=NOW,
        checked_at=NOW,
        text_hash=b"x",
        etag='"v1"',
        read_by=reading_of(an_outlet(server.address))(()),
    )
    source = DueSource(id=1, kind="feed", url=server.url("/feed"), etag='"feed"')
    found = crawled(source, articles=(article,))
    assert [read.outcome for read in found.of(SourceRead)] == [Outcome.NOT_MODIFIED]
    read = found.pages()["/honest"]
    assert (read.outcome, read.extraction) == (Outcome.NOT_MODIFIED, None)
    assert read.due_at is not None
    assert read.due_at > NOW
    assert found.ended().not_modified == 2


def test_an_article_that_another_extractor_read_is_asked_for_in_full(server, crawled):
    known: dict[str, Any] = {
        "status": "live",
        "first_seen_at": NOW,
        "checked_at": NOW,
        "text_hash": b"x",
        "etag": '"v1"',
    }
    found = crawled(articles=(DueArticle(id=5, url=server.url("/honest"), read_by=("0.1", "r"), **known),))
    assert found.pages()["/honest"].outcome is Outcome.FETCHED


def test_the_lines_dropped_from_new_articles_are_counted_and_sent_once_a_crawl(server, crawled):
    menu = b"<nav><ul><li><a href='/a'>Politics and power</a></li><li><a href='/b'>Weather</a></li></ul></nav><main>"
    server.pages |= {f"/news/{n}": page(article_page(f"Bridge {n}").replace(b"<main>", menu)) for n in (1, 2)}
    found = crawled(urls=(server.url("/news/1"), server.url("/news/2")))
    assert [read.extraction.dropped for read in found.of(PageRead) if read.extraction] == [(), ()]
    pages = {count.text: count.pages for count in found.ended().chrome}
    assert pages["Politics and power"] == 2


def test_what_may_be_learned_is_told_of_new_articles_only(server, crawled):
    known = DueArticle(
        id=5, url=server.url("/honest"), status="live", first_seen_at=NOW, checked_at=NOW, text_hash=b"x"
    )
    server.pages["/news/1"] = page(article_page("Bridge 1"))
    found = crawled(urls=(server.url("/news/1"),), articles=(known,))
    standing = {path: read.extraction.standing for path, read in found.pages().items() if read.extraction}
    assert standing["/news/1"]
    assert standing["/honest"] == ()


def test_the_clock_of_a_crawl_is_the_plans(server, crawled):
    found = crawled(urls=(server.url("/honest"),), clock_stands=True)
    assert {finding.seen_at for finding in found.findings} == {NOW}
    going_on = crawled(urls=(server.url("/honest"),))
    assert all(NOW <= finding.seen_at < NOW + timedelta(minutes=1) for finding in going_on.findings)


def test_a_bug_of_ours_in_reading_a_source_is_its_row_and_the_crawl_goes_on(server, crawled):
    server.pages["/feed"] = a_feed(server, "/news/1001")
    broken = ArticleHints(url="a text where a pattern belongs")  # type: ignore[arg-type]  # the bug
    due = (server.url("/honest"),)
    found = crawled(Source(kind="feed", url=server.url("/feed")), urls=due, facts={"article": broken})
    assert found.pages()["/honest"].outcome is Outcome.FETCHED
    (read,) = found.of(SourceRead)
    assert read.outcome is Outcome.UNREADABLE
    assert read.detail is not None
    assert read.detail.startswith("AttributeError: ")
    assert found.ended().outcome == "finished"


def test_the_end_of_a_crawl_counts_what_it_did(server, crawled):
    paths = ("/honest", "/missing", "/unasked-304")
    ended = crawled(urls=tuple(server.url(path) for path in paths)).ended()
    assert (ended.pages, ended.errors, ended.not_modified, ended.requests) == (3, 1, 1, 4)
    assert ended.bytes > len(article_page())
    assert ended.seconds > 0
    assert ended.peak_memory_mb is not None
    assert ended.peak_memory_mb > 1


# ---- its names

FILE = """
name = "{slug}"
home = "http://{address}/"
timezone = "Europe/Kyiv"
languages = ["en"]
hosts = ["{address}"]
delay = "{delay}"
enabled = {enabled}
[[sources]]
kind = "feed"
url = "http://{address}/feed"
"""


def write_outlet(
    folder: Path, slug: str, address: str = "courier.example", delay: str = "0s", enabled: str = "true"
) -> None:
    text = FILE.format(slug=slug, address=address, delay=delay, enabled=enabled)
    (folder / f"{slug}.toml").write_text(text, encoding="utf-8")


def loader(folder: Path) -> OutletLoader:
    return OutletLoader.from_settings(Settings({"OUTLETS_DIR": str(folder)}))


def test_each_enabled_outlet_file_is_the_name_of_a_spider(tmp_path):
    write_outlet(tmp_path, "kurier")
    write_outlet(tmp_path, "courier", delay="1500ms")
    write_outlet(tmp_path, "closed", enabled="false")
    assert loader(tmp_path).list() == ["courier", "kurier"]
    spider: Any = loader(tmp_path).load("courier")
    assert issubclass(spider, OutletSpider)
    assert (spider.name, spider.outlet.slug) == ("courier", "courier")


def test_an_outlet_that_is_off_can_still_be_crawled_by_its_name(tmp_path):
    write_outlet(tmp_path, "closed", enabled="false")
    assert loader(tmp_path).load("closed").name == "closed"


def test_an_outlet_that_is_not_there_is_a_spider_that_is_not_found(tmp_path):
    with pytest.raises(KeyError):
        loader(tmp_path).load("nobody")


def test_a_broken_outlet_file_is_told_at_once(tmp_path):
    (tmp_path / "courier.toml").write_text("name = 5")
    with pytest.raises(InvalidOutlet, match=r"courier\.toml: name: 5 is not a text"):
        loader(tmp_path)


# ---- alone: `scrapy list`, `scrapy crawl`


def scrapy(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VARTA_")}
    return subprocess.run(
        [sys.executable, "-m", "scrapy", *arguments],
        cwd=ROOT,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )


def test_scrapy_alone_crawls_an_outlet_into_the_archive_and_next_time_asks_only_for_news(tmp_path, server):
    server.pages |= {
        "/feed": a_feed(server, "/news/bridge", "/removed", ETag='"feed"'),
        "/news/bridge": page(article_page(), ETag='"bridge"'),
    }
    write_outlet(tmp_path, "courier", server.address)
    environment = {
        "VARTA_OUTLETS": str(tmp_path),
        "VARTA_DATABASE": str(tmp_path / "varta.db"),
        "VARTA_ALLOW_ADDRESSES": server.address,
        "VARTA_CONTACT": "https://archive.example/about",
    }
    for _ in range(2):
        done = scrapy("crawl", "courier", **environment)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    with Archive.open(tmp_path / "varta.db", read_only=True) as archive:
        assert archive.query("SELECT title, language FROM articles") == [
            {"title": "Swing bridge to close for repairs", "language": "en"}
        ]
        assert archive.query("SELECT url, outcome FROM failures") == [
            {"url": server.url("/removed"), "outcome": "gone"}
        ]
        crawls = archive.query("SELECT outcome, requests, not_modified FROM crawls ORDER BY id")
    assert crawls == [
        {"outcome": "finished", "requests": 4, "not_modified": 0},
        {"outcome": "finished", "requests": 1, "not_modified": 1},  # robots.txt serves for a day
    ]
    assert server.paths() == ["/feed", "/news/bridge", "/removed", "/feed"]
    assert "https://archive.example/about" in server.asked[0].headers["user-agent"]


def test_scrapy_alone_lists_the_outlets(tmp_path):
    write_outlet(tmp_path, "courier")
    done = scrapy("list", VARTA_OUTLETS=str(tmp_path))
    assert (done.returncode, done.stdout, done.stderr) == (0, "courier\n", "")
