"""The same story in other languages, as pages declare it."""

import json

import pytest

from crawlers.extraction import extract
from storage.records import Edition
from tests.crawlers.extraction.pages import TITLE, page

URL = "https://example.ua/en/news/bridges"
UKRAINIAN = "https://example.ua/novyny/mosty"


def editions(**parts: str) -> tuple[Edition, ...]:
    return extract(page(**parts), URL).editions


def alternate(language: str, address: str) -> str:
    return f'<link rel="alternate" hreflang="{language}" href="{address}">'


@pytest.mark.parametrize("code", ["uk", "uk-UA", "UA", "ukr"])
def test_hreflang_names_the_story_in_another_language(code):
    head = alternate(code, "/novyny/mosty?utm_source=hreflang#top") + alternate("en", URL) + alternate("x-default", URL)
    assert editions(head=head) == (Edition(UKRAINIAN, "uk", "hreflang"),)


@pytest.mark.parametrize("home", ["/", "/uk/", "/ukr", "https://example.net", "https://ua.example.ua/index.html"])
def test_a_home_page_is_no_edition_of_a_story(home):
    assert editions(head=alternate("uk", home), before=f'<a href="{home}">Українською</a>') == ()


def test_a_language_for_which_a_page_names_several_addresses_has_none():
    head = alternate("uk", "/novyny/mosty") + alternate("uk", "/novyny/ostanni-novyny")
    assert editions(head=head) == ()
    assert editions(before='<a href="/novyny/mosty">UA</a> <a href="/novyny/dorohy">UA</a>') == ()


def test_two_spellings_of_one_address_are_one():
    head = alternate("uk", "/novyny/mosty") + alternate("uk-UA", "https://www.example.ua/novyny/mosty/")
    assert editions(head=head) == (Edition(UKRAINIAN, "uk", "hreflang"),)


@pytest.mark.parametrize(
    "inside", ['><img src="/ua.svg" alt="Українська">', ' title="Українською">', ' aria-label="UA">']
)
def test_a_flag_that_switches_the_language_is_read_by_what_stands_for_it(inside):
    assert editions(before=f'<a href="{UKRAINIAN}"{inside}</a>') == (Edition(UKRAINIAN, "uk", "link"),)


def test_languages_that_are_not_ours_and_feeds_are_left_out():
    feed = '<link rel="alternate" type="application/rss+xml" href="/uk/rss">'
    assert editions(head=alternate("pl", "/pl/mosty") + feed) == ()


@pytest.mark.parametrize("words", ["Українською", "<span>УКР</span>", " UA ", "[Укр]", "Читати українською"])
def test_a_link_that_switches_the_language_names_the_story(words):
    assert editions(before=f'<a href="{UKRAINIAN}">{words}</a>') == (Edition(UKRAINIAN, "uk", "link"),)


def test_the_language_of_a_link_may_stand_in_its_hreflang():
    assert editions(before=f'<a hreflang="uk" href="{UKRAINIAN}">…</a>') == (Edition(UKRAINIAN, "uk", "link"),)


@pytest.mark.parametrize("words", ["Українською про головне", "English lessons", "UA Football", ""])
def test_what_only_begins_like_a_language_switches_none(words):
    assert editions(before=f'<a href="{UKRAINIAN}">{words}</a>') == ()


def test_json_ld_names_translations_and_originals():
    work = {"@type": "NewsArticle", "url": UKRAINIAN, "inLanguage": "uk-UA"}
    for key, value in (("workTranslation", [work]), ("translationOfWork", work)):
        thing = {"@type": "NewsArticle", "headline": TITLE, key: value}
        head = f'<script type="application/ld+json">{json.dumps(thing)}</script>'
        assert editions(head=head) == (Edition(UKRAINIAN, "uk", "json-ld"),)


def test_hreflang_is_believed_before_a_link():
    link = '<a href="/novyny/inshe">Українська</a> <a href="/ru/novosti/mosty">Русский</a>'
    assert editions(head=alternate("uk", UKRAINIAN), before=link) == (
        Edition(UKRAINIAN, "uk", "hreflang"),
        Edition("https://example.ua/ru/novosti/mosty", "ru", "link"),
    )


@pytest.mark.parametrize(
    "address", ["javascript:void(0)", "http://[", "mailto:a@b.c", "https://user@example.ua/x/y", ""]
)
def test_what_is_no_address_is_no_edition(address):
    assert editions(head=alternate("uk", address)) == ()
