"""When an article was published: where a page says it, and which of several dates is believed."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from crawlers.extraction import extract
from tests.crawlers.extraction.pages import TITLE, page

URL = "https://example.ua/news/bridges"
KYIV_WINTER = timezone(timedelta(hours=2))
MINUTE = datetime(2026, 11, 22, 10, 15, tzinfo=KYIV_WINTER)
DAY = datetime(2026, 11, 22, tzinfo=UTC)


def ld(**fields: object) -> str:
    thing = {"@type": "NewsArticle", "headline": TITLE} | fields
    return f'<script type="application/ld+json">{json.dumps(thing)}</script>'


@pytest.mark.parametrize(
    "name",
    [
        "article:published_time",
        "datePublished",
        "dc.date.issued",
        "DC.date.created",
        "parsely-pub-date",
        "sailthru.date",
        "pubdate",
        "article.published",
        "cXenseParse:recs:publishtime",
        "shareaholic:article_published_time",
    ],
)
def test_every_systems_meta_date_is_read(name):
    found = extract(page(head=f'<meta name="{name}" content="2026-11-22T10:15:00+02:00">'), URL)
    assert (found.published, found.published_to_the) == (MINUTE, "minute")
    assert found.published_from == f"meta {name.lower()} 2026-11-22T10:15:00+02:00"


@pytest.mark.parametrize("name", ["article:modified_time", "og:updated_time", "dateModified", "last-modified"])
def test_a_date_of_a_change_is_not_the_publications(name):
    head = f'<meta property="{name}" content="2026-11-22T10:15:00+02:00">' + ld(dateModified="2026-11-22T10:15+02:00")
    assert extract(page(head=head), URL).published is None


@pytest.mark.parametrize(
    "line",
    [
        "Updated: 22 November 2026, 10:15",
        "Оновлено 22 листопада 2026, 10:15",
        "Обновлено: 22.11.2026 10:15",
    ],
)
def test_a_line_about_an_update_is_not_believed(line):
    assert extract(page(inside_before=f"<div>{line}</div>"), URL).published is None


def test_of_two_dates_in_a_line_the_one_that_is_no_update_is_taken():
    line = "<div>Updated 24 November 2026, 09:00, published 22 November 2026, 10:15</div>"
    assert extract(page(inside_before=line), URL).published == datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


def test_a_time_without_a_zone_gives_way_to_the_same_time_with_one():
    head = ld(datePublished="2026-11-22 10:15:00.0") + '<meta name="date" content="2026-11-22T10:15:00+02:00">'
    found = extract(page(head=head), URL)
    assert found.published == MINUTE
    assert found.published_from == "meta date 2026-11-22T10:15:00+02:00"


def test_a_time_in_utc_gives_way_to_the_same_time_in_the_outlets_zone():
    head = ld(datePublished="2026-11-22T08:15:00Z") + '<meta name="date" content="Sun, 22 Nov 2026 10:15:00 +0200">'
    published = extract(page(head=head), URL).published
    assert published is not None
    assert (published, published.utcoffset()) == (MINUTE, timedelta(hours=2))


@pytest.mark.parametrize(
    "address",
    [
        "https://example.ua/2026/11/22/bridges.html",
        "https://example.ua/news/2026-11-22-bridges",
        "https://example.ua/news/20261122/bridges",
        "https://archive.example/web/20270101101010/http://example.ua/2026/11/22/bridges",
    ],
)
def test_the_day_in_the_address_is_taken_where_the_page_says_none(address):
    found = extract(page(), address)
    assert (found.published, found.published_to_the) == (DAY, "day")
    assert found.published_from is not None
    assert found.published_from.startswith("address ")


def test_no_day_is_read_from_other_numbers_in_an_address():
    assert extract(page(), "https://example.ua/2026/43/11/22-bridges").published is None
    assert extract(page(), "https://archive.example/web/20270101101010/http://example.ua/bridges").published is None


def test_the_minute_on_the_page_makes_the_day_in_the_address_exact():
    found = extract(page(inside_before="<div>22.11.2026 10:15</div>"), "https://example.ua/2026/11/22/bridges")
    assert (found.published, found.published_to_the) == (datetime(2026, 11, 22, 10, 15, tzinfo=UTC), "minute")


def test_the_time_of_a_teaser_is_not_the_articles():
    teaser = '<div class="teaser"><a href="/x">Other</a> <time datetime="2020-01-01T10:00Z">1 January</time></div>'
    filler = "".join(f"<p>Line number {number} of the page</p>" for number in range(20))
    html = page(before=teaser + filler, inside_before="<div>22 November 2026, 10:15</div>")
    assert extract(html, URL).published == datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


def test_an_abbreviation_with_a_machine_date_and_microdata_are_read():
    for element in (
        '<abbr class="published" title="2026-11-22T10:15:00+02:00">a while ago</abbr>',
        '<span itemprop="datePublished" content="2026-11-22T10:15:00+02:00">today</span>',
    ):
        assert extract(page(inside_before=element), URL).published == MINUTE


def test_months_are_read_in_the_language_that_the_page_declares_and_in_no_other():
    line = "<div>22. März 2026, 10:15 Uhr</div>"
    assert extract(page(inside_before=line, lang="de-AT"), URL).published == datetime(2026, 3, 22, 10, 15, tzinfo=UTC)
    assert extract(page(inside_before=line, lang="fr"), URL).published is None


def test_a_day_in_a_sentence_is_not_the_publications():
    sentence = "<p>The council met on 22 November 2020 in the old theatre and decided nothing at all.</p>"
    assert extract(page(inside_before=sentence), URL).published is None


def test_the_date_of_the_page_around_the_article_is_taken_last():
    graph = {"@graph": [{"@type": "WebPage", "datePublished": "2026-11-22T10:15:00+02:00"}]}
    head = f'<script type="application/ld+json">{json.dumps(graph)}</script>'
    assert extract(page(head=head), URL).published_from == "json-ld page 2026-11-22T10:15:00+02:00"


@pytest.mark.parametrize(
    "elsewhere",
    [
        '<div class="comments"><p class="date">22.11.2026 10:15</p></div>',
        '<aside><p class="date">22.11.2026 10:15</p></aside>',
        '<div class="comments"><p><span itemprop="dateCreated" content="2026-11-22T10:15Z">then</span></p></div>',
        '<div class="related"><a href="/x">Other</a><time datetime="2026-11-22T10:15Z">then</time></div>',
        '<div class="related"><ul><li class="timestamp">22 November 2026</li></ul></div>',
    ],
)
def test_the_dates_of_comments_and_other_stories_are_not_the_articles(elsewhere):
    filler = "".join(f"<p>Line number {number} of the page</p>" for number in range(20))
    assert extract(page(after=filler + elsewhere), URL).published is None


def test_the_weather_above_the_headline_says_no_date():
    html = page().replace(b"<main>", "<main><div>Sunday, Nov 22 2026 6PM 5°C 9PM 6°C</div>".encode())
    assert extract(html, URL).published is None


def test_a_day_beside_the_authors_name_is_taken_and_the_day_of_the_change_is_not():
    line = "<div>Олена Коваленко 22.11.2026, оновлено 24.11.2026 о 10:15 після відповіді міської ради Полтави</div>"
    found = extract(page(inside_before=line, lang="uk"), URL)
    assert (found.published, found.published_to_the) == (DAY, "day")


def test_a_two_digit_year_is_read_where_it_can_be_nothing_else():
    for line in ("5 січня'26 14:00", "Ноя 27th 26 17:46"):
        published = extract(page(inside_before=f"<div>{line}</div>"), URL).published
        assert published is not None
        assert published.year == 2026
