"""Dates: exact ones, ones in words, and none that are invented."""

from datetime import UTC, datetime, timedelta, timezone

import pytest

from crawlers.extraction.metadata.dates import date_in_words, machine_date, zone

KYIV = zone("Europe/Kyiv")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("2026-11-22T10:15+02:00", datetime(2026, 11, 22, 10, 15, tzinfo=timezone(timedelta(hours=2)))),
        ("2026-11-22T10:15:59.123Z", datetime(2026, 11, 22, 10, 15, tzinfo=UTC)),
        ("2026-11-22 10:15:00 +0200", datetime(2026, 11, 22, 10, 15, tzinfo=timezone(timedelta(hours=2)))),
        ("2026-07-22T10:15", datetime(2026, 7, 22, 10, 15, tzinfo=KYIV)),
        ("1716561772", datetime(2024, 5, 24, 14, 42, tzinfo=UTC)),
    ],
)
def test_machine_dates_are_exact_and_without_a_zone_in_the_outlets(written, meant):
    moment = machine_date(written, KYIV)
    assert moment is not None
    assert (moment.at, moment.to_the) == (meant, "minute")
    assert moment.at.utcoffset() == meant.utcoffset()


def test_a_date_without_a_time_is_a_day_and_stays_that_day_in_utc():
    moment = machine_date("2026-11-22", KYIV)
    assert moment is not None
    assert (moment.at, moment.to_the) == (datetime(2026, 11, 22, tzinfo=UTC), "day")


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        None,
        "today",
        "0001-01-01T00:00:00Z",
        "9999-12-31",
        "2026-13-45",
        "2026-11-22T10:15+30:00",
        "20261122",
        "{}",
        "²" * 10,
    ],
)
def test_nonsense_is_no_date(nonsense):
    assert machine_date(nonsense, KYIV) is None


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("12 листопада 2025, 10:15", "2025-11-12 10:15"),
        ("Опубліковано: вівторок, 5 бер. 2024 12:30", "2024-03-05 12:30"),
        ("14:05, 12 грудня 2011", "2011-12-12 14:05"),
        ("[16:30/28.11.2011]", "2011-11-28 16:30"),
        ("5 марта 2012 г. в 12:30", "2012-03-05 12:30"),
        ("Published: March 5, 2024 at 3:20 pm", "2024-03-05 15:20"),
        ("21st May 2023 09:00", "2023-05-21 09:00"),
        ("05.03.2012 | 12:30", "2012-03-05 12:30"),
        ("18.01.12, 10:05", "2012-01-18 10:05"),
        ("2014/10/02 13:05", "2014-10-02 13:05"),
    ],
)
def test_dates_in_words_and_figures_are_read_in_the_outlets_zone(line, meant):
    moment = date_in_words(line, KYIV)
    assert moment is not None
    assert moment.at == datetime.strptime(meant, "%Y-%m-%d %H:%M").replace(tzinfo=KYIV)
    assert moment.to_the == "minute"


def test_a_date_in_words_without_a_time_is_a_day():
    moment = date_in_words("27 липня, 2020", KYIV, "uk")
    assert moment is not None
    assert (moment.at, moment.to_the) == (datetime(2020, 7, 27, tzinfo=UTC), "day")


@pytest.mark.parametrize(
    "line", ["2 hours ago", "Сьогодні, 10:15", "32.13.2026", "5 січня 0099", "yesterday", "10:15", "v1.2.3"]
)
def test_nothing_relative_or_impossible_is_read(line):
    assert date_in_words(line, KYIV) is None


def test_an_unknown_zone_is_utc():
    assert zone("Mars/Olympus") is UTC
    assert zone(None) is UTC
