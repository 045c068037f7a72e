"""Numbers that a translation keeps."""

import pytest

from storage.editions.quantities import quantities


@pytest.mark.parametrize(
    ("english", "ukrainian"),
    [
        ("240,000 hryvnias", "240 тисяч гривень"),
        ("9,300 tonnes", "9 300 тонн"),
        ("£1.9bn", "1,9 мільярда фунтів"),
        ("2.6 kilometres", "2,6 кілометра"),
        ("at 05:40", "о 5:40"),
        ("thirty-one years", "тридцять один рік"),
        ("seven weeks", "сім тижнів"),
        ("five million people", "п’ять мільйонів людей"),
        ("1.20 euros", "1,2 євро"),
    ],
)
def test_a_number_is_its_value_in_both_languages(english, ukrainian):
    assert quantities(english) == quantities(ukrainian) != frozenset()


def test_dates_in_digits_are_no_numbers():
    assert quantities("17.11.2026") == frozenset()


def test_a_scale_belongs_to_the_number_before_it_only():
    assert quantities("12 people and a million reasons, 3 thousand") == {"12", "3000"}
