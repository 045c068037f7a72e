import pytest

from crawlers.discovery.proposing.home_page import EDITION, read_home_page
from tests.invented_site import feed_link, front, stories

HOME = "https://www.valley.org.uk/"  # of a suffix that is on the list: `example` is not


def read(head: str = "", body: str = "", url: str = HOME, lang: str = "en"):
    page = f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    return read_home_page(page.encode(), url)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ('<meta property="og:site_name" content="The Valley &amp; Hill"><title>Home</title>', "The Valley & Hill"),
        ("<title>News of today | Valley</title>", "Valley"),
        ("<title>Новини — Долина</title>", ""),
        ("", ""),
    ],
)
def test_a_page_says_its_name_or_shows_it_in_the_title_that_fits_its_address(head, name):
    assert read(head).name == name


def test_feeds_are_those_that_are_declared_and_those_that_are_linked():
    page = read(
        f"{feed_link('/rss')}{feed_link('uk/rss')}"
        '<link rel="ALTERNATE" type="application/atom+xml; charset=utf-8" href="//feeds.example.org/valley">'
        '<link rel="alternate" type="application/json" href="/wp-json/">'
        '<link rel="stylesheet" type="text/xml" href="/style.xml">',
        '<a href="/static/all.rss.xml">RSS</a><a href="https://other.example/feed">other</a><a href="/feedback">no</a>',
    )
    assert [(feed.url, feed.by) for feed in page.feeds] == [
        (f"{HOME}rss", "link rel=alternate"),
        (f"{HOME}uk/rss", "link rel=alternate"),
        ("https://feeds.example.org/valley", "link rel=alternate"),
        (f"{HOME}static/all.rss.xml", "a link on the page"),
    ]


def test_editions_are_told_by_hreflang_and_by_what_languages_are_called_in_addresses():
    page = read(
        '<link rel="alternate" hreflang="uk-UA" href="https://ua.valley.org.uk/novyny">'
        '<link rel="alternate" hreflang="de" href="/de/"><link rel="alternate" hreflang="x-default" href="/">'
        '<link rel="alternate" hreflang="en" href="https://elsewhere.example/">',
        '<a href="/ukr/">Українською</a><a href="/ru">RU</a><a href="/en/story">no edition</a><a href="/">itself</a>',
    )
    assert [(edition.url, edition.language) for edition in page.editions] == [
        ("https://ua.valley.org.uk/novyny", "uk"),
        (f"{HOME}ukr/", None),
        (f"{HOME}ru", None),
    ]
    assert {edition.by for edition in page.editions} == {EDITION}


def test_addresses_are_joined_to_the_base_that_the_page_names():
    page = read('<base href="https://www.valley.org.uk/ukr/">' + feed_link("rss"))
    assert [feed.url for feed in page.feeds] == [f"{HOME}ukr/rss"]


def test_all_links_of_the_same_domain_are_told_once():
    page = read_home_page(front(stories("en", HOME, count=2), links=["/2/", "https://other.example/"]), HOME)
    assert page.links == (*(f"{HOME}{n}/" for n in range(4)), *(story.url for story in stories("en", HOME, count=2)))


@pytest.mark.parametrize("href", ["", "http://[", "javascript:alert(1)", "mailto:a@valley.org.uk", "\\\\evil"])
def test_addresses_that_are_none_are_passed_over(href):
    page = read(feed_link(href), f'<a href="{href}" hreflang="uk">x</a>')
    assert (page.feeds, page.editions, page.links) == ((), (), ())


def test_the_declared_language_is_two_letters_or_nothing():
    assert [read(lang=lang).language for lang in ("uk-UA", "EN", "")] == ["uk", "en", None]
