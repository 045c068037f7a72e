import gzip
import socket
from datetime import UTC, datetime, timedelta

import pytest

from crawlers.discovery.sitemap import MAX_BYTES, sitemap_links

NEWS = """<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9">
<!-- the newest stands last -->
<url><loc> https://courier.example/1 </loc><n:news><n:publication><n:name>Кур'єр</n:name><n:language>uk</n:language>
</n:publication><n:publication_date>2026-11-21T10:00:00+02:00</n:publication_date><n:title>Перша</n:title></n:news></url>
<url><loc>https://courier.example/2</loc><n:news><n:publication><n:language>en</n:language></n:publication>
<n:publication_date>2026-11-22T10:00:00Z</n:publication_date><n:title>Second</n:title></n:news></url>
</urlset>""".encode()
INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://courier.example/old.xml</loc><lastmod>2025-01-01</lastmod></sitemap>
<sitemap><loc>https://courier.example/new.xml.gz</loc><lastmod>2026-11-22</lastmod></sitemap>
<sitemap><lastmod>2026-11-22</lastmod></sitemap></sitemapindex>"""


def a_map(url: str) -> bytes:
    return f"<urlset><url>{url}</url></urlset>".encode()


def test_the_pages_of_a_news_sitemap_come_newest_first_with_title_time_and_language():
    links, sitemaps, problem = sitemap_links(NEWS)
    assert [(link.url, link.title, link.published, link.language) for link in links] == [
        ("https://courier.example/2", "Second", datetime(2026, 11, 22, 10, tzinfo=UTC), "en"),
        ("https://courier.example/1", "Перша", datetime(2026, 11, 21, 8, tzinfo=UTC), "uk"),
    ]
    assert (sitemaps, problem) == ([], None)


def test_an_index_names_further_sitemaps_newest_first():
    assert sitemap_links(INDEX) == ([], ["https://courier.example/new.xml.gz", "https://courier.example/old.xml"], None)


def test_pages_without_a_date_keep_the_outlets_own_order():
    body = b"<urlset>" + b"".join(b"<url><loc>https://a.example/%d</loc></url>" % n for n in range(9)) + b"</urlset>"
    assert [link.url for link in sitemap_links(body)[0]] == [f"https://a.example/{n}" for n in range(9)]


def test_a_sitemap_may_be_compressed():
    assert sitemap_links(gzip.compress(NEWS)) == sitemap_links(NEWS)


def test_a_sitemap_bomb_is_not_unpacked():
    links, _, problem = sitemap_links(gzip.compress(b"<urlset>" + b" " * MAX_BYTES, 9))
    assert not links
    assert problem == f"not a sitemap: more than {MAX_BYTES} bytes when unpacked"


def test_a_namespace_that_is_misspelt_or_missing_does_not_matter():
    assert sitemap_links(a_map("<loc>https://courier.example/1</loc>"))[0][0].url == "https://courier.example/1"


def test_a_sitemap_that_breaks_off_gives_what_it_had():
    links, _, problem = sitemap_links(NEWS[: NEWS.index(b"<n:title>Second")])
    assert "https://courier.example/1" in [link.url for link in links]
    assert problem is None


def test_an_empty_sitemap_is_no_problem():
    assert sitemap_links(b"<urlset/>") == ([], [], None)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\x00",
        b"   ",
        b"<!-- -->",
        b"{}",
        b"%PDF-1.7",
        b"\x1f\x8bnot gzip",
        gzip.compress(b"", mtime=0),
        b"<html><p>404</html>",
    ],
)
def test_what_is_no_sitemap_is_said_to_be_none(body):
    links, sitemaps, problem = sitemap_links(body)
    assert (links, sitemaps) == ([], [])
    assert problem is not None
    assert problem.startswith("not a sitemap")


def test_an_external_entity_is_neither_read_nor_asked_for(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    with socket.create_server(("127.0.0.1", 0)) as canary:
        canary.settimeout(0.1)
        address = f"http://127.0.0.1:{canary.getsockname()[1]}/x"
        for target in (secret.as_uri(), address):
            doctype = f'<!DOCTYPE urlset SYSTEM "{address}" [<!ENTITY x SYSTEM "{target}">]>'.encode()
            found = sitemap_links(doctype + a_map("<loc>https://courier.example/&x;</loc>"))
            assert "hidden" not in repr(found)
        with pytest.raises(TimeoutError):
            canary.accept()


def test_a_billion_laughs_stay_unsaid():
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE urlset [<!ENTITY a0 "ha">{entities}]>'.encode()
    links, _, _ = sitemap_links(doctype + a_map("<loc>https://courier.example/&a9;</loc>"))
    assert sum(len(link.url) for link in links) < 1000


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2026-11-22", datetime(2026, 11, 22, tzinfo=UTC)),
        ("2026-11-22T10:00:00", datetime(2026, 11, 22, 10, tzinfo=UTC)),
        ("2026-11-22T10:00:00.123+02:00", datetime(2026, 11, 22, 8, 0, 0, 123000, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("22.11.2026", None),
        ("", None),
    ],
)
def test_a_date_is_a_moment_in_utc_or_nothing(date, moment):
    (link,), _, _ = sitemap_links(a_map(f"<loc>https://a.example/</loc><publication_date>{date}</publication_date>"))
    assert link.published == moment
    assert moment is None or link.published.utcoffset() == timedelta()
