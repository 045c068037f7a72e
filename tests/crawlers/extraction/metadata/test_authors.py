"""Who wrote it: which of a page's claims about its authors is believed."""

import json

import pytest

from crawlers.extraction import extract
from tests.crawlers.extraction.pages import TITLE, page

URL = "https://example.ua/news/bridges"


def ld(*things: object) -> str:
    return "".join(f'<script type="application/ld+json">{json.dumps(thing)}</script>' for thing in things)


def article(**fields: object) -> dict[str, object]:
    return {"@type": "NewsArticle", "headline": TITLE} | fields


@pytest.mark.parametrize(
    "outlet",
    [
        {"@type": "Organization", "name": "Example"},
        {"@type": "Person", "name": "example.ua"},
        "Приклад Новини",
    ],
)
def test_a_person_in_the_byline_wins_over_the_outlet_in_json_ld(outlet):
    head = ld(article(author=outlet, publisher={"name": "Приклад Новини"}))
    head += '<meta property="og:site_name" content="Example">'
    found = extract(page(head=head, inside_before='<div class="byline">By Olena Kovalenko</div>'), URL)
    assert found.authors == ("Olena Kovalenko",)


def test_the_outlet_is_named_where_nobody_else_is():
    head = ld(article(author={"@type": "Organization", "name": "Example"}))
    assert extract(page(head=head), URL).authors == ("Example",)


def test_an_agency_is_an_author():
    head = ld(article(author={"@type": "Organization", "name": "Укрінформ"}))
    assert extract(page(head=head), URL).authors == ("Укрінформ",)


def test_an_author_who_is_only_referred_to_is_looked_up():
    person = {"@type": "Person", "@id": "#olena", "name": "Olena Kovalenko"}
    assert extract(page(head=ld(article(author={"@id": "#olena"}), person)), URL).authors == ("Olena Kovalenko",)


def test_an_account_and_the_name_it_stands_for_are_one_author():
    head = ld(article(author=["Olena Kovalenko", "olena-kovalenko"]))
    assert extract(page(head=head), URL).authors == ("Olena Kovalenko",)


def test_json_ld_with_another_wording_of_the_headline_is_believed_by_its_address():
    thing = article(headline="Bridges will be mended", author="Olena Kovalenko", mainEntityOfPage={"@id": URL})
    assert extract(page(head=ld(thing)), URL).authors == ("Olena Kovalenko",)
    assert extract(page(head=ld(thing | {"mainEntityOfPage": "https://example.ua/other"})), URL).authors == ()


@pytest.mark.parametrize(
    "byline",
    [
        '<div class="byline"><span>By</span> <a>Olena Kovalenko</a> <span>Staff Writer</span> <a>Follow</a></div>',
        '<div class="author vcard"><span class="fn">Olena Kovalenko</span> <span>reads a lot</span></div>',
        '<div itemprop="author" itemscope><span itemprop="name">Olena Kovalenko</span><p>Editor of maps</p></div>',
        '<p>Text and maps: <a href="https://example.ua/author/olena">Olena Kovalenko</a></p>',
        '<div class="post-author">Posted by Olena Kovalenko</div>',
    ],
)
def test_a_byline_is_read_without_what_else_stands_in_it(byline):
    assert extract(page(inside_before=byline), URL).authors == ("Olena Kovalenko",)


def test_a_page_that_is_called_after_its_columns_still_has_authors():
    html = page(inside_before='<span class="author vcard">Olena Kovalenko</span>')
    assert extract(html.replace(b"<body>", b'<body class="right-sidebar">'), URL).authors == ("Olena Kovalenko",)


def test_bylines_of_several_other_stories_name_nobody():
    other = "".join(
        f'<div><p>A story</p><span class="author">{name}</span></div>' for name in ("Ivan Petrenko", "Petro Ivanenko")
    )
    filler = "".join(f"<p>Line number {number} of the page</p>" for number in range(20))
    assert extract(page(after=filler + other), URL).authors == ()


def test_a_byline_below_the_text_that_announces_its_name_is_the_articles():
    text = "".join(
        f"<p>This is paragraph number {number} of a long text, and it goes on for a while.</p>" for number in range(20)
    )
    found = extract(page(text, inside_after='<div class="author">Автор: Олена Коваленко</div>'), URL)
    assert found.authors == ("Олена Коваленко",)


def test_handles_are_no_authors():
    head = '<meta name="twitter:creator" content="@example"><meta name="author" content="@olena">'
    head += '<meta property="article:author" content="https://www.facebook.com/example">'
    assert extract(page(head=head), URL).authors == ()


def test_a_link_whose_words_only_begin_with_a_name_names_no_author():
    link = '<p><a href="/autoren/max">Ivan Petrenko, who kept the bridges for 41 years</a></p>'
    assert extract(page(inside_before=link), URL).authors == ()
