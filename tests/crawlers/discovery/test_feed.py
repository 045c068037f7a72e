import os
from datetime import UTC, datetime, timedelta

import pytest

from crawlers.discovery.feed import LONGEST_PAUSE, MAX_BYTES, feed_listing
from crawlers.discovery.listing import Listing

AT = "https://courier.example/rss"
RSS = """<?xml version="1.0" encoding="{charset}"?>
<rss version="2.0"><channel><title>Кур'єр</title><language>uk-UA</language>
<item><title>Міст закрили на ремонт</title><link>https://courier.example/1</link>
<pubDate>Sun, 22 Nov 2026 10:15:00 +0200</pubDate></item>
<item><title>Міст відкрили</title><link>https://courier.example/2</link></item>
</channel></rss>"""
ATOM = b"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Courier</title>
<entry><title>Bridge</title><link href="/1"/><id>tag:1</id><updated>2026-11-22T08:15:00Z</updated></entry></feed>"""
RDF = b"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/">
<channel><title>Courier</title></channel>
<item><title>Bridge</title><link>https://courier.example/1</link></item></rdf:RDF>"""


def an_rss(item: str) -> bytes:
    return (
        f'<rss version="2.0"><channel><title>t</title><item><title>Bridge</title>{item}</item></channel></rss>'.encode()
    )


def test_an_entry_is_a_link_with_its_title_time_and_language():
    found = feed_listing(RSS.format(charset="utf-8").encode(), AT)
    links, problem = found.links, found.problem
    assert problem is None
    assert [(link.url, link.title, link.published, link.language) for link in links] == [
        ("https://courier.example/1", "Міст закрили на ремонт", datetime(2026, 11, 22, 8, 15, tzinfo=UTC), "uk"),
        ("https://courier.example/2", "Міст відкрили", None, "uk"),
    ]


def test_a_feed_that_calls_its_language_by_the_country_is_in_ukrainian():
    body = b'<rss version="2.0"><channel><language>ua</language><item><link>https://courier.example/1</link></item></channel></rss>'
    assert feed_listing(body, AT).links[0].language == "uk"


@pytest.mark.parametrize("charset", ["windows-1251", "utf-8", "utf-16", "koi8-u"])
def test_a_feed_is_read_in_the_charset_that_it_declares(charset):
    links = feed_listing(RSS.format(charset=charset).encode(charset), AT).links
    assert links[0].title == "Міст закрили на ремонт"


@pytest.mark.parametrize("declared", ["utf-8", "windows-1251", "koi8-u", "iso-8859-1", "no-such-charset"])
@pytest.mark.parametrize("real", ["utf-8", "windows-1251", "koi8-u"])
def test_a_feed_that_declares_another_charset_than_it_has_is_read_all_the_same(declared, real):
    links = feed_listing(RSS.format(charset=declared).encode(real), AT).links
    assert [link.title for link in links] == ["Міст закрили на ремонт", "Міст відкрили"]


@pytest.mark.parametrize("before", [b"\xef\xbb\xbf", b"\n\n  ", b"\xef\xbb\xbf\n"])
def test_what_stands_before_a_feed_does_not_matter(before):
    assert len(feed_listing(before + RSS.format(charset="utf-8").encode(), AT).links) == 2


@pytest.mark.parametrize("body", [ATOM, RDF])
def test_atom_and_rdf_are_feeds_too(body):
    found = feed_listing(body, AT)
    links, problem = found.links, found.problem
    assert (len(links), links[0].title, problem) == (1, "Bridge", None)


def test_a_feed_that_is_not_well_formed_but_has_entries_is_used():
    found = feed_listing(an_rss("<link>https://courier.example/1</link>")[:-20] + b"& <b>", AT)
    links, problem = found.links, found.problem
    assert [link.url for link in links] == ["https://courier.example/1"]
    assert problem is None
    assert (found.note or "").startswith("not well-formed")


def test_an_entry_without_a_link_is_known_by_an_id_that_is_an_address():
    assert feed_listing(an_rss('<guid isPermaLink="true">https://courier.example/1</guid>'), AT).links
    assert not feed_listing(an_rss('<guid isPermaLink="false">tag:1</guid>'), AT).links


def test_an_address_of_an_entry_is_relative_to_the_base_of_the_feed():
    body = b"""<rss version="2.0" xml:base="https://courier.example/news/"><channel><title>t</title>
    <item><title>Bridge</title><link>bridge</link></item></channel></rss>"""
    assert [link.url for link in feed_listing(body, AT).links] == ["https://courier.example/news/bridge"]


@pytest.mark.parametrize(
    "item",
    [
        "<link>https://feeds.example/~r/1</link><f:origLink>https://courier.example/1</f:origLink>",
        "<link>https://count.example/c?to=https%3A%2F%2Fcourier.example%2F1&amp;n=5</link>",
        "<link>https://count.example/9</link><guid>https://courier.example/1</guid>",
    ],
)
def test_a_link_that_only_counts_clicks_is_replaced_by_the_one_that_it_stands_for(item):
    body = an_rss(item).replace(b"<rss", b'<rss xmlns:f="http://rssnamespace.org/feedburner/ext/1.0"')
    (link,) = feed_listing(body, AT, lambda url: url.startswith("https://courier.example/")).links
    assert link.url == "https://courier.example/1"


def test_an_advertisement_keeps_its_own_address():
    body = an_rss("<link>https://shop.example/windows</link><guid>https://shop.example/windows#1</guid>")
    (link,) = feed_listing(body, AT, lambda url: url.startswith("https://courier.example/")).links
    assert link.url == "https://shop.example/windows"


