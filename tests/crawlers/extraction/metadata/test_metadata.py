"""Title, authors, dates and addresses: what readers see wins over what is claimed."""

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from crawlers.extraction import extract
from tests.crawlers.extraction.pages import TITLE, page

URL = "https://example.ua/news/bridges"
KYIV_WINTER = timezone(timedelta(hours=2))


def ld(*things: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)


def article(**fields: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": TITLE} | fields


def test_json_ld_gives_authors_the_minute_section_and_image():
    head = ld(
        article(
            datePublished="2026-11-22T10:15+02:00",
            author=[{"@type": "Person", "name": "Olena Kovalenko"}, "Ivan Petrenko"],
            articleSection="Politics",
            image={"@type": "ImageObject", "url": "/img/bridge.jpg"},
        )
    )
    found = extract(page(head=head), URL)
    assert found.authors == ("Olena Kovalenko", "Ivan Petrenko")
    assert found.published == datetime(2026, 11, 22, 10, 15, tzinfo=KYIV_WINTER)
    assert found.published_from == "json-ld 2026-11-22T10:15+02:00"
    assert found.section == "Politics"
    assert found.image_url == "https://example.ua/img/bridge.jpg"


@pytest.mark.parametrize(
    "wrap",
    [
        lambda thing: {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Example"}, thing]},
        lambda thing: [{"@type": "Organization", "name": "Example"}, thing],
        lambda thing: {"@type": "WebPage", "mainEntity": thing},
        lambda thing: thing | {"@type": ["NewsArticle", "https://schema.org/Article"]},
    ],
)
def test_json_ld_is_found_in_graphs_and_lists(wrap):
    found = extract(page(head=ld(wrap(article(author={"name": "Olena Kovalenko"})))), URL)
    assert found.authors == ("Olena Kovalenko",)


def test_broken_json_ld_is_mended_where_it_is_only_untidy():
    head = f'<script type="application/ld+json">//<![CDATA[\n{{"@type": "NewsArticle", "headline": "{TITLE}",'
    head += ' "author": "Olena\tKovalenko",}\n//]]></script>'
    assert extract(page(head=head), URL).authors == ("Olena Kovalenko",)


@pytest.mark.parametrize(
    "nonsense",
    [
        "{",
        "[]",
        "null",
        "42",
        '"text"',
        "[[[[1, null]]]]",
        '{"@type": 5, "@graph": 7}',
        '{"@type": {"a": []}}',
        "[" * 3000,
        '{"@type": "NewsArticle", "headline": {"a": 1}, "author": 5, "datePublished": [[]], "image": [null]}',
        '{"@type": "NewsArticle", "articleSection": {}, "description": [], "name": false}',
        '{"@type": "NewsArticle", "author": [[[{"name": {"name": 1}}]]], "isAccessibleForFree": {}}',
    ],
)
def test_nonsense_in_json_ld_harms_nothing(nonsense):
    found = extract(page(head=f'<script type="application/ld+json">{nonsense}</script>'), URL)
    assert (found.title, found.authors, found.published, found.verdict) == (TITLE, (), None, "article")


def test_json_ld_about_another_page_is_not_believed():
    other = {"@type": "NewsArticle", "headline": "Quite another story of last year", "author": "Somebody Else"}
    found = extract(page(head=ld(other | {"datePublished": "2020-01-01T10:00Z"})), URL)
    assert (found.authors, found.published) == ((), None)


def test_json_ld_about_the_site_is_no_article():
    site = {"@type": "NewsMediaOrganization", "name": "Example News", "foundingDate": "2001-01-01", "author": "Owner"}
    assert extract(page(head=ld(site)), URL).authors == ()


def test_the_heading_that_readers_see_is_the_title():
    head = f'<meta property="og:title" content="{TITLE.upper()}!">'
    assert extract(page(head=head), URL).title == TITLE


def test_the_name_of_the_site_is_no_heading():
    html = page().replace(b"<h1>", b"<h1>Example News, the leading portal</h1><h2>").replace(b"</h1><div", b"</h2><div")
    assert extract(html, URL).title == TITLE


def test_without_a_heading_the_browser_title_loses_the_name_of_the_site():
    html = page().replace(f"<h1>{TITLE}</h1>".encode(), b"")
    assert extract(html, URL).title == TITLE


def test_a_meta_date_without_a_zone_is_in_the_outlets_zone_or_utc():
    head = '<meta property="article:published_time" content="2026-11-22 10:15">'
    assert extract(page(head=head), URL).published == datetime(2026, 11, 22, 10, 15, tzinfo=UTC)


def test_a_time_element_gives_the_date():
    inside = '<time datetime="2026-11-22T10:15:00+02:00">this morning</time>'
    found = extract(page(inside_before=inside), URL)
    assert found.published == datetime(2026, 11, 22, 10, 15, tzinfo=KYIV_WINTER)
    assert found.published_from == "time 2026-11-22T10:15:00+02:00"


def test_a_date_in_words_on_the_page_is_the_last_resort_and_no_line_of_the_text():
    found = extract(page(inside_before="<div>22 листопада 2026, 10:15</div>"), URL)
    assert found.published == datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
    assert found.published_from == "page 22 листопада 2026, 10:15"
    assert "листопада" not in found.body


def test_a_day_is_made_exact_by_the_time_that_stands_on_the_page():
    found = extract(
        page(head=ld(article(datePublished="2026-11-22")), inside_before="<div>22.11.2026, 10:15</div>"), URL
    )
    assert found.published == datetime(2026, 11, 22, 10, 15, tzinfo=UTC)
    assert found.published_to_the == "minute"


def test_a_day_alone_is_kept_as_a_day():
    found = extract(page(head=ld(article(datePublished="2026-11-22"))), URL)
    assert (found.published, found.published_to_the) == (datetime(2026, 11, 22, tzinfo=UTC), "day")


@pytest.mark.parametrize(
    "byline",
    [
        '<div class="article__author">By Olena Kovalenko</div>',
        '<a rel="author" href="/a">Olena Kovalenko</a>',
        '<span itemprop="author">Автор: Olena Kovalenko</span>',
    ],
)
def test_a_byline_names_the_author_without_its_by(byline):
    found = extract(page(inside_before=byline), URL)
    assert found.authors == ("Olena Kovalenko",)
    assert "Kovalenko" not in found.body


def test_the_authors_of_comments_and_of_other_columns_are_not_the_articles():
    after = '<div class="comments"><span class="author">Petro Petrenko</span><p>I do not agree at all.</p></div>'
    after += '<aside><a rel="author">Ivan Columnist</a></aside><div class="author">Design: Studio</div>'
    assert extract(page(after=after), URL).authors == ()


def test_a_name_that_signs_the_text_is_its_author():
    found = extract(
        page(inside_after="").replace(b"</div></main>", "<p>Олена Коваленко</p></div></main>".encode()), URL
    )
    assert found.authors == ("Олена Коваленко",)
    assert "Олена" not in found.body


def test_addresses_are_absolute_and_only_of_the_web():
    head = '<link rel="canonical" href="/news/bridges?x=1"><meta property="og:image" content="javascript:alert(1)">'
    found = extract(page(head=head), URL)
    assert (found.canonical_url, found.image_url) == ("https://example.ua/news/bridges?x=1", None)


@pytest.mark.parametrize("address", ["http://[bad", "data:text/html,x", "h" * 5000, "ftp://example.ua/a"])
def test_addresses_that_are_none_are_left_out(address):
    assert extract(page(head=f'<link rel="canonical" href="{address}">'), URL).canonical_url is None


def test_long_fields_are_cut():
    found = extract(page(title="Long " * 600, head=ld(article(headline="Long " * 600, author="N" * 900))), URL)
    assert len(found.title) <= 1000
    assert all(len(author) <= 200 for author in found.authors)
