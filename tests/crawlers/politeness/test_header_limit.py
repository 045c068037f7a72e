"""A server that floods us with headers. The first test tells when Scrapy's private parser has moved."""

from collections.abc import Iterator

import pytest
from scrapy.core.downloader.handlers import http11

from crawlers.politeness.header_limit import MAX_BYTES, MAX_LINES, limit_headers
from storage.records import Outcome
from tests.crawling import Crawled, a_plan, an_outlet
from tests.hostile_server import HostileServer, Visit, article_page

PATHS = ["/endless-headers", "/endless-continue", "/long-headers", "/giant-header", "/just-enough-headers"]
PATIENCE = 4.0


def endless_continue(visit: Visit) -> None:
    while not visit.hang(0):
        visit.wfile.write(b"HTTP/1.1 100 Continue\r\nX-Patience: please\r\n\r\n" * 100)


def just_enough_headers(visit: Visit) -> None:
    visit.answer(200, article_page(), **{f"X_Many_{n}": "x" * 100 for n in range(MAX_LINES - 20)})


@pytest.fixture(scope="module")
def flooded(crawl) -> Iterator[Crawled]:
    """One crawl for each way of flooding, side by side."""
    more = {"/endless-continue": endless_continue, "/just-enough-headers": just_enough_headers}
    with HostileServer(more) as server:
        outlet = an_outlet(server.address)
        jobs = [(outlet, a_plan(urls=[server.url(path)], crawl_id=n)) for n, path in enumerate(PATHS)]
        yield crawl(*jobs, allow=server.address, DOWNLOAD_TIMEOUT=PATIENCE)


@pytest.mark.parametrize("path", PATHS[:-1])
def test_a_flood_of_headers_is_cut_off(flooded, path):
    read = flooded.pages(PATHS.index(path))[path]
    assert read.outcome is Outcome.HEADER_TOO_LARGE, read.detail
    assert "HeadersTooLarge" in read.detail
    assert read.due_at is None, "it is not asked again"


def test_a_flood_is_over_long_before_the_timeout_and_fills_no_memory(flooded):
    assert flooded.ended(PATHS.index("/endless-headers")).seconds < PATIENCE
    assert flooded.peak_mb < 200


def test_as_many_headers_as_honest_servers_send_are_let_through(flooded):
    assert flooded.pages(PATHS.index("/just-enough-headers"))["/just-enough-headers"].outcome is Outcome.FETCHED


def test_the_limit_lies_above_what_honest_servers_send():
    assert MAX_LINES >= 100
    assert MAX_BYTES >= 64 << 10


def test_limiting_twice_is_limiting_once():
    limit_headers()
    once = http11._LenientHTTPClientParser.lineReceived
    limit_headers()
    assert http11._LenientHTTPClientParser.lineReceived is once
