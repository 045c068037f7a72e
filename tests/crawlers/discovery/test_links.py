import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.discovery.links import MAX_LINKS, PROTOCOL_LIMIT, article_links
from crawlers.outlet import ArticleHints, Outlet

HOME = "https://courier.example/"
KINDS: list[Any] = ["feed", "sitemap", "news-sitemap", "front", "archive"]
OUTLET = Outlet(
    slug="courier", name="Courier", home=HOME, timezone="UTC", languages=("en",), hosts=("courier.example",)
)


def a_feed(*urls: str) -> bytes:
    items = "".join(f"<item><title>t</title><link>{url}</link></item>" for url in urls)
    return f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()


def a_sitemap(*urls: str) -> bytes:
    return ("<urlset>" + "".join(f"<url><loc>{url}</loc></url>" for url in urls) + "</urlset>").encode()


def an_index(*urls: str) -> bytes:
    entries = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f"<sitemapindex>{entries}</sitemapindex>".encode()


def a_front_page(*urls: str) -> bytes:
    return "".join(f'<a href="{url}">t</a>' for url in urls).encode()


def urls_in(body: bytes, kind: Any, outlet: Outlet = OUTLET) -> list[str]:
    return [link.url.removeprefix(HOME) for link in article_links(body, kind, HOME, outlet).links]


@pytest.mark.parametrize(("kind", "source"), [("feed", a_feed), ("sitemap", a_sitemap), ("front", a_front_page)])
def test_a_link_is_absolute_normalised_and_there_once(kind, source):
    found = urls_in(source("/news/1001", f"{HOME}news/1001?utm_source=x", f"{HOME}news/1001#top", "/news/1002"), kind)
    assert found == ["news/1001", "news/1002"]


def test_the_first_of_two_links_to_a_page_gives_the_title():
    body = b'<a href="/news/1001">Bridge closes</a><a href="/news/1001">Read more</a>'
    assert [link.title for link in article_links(body, "front", HOME, OUTLET).links] == ["Bridge closes"]


def test_links_that_lead_elsewhere_are_counted_and_left_out():
    found = article_links(
        a_feed("/news/1001", "https://elsewhere.example/1", "https://other.example/2"), "feed", HOME, OUTLET
    )
    assert [link.url for link in found.links] == [HOME + "news/1001"]
    assert found.offsite == 2


def test_what_is_no_address_or_only_the_home_page_is_neither_a_link_nor_off_site():
    body = a_front_page("/", "#top", "mailto:a@b.example", "javascript:void(0)", "http://[x/", "https://a@b.example/1")
    found = article_links(body, "front", HOME, OUTLET)
    assert (found.links, found.offsite) == ((), 0)


@pytest.mark.parametrize("kind", ["feed", "news-sitemap"])
def test_feeds_and_news_sitemaps_list_articles_only_whatever_their_addresses_look_like(kind):
    source = a_feed if kind == "feed" else a_sitemap
    assert urls_in(source("/bridge", "/tag/bridges"), kind) == ["bridge", "tag/bridges"]


@pytest.mark.parametrize("kind", ["front", "sitemap"])
def test_front_pages_and_plain_sitemaps_list_everything_so_links_must_look_like_articles(kind):
    source = a_front_page if kind == "front" else a_sitemap
    assert urls_in(source("/bridge", "/tag/bridges", "/news/1001"), kind) == ["news/1001"]


def test_a_plain_sitemap_may_list_articles_under_any_address_below_a_section():
    assert urls_in(a_sitemap("/story/7", "/about", "/tag/7", "/sport"), "sitemap") == ["story/7"]


@pytest.mark.parametrize(
    ("text", "is_article"),
    [
        ("Bridge closes for repairs until the spring", True),
        ("Міст на Млиновій закриють на ремонт до весни", True),
        ("All sports news", False),
        ("Про редакцію", False),
    ],
)
def test_a_link_of_a_front_page_that_is_shown_as_a_headline_is_an_article(text, is_article):
    body = f'<meta charset="utf-8"><a href="/story/7">{text}</a>'.encode()
    assert urls_in(body, "front") == (["story/7"] if is_article else [])


@pytest.mark.parametrize(
    ("kind", "source"), [("feed", a_feed), ("sitemap", a_sitemap), ("news-sitemap", a_sitemap), ("front", a_front_page)]
)
def test_the_outlets_own_pattern_holds_for_every_kind_of_source(kind, source):
    outlet = replace(OUTLET, article=ArticleHints(url=re.compile(r"/story/")))
    assert urls_in(source("/story/a", "/news/1001"), kind, outlet) == ["story/a"]


def test_a_reading_has_an_end():
    urls = [f"/news/{n}" for n in range(1000, 1000 + MAX_LINKS + 50)]
    found = article_links(a_front_page(*urls), "front", HOME, OUTLET)
    assert [link.url for link in found.links] == [HOME + url.lstrip("/") for url in urls[:MAX_LINKS]]
    assert found.left_out == 50