@pytest.mark.parametrize(
    ("title", "plain"),
    [
        ("<![CDATA[Bridge <b>closes</b>]]>", "Bridge closes"),
        ("Bridge &amp;amp; ferry", "Bridge & ferry"),
        ("&lt;b&gt;Bridge&lt;/b&gt; closes", "Bridge closes"),
        ("&amp;laquo;Bridge&amp;raquo;", "«Bridge»"),
        (" Bridge\n closes ", "Bridge closes"),
    ],
)
def test_a_title_is_one_line_of_plain_text(title, plain):
    body = an_rss("<link>https://courier.example/1</link>").replace(b"Bridge", title.encode(), 1)
    assert [link.title for link in feed_listing(body, AT).links] == [plain]


def test_entries_of_tomorrow_and_of_no_day_are_entries():
    body = an_rss(
        "<link>https://courier.example/1</link><pubDate>Fri, 01 Jan 2100 00:00:00 GMT</pubDate></item>"
        "<item><title>t</title><link>https://courier.example/2</link>"
    )
    assert [link.published for link in feed_listing(body, AT).links] == [datetime(2100, 1, 1, tzinfo=UTC), None]


@pytest.mark.parametrize("date", ["Sun, 22 Nov 2026 10:15:00 EET", "1795335300", "нд, 22 лис 2026 10:15:00 +0200"])
def test_a_date_that_is_written_for_readers_nearby_is_the_moment_that_is_meant(date):
    (link,) = feed_listing(an_rss(f"<link>https://courier.example/1</link><pubDate>{date}</pubDate>"), AT).links
    assert link.published == datetime(2026, 11, 22, 8, 15, tzinfo=UTC)


def test_an_emoji_in_two_halves_costs_no_feed():
    item = "<link>https://courier.example/1</link><description>&#55357;&#56832; &#55357;</description>"
    assert [link.url for link in feed_listing(an_rss(item), AT).links] == ["https://courier.example/1"]


def test_hundreds_of_entries_are_all_there():
    items = "".join(f"<item><title>t</title><link>https://courier.example/{n}</link></item>" for n in range(700))
    body = f'<rss version="2.0"><channel><title>t</title>{items}</channel></rss>'.encode()
    assert len(feed_listing(body, AT).links) == 700


SY = 'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"'


@pytest.mark.parametrize(
    ("channel", "pause"),
    [
        ("<ttl>60</ttl>", timedelta(hours=1)),
        ("<sy:updatePeriod>hourly</sy:updatePeriod>", timedelta(hours=1)),
        (
            "<sy:updatePeriod> daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>",
            timedelta(hours=6),
        ),
        ("<ttl>5</ttl><sy:updatePeriod>hourly</sy:updatePeriod>", timedelta(hours=1)),
        ("<ttl>999999</ttl>", LONGEST_PAUSE),
        ("<sy:updatePeriod>yearly</sy:updatePeriod>", LONGEST_PAUSE),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", timedelta(hours=1)),
        ("<ttl>0</ttl>", None),
        ("<ttl>-5</ttl>", None),
        ("<ttl>soon</ttl>", None),
        ("<ttl>²</ttl>", None),
        ("<sy:updatePeriod>often</sy:updatePeriod>", None),
        ("", None),
    ],
)
def test_a_feed_may_ask_for_a_pause_of_a_day_at_most(channel, pause):
    body = (
        an_rss("<link>/1</link>")
        .replace(b"<channel>", f"<channel>{channel}".encode())
        .replace(b"<rss", b"<rss " + SY.encode())
    )
    assert feed_listing(body, AT).pause_asked == pause


def test_a_web_page_in_place_of_a_feed_is_called_one():
    assert feed_listing(b"<!DOCTYPE html><html><body>Sorry</body></html>", AT).problem == "not a feed: a web page"


def test_an_empty_feed_is_no_problem():
    assert feed_listing(b'<rss version="2.0"><channel><title>t</title></channel></rss>', AT) == Listing()


@pytest.mark.parametrize(
    "body", [b"", b"\x00", b"<html><body>Not found</body></html>", b'{"articles": []}', b"%PDF-1.7"]
)
def test_what_is_no_feed_is_said_to_be_none(body):
    found = feed_listing(body, AT)
    links, problem = found.links, found.problem
    assert not links
    assert problem is not None
    assert problem.startswith("not a feed")


def test_a_feed_bomb_is_not_parsed():
    found = feed_listing(an_rss("<link>https://courier.example/1</link>") + b" " * MAX_BYTES, AT)
    links, problem = found.links, found.problem
    assert not links
    assert problem is not None
    assert "more than 4194304 are not parsed" in problem


def test_bytes_that_name_a_file_of_this_machine_do_not_open_it(tmp_path):
    secret = tmp_path / "secret.xml"
    secret.write_bytes(an_rss("<link>https://courier.example/secret</link>"))
    found = feed_listing(os.fsencode(secret), AT)
    links, problem = found.links, found.problem
    assert not links
    assert problem is not None


def test_an_external_entity_is_not_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    links = feed_listing(entity + an_rss("<link>https://courier.example/&x;</link>"), AT).links
    assert "hidden" not in repr(links)


@pytest.mark.parametrize(
    "date",
    [
        "0000-00-00",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-12:00",
        "Fri, 31 Dec 9999 23:59:59 -1200",
        "Mon, 01 Jan 0001 00:00:00 +1400",
        "32.13.2026",
        "99999999999999999999",
        "yesterday",
    ],
)
def test_no_date_breaks_a_feed(date):
    (link,) = feed_listing(an_rss(f"<link>https://courier.example/1</link><pubDate>{date}</pubDate>"), AT).links
    assert link.published is None or link.published.astimezone(UTC) == link.published
