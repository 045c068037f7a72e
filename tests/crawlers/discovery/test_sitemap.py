import gzip
import socket
from datetime import UTC, datetime, timedelta

import pytest

from crawlers.discovery.listing import Listing, Sitemap
from crawlers.discovery.sitemap import MAX_BYTES, sitemap_listing

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
    found = sitemap_listing(NEWS)
    links, sitemaps, problem = found.links, found.sitemaps, found.problem
    assert [(link.url, link.title, link.published, link.language) for link in links] == [
        ("https://courier.example/2", "Second", datetime(2026, 11, 22, 10, tzinfo=UTC), "en"),
        ("https://courier.example/1", "Перша", datetime(2026, 11, 21, 8, tzinfo=UTC), "uk"),
    ]
    assert (sitemaps, problem) == ((), None)


def test_an_index_names_further_sitemaps_newest_first():
    assert sitemap_listing(INDEX).sitemaps == (
        Sitemap("https://courier.example/new.xml.gz", datetime(2026, 11, 22, tzinfo=UTC)),
        Sitemap("https://courier.example/old.xml", datetime(2025, 1, 1, tzinfo=UTC)),
    )


def test_pages_without_a_date_keep_the_outlets_own_order():
    body = b"<urlset>" + b"".join(b"<url><loc>https://a.example/%d</loc></url>" % n for n in range(9)) + b"</urlset>"
    assert [link.url for link in sitemap_listing(body).links] == [f"https://a.example/{n}" for n in range(9)]


def an_index(*urls: str) -> bytes:
    entries = "".join(f"<sitemap><loc>https://a.example/{url}</loc></sitemap>" for url in urls)
    return f"<sitemapindex>{entries}</sitemapindex>".encode()


@pytest.mark.parametrize(
    ("named", "wanted"),
    [
        (
            ["sitemap-2025-12.xml", "sitemap-2026-11.xml", "sitemap-2026-02.xml"],
            ["sitemap-2026-11.xml", "sitemap-2026-02.xml", "sitemap-2025-12.xml"],
        ),
        (["map_20261126.xml.gz", "map_20261127.xml.gz"], ["map_20261127.xml.gz", "map_20261126.xml.gz"]),
        (["2026/10/map.xml", "2026/11/02/map.xml"], ["2026/11/02/map.xml", "2026/10/map.xml"]),
        (["map-1.xml", "map-2.xml", "map-3.xml"], ["map-1.xml", "map-3.xml", "map-2.xml"]),
        (["map.xml", "map2.xml", "map3.xml"], ["map.xml", "map3.xml", "map2.xml"]),
        (["map-3.xml", "map-2.xml", "map-1.xml"], ["map-3.xml", "map-2.xml", "map-1.xml"]),
        (["sport.xml", "city.xml"], ["sport.xml", "city.xml"]),
        (["post_tag-sitemap.xml", "author-sitemap.xml", "post-sitemap.xml"],
         ["post-sitemap.xml", "post_tag-sitemap.xml", "author-sitemap.xml"]),
    ],
)  # fmt: skip
def test_sitemaps_without_a_time_are_put_in_order_by_their_names_or_stay_as_they_are(named, wanted):
    found = sitemap_listing(an_index(*named)).sitemaps
    assert [sitemap.url.removeprefix("https://a.example/") for sitemap in found] == wanted
    assert {sitemap.changed_at for sitemap in found} == {None}


def test_pages_without_a_date_but_with_one_in_their_addresses_come_newest_first():
    body = b"<urlset><url><loc>https://a.example/2026/11/21/a</loc></url><url><loc>https://a.example/2026/11/22/b</loc></url></urlset>"
    assert [link.url[-1] for link in sitemap_listing(body).links] == ["b", "a"]


def test_a_sitemap_may_be_plain_text():
    body = b"\xef\xbb\xbfhttps://a.example/1\r\n\r\nhttps://a.example/2\nnothing\n"
    assert [link.url for link in sitemap_listing(body).links] == ["https://a.example/1", "https://a.example/2"]


@pytest.mark.parametrize(
    "body",
    [
        b'<rss version="2.0"><channel><title>t</title><item><title>T</title><link>https://a.example/1</link></item></channel></rss>',
        b'<feed xmlns="http://www.w3.org/2005/Atom"><title>t</title><entry><title>T</title><link href="https://a.example/1"/></entry></feed>',
    ],
)
def test_a_feed_may_stand_for_a_sitemap(body):
    assert [(link.url, link.title) for link in sitemap_listing(body).links] == [("https://a.example/1", "T")]


def test_the_editions_of_a_page_are_kept_with_their_languages():
    body = a_map(
        "<loc>https://a.example/en/1</loc><x:link xmlns:x='http://www.w3.org/1999/xhtml' rel='alternate' hreflang='UK'"
        " href='https://a.example/uk/1'/><link hreflang='' href='https://a.example/1'/>"
    )
    assert sitemap_listing(body).links[0].editions == (("uk", "https://a.example/uk/1"),)


