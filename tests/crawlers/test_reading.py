"""What the answer of a page becomes."""

import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

from crawlers.outlet import Outlet
from crawlers.reading import Look, Reader
from storage.findings import PageRead
from storage.fingerprint import text_hash
from storage.plans import CrawlPlan, DueArticle
from storage.records import Outcome, Verdict
from tests.crawlers.answers import URL, answer
from tests.hostile_server import article_page

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
VALIDATORS: Any = {"ETag": '"v1"', "Last-Modified": "Fri, 20 Nov 2026 06:00:00 GMT"}


@pytest.fixture
def reader(outlet: Outlet) -> Reader:
    return Reader(CrawlPlan(crawl_id=7, outlet=outlet.slug, now=NOW), outlet, lambda: NOW)


def read_page(reader: Reader, response: Response, **look: Any) -> PageRead:
    return reader.page(response, Look(url=look.pop("url", URL), **look))


def known_article(**changes: Any) -> DueArticle:
    facts = {"id": 5, "url": URL, "status": "live", "first_seen_at": NOW, "checked_at": NOW, "text_hash": b"x"}
    return DueArticle(**{**facts, **changes})


def test_an_article_comes_with_its_text_validators_and_page(reader):
    found = read_page(reader, answer(article_page(), **VALIDATORS))
    assert (found.outcome, found.http_status, found.final_url) == (Outcome.FETCHED, 200, URL)
    assert found.extraction is not None
    assert found.extraction.title == "Swing bridge to close for repairs"
    assert (found.etag, found.last_modified) == ('"v1"', "Fri, 20 Nov 2026 06:00:00 GMT")
    assert found.page is not None
    assert zlib.decompress(found.page) == article_page()
    assert found.extractor_version
    assert found.rules_hash


def test_a_page_says_which_plan_asked_for_it_and_as_what(reader, outlet):
    thorough = Reader(replace(reader.plan, thorough=True), outlet, reader.now)
    found = read_page(thorough, answer(article_page()), article=known_article())
    assert (found.crawl_id, found.outlet, found.url, found.article_id) == (7, outlet.slug, URL, 5)
    assert found.thorough
    assert not read_page(reader, answer(article_page())).thorough


def test_a_page_that_redirects_led_elsewhere_names_both_addresses(reader):
    found = read_page(reader, answer(article_page(), at=URL + "-2?utm_source=rss"))
    assert (found.url, found.final_url) == (URL, URL + "-2")


def test_the_charset_of_the_header_is_believed(reader):
    page = article_page("Café £5").decode().replace('<meta charset="utf-8">', "")
    found = read_page(reader, answer(page.encode("latin-1"), kind="text/html; charset=iso-8859-1"))
    assert found.extraction is not None
    assert found.extraction.title == "Café £5"


def test_a_page_that_leads_to_the_home_page_is_gone_in_all_but_name(reader, outlet):
    found = read_page(reader, answer(article_page(), at=outlet.home))
    assert (found.outcome, found.extraction) == (Outcome.SOFT_404, None)


@pytest.mark.parametrize(
    ("status", "outcome"), [(304, "not_modified"), (403, "forbidden"), (410, "gone"), (429, "throttled")]
)
def test_a_page_that_was_refused_is_not_read(reader, status, outcome):
    found = read_page(reader, answer(article_page(), status))
    assert (found.outcome, found.http_status, found.extraction, found.page) == (outcome, status, None, None)


def test_a_pdf_is_not_html_whatever_the_server_calls_it(reader):
    found = read_page(reader, answer(b"%PDF-1.7\n" + bytes(range(256))))
    assert found.outcome is Outcome.NOT_HTML
    assert found.detail is not None
    assert "PDF" in found.detail


def test_a_page_that_is_no_article_says_why_and_keeps_neither_validators_nor_bytes(reader):
    found = read_page(reader, answer(b"<html><body><h1>Sections</h1></body></html>", **VALIDATORS))
    assert found.outcome is Outcome.NOT_AN_ARTICLE
    assert found.detail
    assert found.extraction is not None
    assert found.extraction.verdict is not Verdict.ARTICLE
    assert (found.etag, found.page) == (None, None)


def test_a_page_that_gave_no_answer_says_why(reader):
    found = reader.failed_page(Look(url=URL), DownloadTimeoutError("30 seconds"))
    assert (found.outcome, found.detail, found.url) == (Outcome.TIMEOUT, "30 seconds", URL)


