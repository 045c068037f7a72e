"""The names of months, in any language that a page may declare."""

import pytest

from crawlers.extraction.metadata.months import month


@pytest.mark.parametrize(
    ("word", "language", "number"),
    [
        ("листопада", "uk", 11),
        ("Лютого", "uk", 2),
        ("груд.", "uk", 12),
        ("верес", "uk", 9),
        ("мая", "ru", 5),
        ("Ноя", "ru", 11),
        ("Sept", "en", 9),
        ("March", "en", 3),
        ("März", "de", 3),
        ("Dezember", "de", 12),
        ("août", "fr", 8),
        ("września", "pl", 9),
    ],
)
def test_a_month_is_known_by_its_forms_and_abbreviations(word, language, number):
    assert month(word, language) == number


@pytest.mark.parametrize(("word", "language"), [("людей", "uk"), ("ma", "en"), ("ju", "en"), ("may", "xx"), ("", "uk")])
def test_other_words_and_unknown_languages_name_no_month(word, language):
    assert month(word, language) is None


def test_a_word_is_a_month_only_in_its_own_language():
    assert month("listopada", "pl") == 11
    assert month("listopada", "en") is None
