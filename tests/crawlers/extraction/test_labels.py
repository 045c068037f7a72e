"""Paragraphs that open with a label in bold."""

from collections.abc import Sequence

import pytest

from crawlers.extraction import extract
from tests.crawlers.extraction.pages import ENGLISH, RUSSIAN, UKRAINIAN, page, paragraphs

URL = "https://example.ua/news/bridges"


def between(inner: str, texts: Sequence[str] = ENGLISH) -> tuple[str, ...]:
    return extract(page(paragraphs(texts[:2]) + inner + paragraphs(texts[2:])), URL).paragraphs


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        (ENGLISH, "Source: the city hall on Facebook"),
        (UKRAINIAN, "Джерело: мерія у Facebook"),
        (RUSSIAN, "Источник: мэрия в Facebook"),
    ],
)
def test_a_source_in_bold_opens_a_paragraph(texts, said):
    label, rest = said.split(" ", 1)
    assert said in between(f"<p><strong>{label}</strong> {rest}</p>", texts)
    assert said in between(f'<p><b>{label}</b> <a href="/hall">{rest}</a></p>', texts)


@pytest.mark.parametrize("credit", ["<p><em>{}</em></p>", "<p><strong>{}</strong></p>", "<p>{}</p>"])
def test_a_source_in_letters_like_the_rest_is_a_credit(credit):
    assert between(credit.format("Source: Jane Miller")) == ENGLISH
