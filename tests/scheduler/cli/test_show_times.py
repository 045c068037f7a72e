"""Times as people read them, through the changes of the clock in Kyiv and London."""

import pytest

from scheduler.cli.show_times import at, published, window, within


def test_a_time_is_told_where_the_outlet_is_and_in_utc():
    assert at("2026-11-24T18:00:00Z", "Europe/Kyiv") == "2026-11-24 20:00 Europe/Kyiv (18:00 UTC)"
    assert at("2026-11-24T23:00:00Z", "Europe/Kyiv") == "2026-11-25 01:00 Europe/Kyiv (2026-11-24 23:00 UTC)"
    assert at("2026-11-24T18:00:00Z", "Europe/London") == "2026-11-24 18:00 Europe/London and UTC"
    assert at("2026-11-24T18:00:00Z", "UTC") == "2026-11-24 18:00 UTC"


def test_a_window_has_both_its_ends_in_both_zones():
    assert window("2026-11-24T18:00:00Z", "2026-11-25T00:00:00Z", "Europe/Kyiv") == [
        "between 2026-11-24 20:00 and 2026-11-25 02:00 Europe/Kyiv",
        "        2026-11-24 18:00 and 2026-11-25 00:00 UTC",
    ]


@pytest.mark.parametrize(
    ("zone", "change", "told"),
    [
        ("Europe/Kyiv", "2026-10-25", "2026-10-25 03:30 and 2026-10-25 03:30"),  # one hour apart: the clock went back
        ("Europe/Kyiv", "2026-03-29", "2026-03-29 02:30 and 2026-03-29 04:30"),
        ("Europe/London", "2026-10-25", "2026-10-25 01:30 and 2026-10-25 01:30"),
        ("Europe/London", "2026-03-29", "2026-03-29 00:30 and 2026-03-29 02:30"),
    ],
)
def test_utc_tells_what_a_change_of_the_clock_hides(zone, change, told):
    lines = window(f"{change}T00:30:00Z", f"{change}T01:30:00Z", zone)
    assert lines == [f"between {told} {zone}", f"        {change} 00:30 and {change} 01:30 UTC"]


def test_what_has_no_earlier_look_is_at_a_time():
    assert window(None, "2026-11-24T18:00:00Z", "UTC") == ["at 2026-11-24 18:00 UTC"]


def test_a_day_is_not_told_to_the_minute():
    assert published("2026-11-24T22:30:00Z", "day", "Europe/Kyiv") == "2026-11-25"
    assert published("2026-11-24T22:30:00Z", "minute", "UTC") == "2026-11-24 22:30 UTC"


@pytest.mark.parametrize(
    ("not_before", "told"),
    [
        (None, ""),
        ("2026-11-24T17:45:00Z", "15m"),
        ("2026-11-24T12:00:00Z", "6h"),
        ("2026-11-20T18:00:00Z", "4d"),
        ("2026-11-24T19:00:00Z", "0m"),
    ],
)
def test_how_long_nobody_looked(not_before, told):
    assert within(not_before, "2026-11-24T18:00:00Z") == told
