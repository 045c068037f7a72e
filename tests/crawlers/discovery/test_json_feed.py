import json
from datetime import UTC, datetime
from typing import Any

import pytest

from crawlers.discovery.feed import feed_listing
from crawlers.discovery.links import article_links
from crawlers.outlet import Outlet

AT = "https://courier.example/feed.json"


def a_feed(*items: Any, **facts: Any) -> bytes:
    return json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items} | facts).encode()


def test_an_item_is_a_link_with_its_title_time_and_language():
    item = {
        "id": "1",
        "url": "https://courier.example/1",
        "title": "Міст &amp; <b>пором</b>",
        "date_published": "2026-11-22T10:15:00+02:00",
    }
    found = feed_listing(a_feed(item, {"id": "2", "url": "/2", "language": "en-GB"}, language="uk-UA"), AT)
    assert [(link.url, link.title, link.published, link.language) for link in found.links] == [
        ("https://courier.example/1", "Міст & пором", datetime(2026, 11, 22, 8, 15, tzinfo=UTC), "uk"),
        ("/2", None, None, "en"),
    ]
    assert found.problem is None


@pytest.mark.parametrize(
    ("item", "url"),
    [
        ({"external_url": "https://courier.example/1"}, "https://courier.example/1"),
        ({"id": "https://courier.example/1"}, "https://courier.example/1"),
        ({"url": "https://courier.example/1", "external_url": "https://b.example/"}, "https://courier.example/1"),
    ],
)
def test_an_item_is_known_by_the_address_that_it_has(item, url):
    assert [link.url for link in feed_listing(a_feed(item), AT).links] == [url]


def test_the_day_of_the_last_change_stands_for_that_of_publishing():
    (link,) = feed_listing(a_feed({"url": "/1", "date_modified": "2026-11-22T10:15:00Z"}), AT).links
    assert link.published == datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


def test_a_byte_order_mark_and_blanks_before_it_do_not_matter():
    assert feed_listing(b"\xef\xbb\xbf \n" + a_feed({"url": "/1"}), AT).links


def test_an_empty_feed_is_no_problem():
    assert feed_listing(a_feed(), AT).problem is None


@pytest.mark.parametrize(
    "body",
    [
        *(b"{", b'{"items": 5}', b'{"items": []}', b'{"a": ' + b"[" * 9000, a_feed({"id": "7"}), a_feed(None, 5, "x")),
        a_feed({"url": 5, "title": [], "date_published": {}}),
    ],
)
def test_json_that_is_no_feed_is_said_to_be_none(body):
    found = feed_listing(body, AT)
    assert found.links == ()
    assert (found.problem or "").startswith("not a feed")


def test_a_json_feed_is_a_feed_like_any_other():
    outlet = Outlet(
        slug="c",
        name="C",
        home="https://courier.example/",
        timezone="UTC",
        languages=("en",),
        hosts=("courier.example",),
    )
    found = article_links(a_feed({"url": "/1"}, {"url": "https://shop.example/windows"}), "feed", AT, outlet)
    assert [link.url for link in found.links] == ["https://courier.example/1"]
    assert found.offsite == 1


def test_an_item_that_counts_clicks_is_known_by_its_own_address():
    outlet = Outlet(
        slug="courier",
        name="C",
        home="https://courier.example/",
        timezone="UTC",
        languages=("en",),
        hosts=("courier.example",),
    )
    body = a_feed({"id": "https://courier.example/1", "url": "https://counter.example/x"})
    assert [link.url for link in article_links(body, "feed", AT, outlet).links] == ["https://courier.example/1"]
