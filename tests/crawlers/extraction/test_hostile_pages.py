"""Whatever the bytes are, the answer is an Extraction or an ExtractionError, soon."""

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawlers.errors import ExtractionError
from crawlers.extraction import Extraction, extract
from tests.crawlers.extraction.pages import ENGLISH, page, paragraphs

URL = "https://example.ua/news/bridges"


def survives(html: bytes, url: str = URL, charset: str | None = None) -> None:
    try:
        found = extract(html, url, charset=charset)
    except ExtractionError:
        return
    assert isinstance(found, Extraction)
    for text in (found.title, found.body, *found.authors, *(line.text for line in found.dropped)):
        text.encode()  # no lone surrogates
        assert not any(char < " " and char != "\n" for char in text)


@settings(max_examples=80, deadline=None)
@given(
    st.binary(max_size=3000), st.text(max_size=30), st.sampled_from([None, "utf-8", "utf-16", "koi8-u", "\x00", "hex"])
)
def test_any_bytes_are_survived(html, url, charset):
    survives(html, url, charset)


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div class='x'>",
                "</div>",
                "<br>",
                "<table><tr><td>",
                "</table>",
                "<a href='//['>",
                "</a>",
                "<h1>",
                "</h1>",
                "<article>",
                "<script type='application/ld+json'>",
                "</script>",
                '{"@type":"NewsArticle","headline":',
                "<!--",
                "-->",
                "<svg>",
                "<meta property='og:title' content='x'>",
                "Речення українською, досить довге, щоб бути прозою.",
                "A sentence of English prose here.",
                "&#0;",
                "&#xD800;",
                "&#x202E;",
                "<time datetime='9999-99-99'>",
                "]]>",
                "<form>",
                "<base href='http://['>",
                "12.13.2026",
            ]
        ),
        max_size=60,
    )
)
def test_any_tag_soup_is_survived(pieces):
    survives("".join(pieces).encode())


def test_bytes_of_a_page_may_change_at_random():
    source, rng = page(), random.Random(7)
    for _ in range(60):
        broken = bytearray(source)
        for _ in range(20):
            broken[rng.randrange(len(broken))] = rng.randrange(256)
        survives(bytes(broken))


@pytest.mark.parametrize(
    "html",
    [
        b"<p>" + b"word " * 400_000,
        b"<div><p>A sentence of prose that is long enough.</p></div>" * 8_000,
        b"<a href='/x'>link</a> " * 60_000,
        ("<p>" + "а" * 1_000_000).encode(),
        b"<div class='" + b"a-b " * 100_000 + b"'>text</div>" + page(),
        b"<script type='application/ld+json'>" + b'[{"@type":"NewsArticle"},' * 20_000 + b"</script>" + page(),
        b"<p>1 2 3 4 5 6 7 8 9 10 " * 20_000,
        ("<p>" + "фото " * 200_000).encode(),
    ],
    ids=[
        "one line",
        "many paragraphs",
        "many links",
        "one word",
        "many classes",
        "many objects",
        "figures",
        "one phrase",
    ],
)
def test_big_pages_take_seconds_at_most(html):
    started = time.process_time()
    survives(html)
    assert time.process_time() - started < 5


def test_a_body_is_cut_at_two_million_characters():
    found = extract(page(paragraphs([" ".join(ENGLISH * 20)] * 260)), URL)
    assert 1_900_000 < len(found.body) <= 2_000_000
