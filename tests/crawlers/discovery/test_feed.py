import os
from datetime import UTC, datetime

import pytest

from crawlers.discovery.feed import MAX_BYTES, feed_links

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
    links, problem = feed_links(RSS.format(charset="utf-8").encode(), AT)
    assert problem is None
    assert [(link.url, link.title, link.published, link.language) for link in links] == [
        ("https://courier.example/1", "Міст закрили на ремонт", datetime(2026, 11, 22, 8, 15, tzinfo=UTC), "uk"),
        ("https://courier.example/2", "Міст відкрили", None, "uk"),
    ]


@pytest.mark.parametrize("charset", ["windows-1251", "utf-8", "utf-16", "koi8-u"])
def test_a_feed_is_read_in_the_charset_that_it_declares(charset):
    links, _ = feed_links(RSS.format(charset=charset).encode(charset), AT)
    assert links[0].title == "Міст закрили на ремонт"


@pytest.mark.parametrize("body", [ATOM, RDF])
def test_atom_and_rdf_are_feeds_too(body):
    links, problem = feed_links(body, AT)
    assert (len(links), links[0].title, problem) == (1, "Bridge", None)


def test_a_feed_that_is_not_well_formed_but_has_entries_is_used():
    links, problem = feed_links(an_rss("<link>https://courier.example/1</link>")[:-20] + b"& <b>", AT)
    assert [link.url for link in links] == ["https://courier.example/1"]
    assert problem is None


def test_an_entry_without_a_link_is_known_by_an_id_that_is_an_address():
    assert feed_links(an_rss('<guid isPermaLink="true">https://courier.example/1</guid>'), AT)[0]
    assert not feed_links(an_rss('<guid isPermaLink="false">tag:1</guid>'), AT)[0]


def test_an_empty_feed_is_no_problem():
    assert feed_links(b'<rss version="2.0"><channel><title>t</title></channel></rss>', AT) == ([], None)


@pytest.mark.parametrize("body", [b"", b"\x00", b"<html><body>Not found</body></html>", b'{"items": []}', b"%PDF-1.7"])
def test_what_is_no_feed_is_said_to_be_none(body):
    links, problem = feed_links(body, AT)
    assert not links
    assert problem is not None
    assert problem.startswith("not a feed")


def test_a_feed_bomb_is_not_parsed():
    links, problem = feed_links(an_rss("<link>https://courier.example/1</link>") + b" " * MAX_BYTES, AT)
    assert not links
    assert problem is not None
    assert "more than 4194304 are not parsed" in problem


def test_bytes_that_name_a_file_of_this_machine_do_not_open_it(tmp_path):
    secret = tmp_path / "secret.xml"
    secret.write_bytes(an_rss("<link>https://courier.example/secret</link>"))
    links, problem = feed_links(os.fsencode(secret), AT)
    assert not links
    assert problem is not None


def test_an_external_entity_is_not_read(tmp_path):
    secret = tmp_path / "secret"
    secret.write_text("hidden")
    entity = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'.encode()
    links, _ = feed_links(entity + an_rss("<link>https://courier.example/&x;</link>"), AT)
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
    (link,), _ = feed_links(an_rss(f"<link>https://courier.example/1</link><pubDate>{date}</pubDate>"), AT)
    assert link.published is None or link.published.astimezone(UTC) == link.published
