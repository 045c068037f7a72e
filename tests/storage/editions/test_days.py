"""Which days a headline names."""

import pytest

from storage.editions.days import days_named


@pytest.mark.parametrize(
    "headline",
    [
        "Погода на 17 листопада: перший сніг",
        "Курс гривны на 17 ноября",
        "Fuel prices on 17 November",
        "Fuel prices, November 17th",
        "Nov. 17, 2026: the day at the front",
        "The 17th of November at the front",
        "Головне за 17.11.2026",
    ],
)
def test_a_day_is_known_in_every_language_and_order(headline):
    assert days_named(headline) == {(11, 17)}


@pytest.mark.parametrize("headline", ["Вибори 17–18 листопада", "Storm expected on November 17-18", "17 and 18 Nov"])
def test_a_span_names_its_days(headline):
    assert days_named(headline) == {(11, 17), (11, 18)}


@pytest.mark.parametrize(
    "headline",
    [
        "Дрони завдали шкоди на 17.5 мільйона",
        "May 17,000 people vote?",
        "Storm by 17:30",
        "1,017 Marches",
        "117 мая",
        "",
    ],
)
def test_other_numbers_name_no_day(headline):
    assert not days_named(headline)
