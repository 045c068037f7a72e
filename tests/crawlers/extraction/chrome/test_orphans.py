"""Headings whose text was never the article's."""

import pytest

from crawlers.extraction import extract
from tests.crawlers.extraction.pages import ENGLISH, UKRAINIAN, page, paragraphs

URL = "https://example.ua/news/bridges"
LINKS = "<ul><li><a href='/1'>Ferry back in service</a></li><li><a href='/2'>New tram line opens</a></li></ul>"


@pytest.mark.parametrize("texts", [ENGLISH, UKRAINIAN])
@pytest.mark.parametrize(
    "ending", ["<h2>Ще про переправи</h2>", "<h3>From our archive</h3>", "<p>More from the city hall:</p>"]
)
def test_what_announces_nothing_at_the_end_is_chrome(texts, ending):
    assert extract(page(paragraphs(texts) + ending), URL).paragraphs == texts


def test_a_heading_above_links_goes_with_them():
    found = extract(page(paragraphs(ENGLISH[:2]) + "<h3>From our archive</h3>" + LINKS + paragraphs(ENGLISH[2:])), URL)
    assert found.paragraphs == ENGLISH
    assert next(line for line in found.dropped if line.text == "From our archive").reason == "place"


@pytest.mark.parametrize("between", ["", "<p><a href='/1'>The council's decision</a></p>"])
def test_a_heading_above_text_stays(between):
    html = page(paragraphs(ENGLISH[:2]) + "<h3>What comes next</h3>" + between + paragraphs(ENGLISH[2:]))
    assert extract(html, URL).paragraphs == (*ENGLISH[:2], "What comes next", *ENGLISH[2:])


def test_a_long_sentence_that_ends_in_a_colon_may_be_the_last():
    last = "The mayor ended her speech with the words that everybody in the hall had been waiting to hear all evening:"
    assert extract(page(paragraphs([*ENGLISH, last])), URL).paragraphs == (*ENGLISH, last)


def test_a_text_written_in_headings_is_a_text():
    told = "".join(f"<h4>{text}</h4>" for text in ENGLISH)
    assert extract(page(told), URL).paragraphs == ENGLISH