def test_a_sitemap_may_be_compressed():
    assert sitemap_listing(gzip.compress(NEWS)) == sitemap_listing(NEWS)


def test_a_sitemap_bomb_is_not_unpacked():
    found = sitemap_listing(gzip.compress(b"<urlset>" + b" " * MAX_BYTES, 9))
    links, problem = found.links, found.problem
    assert not links
    assert problem == f"not a sitemap: more than {MAX_BYTES} bytes when unpacked"


def test_a_namespace_that_is_misspelt_or_missing_does_not_matter():
    assert sitemap_listing(a_map("<loc>https://courier.example/1</loc>")).links[0].url == "https://courier.example/1"


def test_a_sitemap_that_breaks_off_gives_what_it_had():
    found = sitemap_listing(NEWS[: NEWS.index(b"<n:title>Second")])
    links, problem = found.links, found.problem
    assert "https://courier.example/1" in [link.url for link in links]
    assert problem is None


def test_an_empty_sitemap_is_no_problem():
    assert sitemap_listing(b"<urlset/>") == Listing()


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
    found = sitemap_listing(body)
    problem = found.problem
    assert (found.links, found.sitemaps) == ((), ())
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
            found = sitemap_listing(doctype + a_map("<loc>https://courier.example/&x;</loc>"))
            assert "hidden" not in repr(found)
        with pytest.raises(TimeoutError):
            canary.accept()


def test_a_billion_laughs_stay_unsaid():
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    doctype = f'<!DOCTYPE urlset [<!ENTITY a0 "ha">{entities}]>'.encode()
    links = sitemap_listing(doctype + a_map("<loc>https://courier.example/&a9;</loc>")).links
    assert sum(len(link.url) for link in links) < 1000


@pytest.mark.parametrize(
    ("date", "moment"),
    [
        ("2026-11-22", datetime(2026, 11, 22, tzinfo=UTC)),
        ("2026-11-22T10:00:00", datetime(2026, 11, 22, 10, tzinfo=UTC)),
        ("2026-11-22T10:00:00.123+02:00", datetime(2026, 11, 22, 8, 0, 0, 123000, tzinfo=UTC)),
        ("0001-01-01T00:00:00+14:00", None),
        ("9999-12-31T23:59:59-14:00", None),
        ("2026-11", datetime(2026, 11, 1, tzinfo=UTC)),
        ("2026", datetime(2026, 1, 1, tzinfo=UTC)),
        ("22.11.2026", None),
        ("", None),
    ],
)
def test_a_date_is_a_moment_in_utc_or_nothing(date, moment):
    (link,) = sitemap_listing(a_map(f"<loc>https://a.example/</loc><publication_date>{date}</publication_date>")).links
    assert link.published == moment
    assert moment is None or link.published.utcoffset() == timedelta()


def test_a_prefix_that_nobody_declared_raises_nothing():
    body = b"<urlset><url><loc>https://courier.example/1</loc><news:news><news:title>Bridge</news:title></news:news></url></urlset>"
    assert [(link.url, link.title) for link in sitemap_listing(body).links] == [("https://courier.example/1", "Bridge")]


def test_a_picture_in_an_entry_gives_neither_address_nor_title_nor_time():
    picture = "<image><loc>https://courier.example/1.jpg</loc><title>A view</title></image>"
    film = "<video><title>A film</title><publication_date>2020-01-01</publication_date></video>"
    page = "<loc>https://courier.example/1</loc>"
    (plain,) = sitemap_listing(a_map(picture + film + page)).links
    assert (plain.url, plain.title, plain.published) == ("https://courier.example/1", None, None)
    (news,) = sitemap_listing(a_map(f"{picture}{page}<news><title>Bridge</title></news>")).links
    assert (news.url, news.title) == ("https://courier.example/1", "Bridge")


def test_a_query_that_nobody_escaped_stays_whole():
    (link,) = sitemap_listing(a_map("<loc>https://courier.example/?id=5&cat=2&amp;x=3</loc>")).links
    assert link.url == "https://courier.example/?id=5&cat=2&x=3"


@pytest.mark.parametrize(("said", "language"), [("ua", "uk"), ("ukr", "uk"), ("en-GB", "en"), ("pl", "pl")])
def test_a_language_is_known_by_the_codes_that_outlets_use(said, language):
    news = f"<news><publication><language>{said}</language></publication></news>"
    assert sitemap_listing(a_map(f"<loc>https://courier.example/1</loc>{news}")).links[0].language == language


def test_an_emoji_in_two_halves_takes_neither_title_nor_sitemap_with_it():
    page = "<loc>https://courier.example/1</loc><news><title>Bridge &#55357;&#xDE00;&#33;</title></news>"
    assert [link.title for link in sitemap_listing(a_map(page)).links] == ["Bridge \U0001f600!"]