def test_a_backfill_takes_everything():
    urls = [f"/news/{n}" for n in range(1000, 1000 + MAX_LINKS + 50)]
    found = article_links(a_sitemap(*urls), "sitemap", HOME, OUTLET, everything=True)
    assert (len(found.links), found.left_out) == (len(urls), 0)


def test_even_everything_ends_where_the_protocol_does():
    body = "\n".join(f"{HOME}news/{n}" for n in range(PROTOCOL_LIMIT + 7)).encode()
    found = article_links(body, "sitemap", HOME, OUTLET, everything=True)
    assert (len(found.links), found.left_out) == (PROTOCOL_LIMIT, 7)


def test_all_spellings_of_a_page_are_its_names_and_the_plain_one_comes_first():
    found = urls_in(a_feed("/news/1001/amp", "/news/1002", "/news/1001", "/news/1001/"), "feed")
    assert found == ["news/1001", "news/1001/", "news/1001/amp", "news/1002"]


def test_an_advertisement_in_a_feed_is_counted_as_off_site_and_a_counted_link_is_not():
    counted = "https://count.example/?to=https%3A%2F%2Fcourier.example%2Fnews%2F1"
    found = article_links(a_feed(counted, "https://shop.example/windows"), "feed", HOME, OUTLET)
    assert [link.url for link in found.links] == [HOME + "news/1"]
    assert found.offsite == 1


def test_what_a_feed_says_of_itself_is_handed_on():
    body = a_feed("/news/1").replace(b"<channel>", b"<channel><ttl>60</ttl>")[:-6]
    found = article_links(body, "feed", HOME, OUTLET)
    assert found.pause_asked == timedelta(hours=1)
    assert (found.note or "").startswith("not well-formed")
    assert found.problem is None


def test_the_editions_of_a_page_are_normalised_too():
    body = (
        b"<urlset><url><loc>/en/news/1001</loc><link hreflang='uk' href='/uk/news/1001?utm_source=x'/></url></urlset>"
    )
    (link,) = article_links(body, "sitemap", HOME, OUTLET).links
    assert link.editions == (("uk", f"{HOME}uk/news/1001"),)


@pytest.mark.parametrize("kind", ["front", "archive"])
def test_a_paged_list_tells_its_next_page(kind):
    body = b'<a href="/news/1001">t</a><a href="/archive?page=2">2</a>'
    found = article_links(body, kind, f"{HOME}archive", OUTLET)
    assert found.next_page == f"{HOME}archive?page=2"
    assert [link.url for link in found.links] == [f"{HOME}news/1001"]


def test_a_next_page_on_a_strange_host_is_none():
    body = b'<link rel="next" href="https://elsewhere.example/2"><p>x'
    assert article_links(body, "front", HOME, OUTLET).next_page is None


def test_an_index_leads_to_the_sitemaps_on_the_outlets_own_hosts():
    inside = [f"/map-{n}.xml" for n in range(3)]
    found = article_links(an_index("https://elsewhere.example/map.xml", "http://[x/", *inside), "sitemap", HOME, OUTLET)
    assert {sitemap.url for sitemap in found.sitemaps} == {HOME + url.lstrip("/") for url in inside}
    assert found.links == ()


def test_a_sitemap_on_a_host_of_its_own_may_name_its_neighbours():
    index = an_index("https://static.example/map-1.xml")
    found = article_links(index, "sitemap", "https://static.example/index.xml", OUTLET)
    assert [sitemap.url for sitemap in found.sitemaps] == ["https://static.example/map-1.xml"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_source_that_cannot_be_read_says_why(kind):
    found = article_links(b"", kind, HOME, OUTLET)
    assert found.links == ()
    assert found.problem


pieces = st.sampled_from(
    [
        *(b"<rss version='2.0'>", b"<item>", b"<link>", b"</link>", b"<urlset>", b"<url>", b"<loc>", b"</loc></url>"),
        *(
            b"<a href='",
            b"'>",
            b"<base href='",
            b"http://[",
            b"https://courier.example/1",
            b"<!DOCTYPE x [",
            b"\x1f\x8b",
        ),
        *(
            b"<lastmod>",
            b"0001-01-01T00:00:00+14:00",
            b"<pubDate>",
            b"9999-12-31T23:59:59-12:00",
            b"&#0;",
            b"]]>",
            b"\xff",
        ),
    ]
)


@given(st.one_of(st.binary(max_size=200), st.lists(pieces, max_size=20).map(b"".join)), st.sampled_from(KINDS))
def test_no_bytes_raise_whatever_they_are_read_as(body, kind):
    found = article_links(body, kind, HOME, OUTLET)
    assert all(link.url.startswith("http") for link in found.links)


def test_an_entry_whose_link_leads_home_is_known_by_its_own_address():
    item = f"<item><link>{HOME}</link><guid>{HOME}news/1001</guid></item>"
    assert urls_in(f'<rss version="2.0"><channel><title>t</title>{item}</channel></rss>'.encode(), "feed") == [
        "news/1001"
    ]


def test_a_recording_in_a_feed_is_no_story():
    assert urls_in(a_feed("/media/voice.mp3", "/uploads/bridge.jpg", "/news/1001"), "feed") == ["news/1001"]