# ---- when to look again


def test_a_new_article_is_looked_at_again_on_its_first_day(reader):
    due_at = read_page(reader, answer(article_page())).due_at
    assert due_at is not None
    assert NOW < due_at <= NOW + timedelta(days=1)


def test_a_found_address_that_could_not_be_read_is_tried_again_ever_later(reader):
    first, second = (read_page(reader, answer(status=500), tries=tries).due_at for tries in (0, 1))
    assert first is not None
    assert second is not None
    assert NOW < first < second


def test_a_found_address_that_is_gone_is_not_asked_for_again(reader):
    assert read_page(reader, answer(status=404)).due_at is None


def test_an_article_that_is_gone_is_still_looked_at(reader):
    found = read_page(reader, answer(status=404), article=known_article())
    assert found.due_at is not None


def article_page_of(kind: str, *facts: str) -> bytes:
    """An article that says in JSON-LD what it is."""
    claims = ",".join((f'"@type":"{kind}","headline":"Swing bridge to close for repairs"', *facts))
    return article_page().replace(
        b"</head>", f'<script type="application/ld+json">{{{claims}}}</script></head>'.encode()
    )


LIVE_PAGE = article_page_of("LiveBlogPosting")


def test_a_suspect_is_looked_at_soon_enough_to_be_judged_by_three_looks_on_two_days(reader):
    known = known_article(first_seen_at=LAST_MONTH, status="suspect")
    due_at = read_page(reader, answer(status=404), article=known).due_at
    assert due_at is not None
    assert NOW + timedelta(hours=10) < due_at < NOW + timedelta(hours=14)


def test_a_failed_look_at_an_old_article_is_made_good_within_a_day_or_so(reader):
    known = known_article(first_seen_at=LAST_MONTH)
    due_at = read_page(reader, answer(status=503), article=known).due_at
    assert due_at is not None
    assert NOW + timedelta(hours=1) < due_at < NOW + timedelta(hours=27)


def test_a_live_page_that_grew_is_looked_at_again_within_the_hour_but_not_as_hotly_as_an_edit(reader):
    known = known_article(first_seen_at=LAST_MONTH)
    grown, edited = (read_page(reader, answer(page), article=known).due_at for page in (LIVE_PAGE, article_page()))
    assert grown is not None
    assert edited is not None
    assert edited < grown < NOW + timedelta(hours=1)


def test_a_live_page_that_says_not_modified_keeps_its_pace(reader):
    known = known_article(first_seen_at=NOW - timedelta(minutes=5), flags="live")
    due_at = read_page(reader, answer(status=304), article=known).due_at
    assert due_at is not None
    assert due_at > NOW + timedelta(minutes=25)


def test_a_headline_on_trial_does_not_keep_an_old_article_hot(reader):
    known = known_article(first_seen_at=LAST_MONTH, flags="alternating")
    due_at = read_page(reader, answer(article_page()), article=known).due_at
    assert due_at is not None
    assert due_at > NOW + timedelta(days=1)


def test_a_teaser_is_looked_at_again_since_it_may_open(reader):
    start, paragraph, _ = article_page_of("NewsArticle", '"isAccessibleForFree":false').partition(b"<p>")
    teaser = start + paragraph + article_page().split(b"<p>", 2)[1] + b"</article></main></body></html>"
    found = read_page(reader, answer(teaser))
    assert found.outcome is Outcome.PAYWALLED
    assert found.due_at is not None
    assert found.due_at > NOW + timedelta(hours=20)


LAST_MONTH = NOW - timedelta(days=40)
LONG_AGO = NOW - timedelta(days=1000)


def test_an_old_article_whose_text_did_not_change_is_left_alone(reader):
    extraction = read_page(reader, answer(article_page())).extraction
    assert extraction is not None
    known = known_article(first_seen_at=LONG_AGO, text_hash=text_hash(extraction))
    assert read_page(reader, answer(article_page()), article=known).due_at is None


def test_an_old_article_whose_text_changed_is_watched_again(reader):
    found = read_page(reader, answer(article_page()), article=known_article(first_seen_at=LONG_AGO))
    assert found.due_at is not None


def test_an_old_article_that_changed_lately_is_watched_although_it_is_the_same_now(reader):
    known = known_article(first_seen_at=LONG_AGO, changed_at=NOW - timedelta(hours=1))
    assert read_page(reader, answer(status=304), article=known).due_at is not None
