"""Retry-After in every form that a server may send."""

from datetime import UTC, datetime, timedelta

import pytest

from crawlers.politeness.retry_after import LONGEST, retry_at

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("values", "seconds"),
    [
        (["120"], 120),
        ([" 120 "], 120),
        (["1.5"], 2),
        (["30s"], 30),
        (["99999999999999999999"], LONGEST.total_seconds()),
        (["Sun, 22 Nov 2026 10:02:00 GMT"], 120),
        (["Sunday, 22-Nov-26 10:02:00 GMT"], 120),
        (["Sun Nov 22 10:02:00 2026"], 120),
        (["Sun, 22 Nov 2026 12:02:00 +0200"], 120),
        (["Wed, 01 Jan 2098 00:00:00 GMT"], LONGEST.total_seconds()),
        (["5", "60"], 60),
        (["soon", "60"], 60),
    ],
)
def test_what_can_be_understood_is_kept(values, seconds):
    assert retry_at(values, NOW) == NOW + timedelta(seconds=seconds)


@pytest.mark.parametrize(
    "value",
    ["0", "-5", "", "soon", "in two minutes", "Sun, 22 Nov 2026 09:00:00 GMT", "Sun, 99 Nov 2026", "\x00", "1e5"],
)
def test_what_says_nothing_leaves_it_to_the_back_off(value):
    assert retry_at([value], NOW) is None
    assert retry_at([], NOW) is None


def test_a_date_counts_on_the_servers_own_clock():
    ten_minutes_ahead = "Sun, 22 Nov 2026 10:10:00 GMT"
    assert retry_at(["Sun, 22 Nov 2026 10:12:00 GMT"], NOW, ten_minutes_ahead) == NOW + timedelta(minutes=2)
    an_hour_behind = "Sun, 22 Nov 2026 09:00:00 GMT"
    assert retry_at(["Sun, 22 Nov 2026 09:02:00 GMT"], NOW, an_hour_behind) == NOW + timedelta(minutes=2)
    assert retry_at(["120"], NOW, "no date") == NOW + timedelta(minutes=2)
