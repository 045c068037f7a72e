from datetime import UTC, datetime

import pytest

from crawlers.discovery.proposing.home_page import HomePage
from crawlers.discovery.proposing.naming import name_of, slug_of
from tests.invented_site import rss

HOST = "www.valley-news.org.uk"


def page(name: str = "", title: str = "") -> HomePage:
    return HomePage(url=f"https://{HOST}/", name=name, title=title)


def feed(title: str) -> bytes:
    return rss([], datetime(2026, 11, 22, tzinfo=UTC), title)


@pytest.mark.parametrize(
    ("given", "feeds", "name"),
    [
        (page("The Valley", "News"), [feed("RSS")], "The Valley"),
        (page(title="News of today - Ida"), [feed("Долина: усі новини")], "Долина: усі новини"),
        (page(title="News of today - Ida"), [b"no feed", feed("")], "News of today"),
        (page(), [], "valley-news.org.uk"),
        (page("x" * 500), [], "x" * 60),
    ],
)
def test_a_name_is_what_the_site_calls_itself_else_its_feed_else_its_title(given, feeds, name):
    assert name_of(given, feeds, HOST) == name


@pytest.mark.parametrize(
    ("name", "host", "slug"),
    [
        ("The Valley & Hill", HOST, "the-valley-hill"),
        ("Долина", HOST, "valley-news"),
        ("X", "24dolyna.com.ua", "24dolyna"),
        ("A name of so many words that nobody would ever type it", HOST, "valley-news"),
        ("", "127.0.0.1:8080", "127-0-0-1-8080"),
        ("../../etc/passwd", HOST, "etc-passwd"),
    ],
)
def test_a_slug_can_be_the_name_of_a_file(name, host, slug):
    assert slug_of(name, host) == slug
