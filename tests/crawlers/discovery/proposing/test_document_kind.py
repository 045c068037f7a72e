import gzip
from datetime import UTC, datetime

import pytest

from crawlers.discovery.proposing.document_kind import kind_of
from tests.invented_site import front, news_sitemap, rss, sitemap, sitemap_index, stories

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
LISTED = stories("en", "https://valley.example/")
RDF = b'<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"></rdf:RDF>'


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        (rss(LISTED, NOW), "feed"),
        (b'<?xml version="1.0"?><!-- <html> no --><feed xmlns="http://www.w3.org/2005/Atom"/>', "feed"),
        (b'<atom:feed xmlns:atom="http://www.w3.org/2005/Atom"/>', "feed"),
        (RDF, "feed"),
        (rss(LISTED, NOW).decode().encode("utf-16"), "feed"),
        (b'\n{"title": "Valley", "version": "https://jsonfeed.org/version/1.1", "items": []}', "feed"),
        (sitemap(LISTED), "sitemap"),
        (b"https://valley.example/1\nhttps://valley.example/2\n", "sitemap"),
        (sitemap_index("https://valley.example/a.xml"), "sitemap"),
        (gzip.compress(sitemap(LISTED)), "sitemap"),
        (news_sitemap(LISTED, NOW), "news-sitemap"),
        (gzip.compress(news_sitemap(LISTED, NOW)), "news-sitemap"),
        (front(LISTED), "front"),
        (b"<p>a page without a beginning<body>", "front"),
    ],
)
def test_a_document_is_told_by_its_root_whatever_it_is_called(body, kind):
    assert kind_of(body) == kind


@pytest.mark.parametrize("body", [b"", b"\x1f\x8bno gzip", b'{"version": "1"}', b"<svg/>"])
def test_what_is_none_of_these_has_no_kind(body):
    assert kind_of(body) is None


def test_a_sitemap_whose_addresses_speak_of_news_is_no_news_sitemap():
    assert kind_of(sitemap(stories("en", "https://valley.example/news/"))) == "sitemap"
