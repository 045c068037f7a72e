"""Addresses that show that they are editions of one story."""

import pytest

from storage.editions.addresses import is_same_id

A = "https://a.example/news/2026/11/02/7421639/"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (A, "https://a.example/eng/news/2026/11/02/7421639/"),
        (A, "https://en.a.example/world/7421639-a-title"),
        ("https://a.example/uk/news/1906059-parlament", "https://a.example/ru/news/1906059-parlament"),
        ("https://a.example/kyiv/mist-zakryly", "https://a.example/en/kyiv/mist-zakryly"),
    ],
)
def test_a_path_or_a_long_number_in_two_editions_is_one_story(one, other):
    assert is_same_id(one, other)
    assert is_same_id(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (A, "https://a.example/news/2026/11/02/7421639/"),  # one edition: one page, or two of one language
        (A, "https://a.example/eng/news/2026/11/02/7421640/"),
        ("https://a.example/news/x-17112026-9832", "https://a.example/en/news/y-17112026-1204"),
        ("https://a.example/n/20261117", "https://a.example/en/n/20261117"),
        ("https://a.example/news/2026", "https://a.example/en/other/2026"),
        ("https://a.example/news", "https://a.example/en/news"),
    ],
)
def test_dates_short_numbers_and_lists_are_none(one, other):
    assert not is_same_id(one, other)
