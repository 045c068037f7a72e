"""Days where an outlet is: through summer time, its end, and the turn of the year."""

from datetime import UTC, datetime, timedelta

import pytest

from storage.times import local_day, stamp, utc_offset_minutes
from tests.storage.conftest import BODY, SLUG, Newsroom, OutletFile

KYIV, LONDON = "Europe/Kyiv", "Europe/London"


@pytest.mark.parametrize(
    ("timezone", "at", "day"),
    [
        # summer time begins on 29 March 2026, at 01:00 UTC: the hour from 3 (Kyiv) and from 1 (London) is missing
        (KYIV, "2026-03-28T21:59:59Z", "2026-03-28"),
        (KYIV, "2026-03-28T22:00:00Z", "2026-03-29"),
        (KYIV, "2026-03-29T00:59:59Z", "2026-03-29"),
        (KYIV, "2026-03-29T01:00:00Z", "2026-03-29"),
        (KYIV, "2026-03-29T20:59:59Z", "2026-03-29"),
        (KYIV, "2026-03-29T21:00:00Z", "2026-03-30"),  # a day of 23 hours
        (LONDON, "2026-03-28T23:59:59Z", "2026-03-28"),
        (LONDON, "2026-03-29T00:00:00Z", "2026-03-29"),
        (LONDON, "2026-03-29T22:59:59Z", "2026-03-29"),
        (LONDON, "2026-03-29T23:00:00Z", "2026-03-30"),
        # it ends on 25 October 2026, at 01:00 UTC: one hour comes twice
        (KYIV, "2026-10-24T20:59:59Z", "2026-10-24"),
        (KYIV, "2026-10-24T21:00:00Z", "2026-10-25"),
        (KYIV, "2026-10-25T00:30:00Z", "2026-10-25"),
        (KYIV, "2026-10-25T01:30:00Z", "2026-10-25"),
        (KYIV, "2026-10-25T21:59:59Z", "2026-10-25"),  # a day of 25 hours
        (KYIV, "2026-10-25T22:00:00Z", "2026-10-26"),
        (LONDON, "2026-10-24T22:59:59Z", "2026-10-24"),
        (LONDON, "2026-10-24T23:00:00Z", "2026-10-25"),
        (LONDON, "2026-10-25T23:59:59Z", "2026-10-25"),
        (LONDON, "2026-10-26T00:00:00Z", "2026-10-26"),
        # the turn of the year
        (KYIV, "2026-12-31T21:59:59Z", "2026-12-31"),
        (KYIV, "2026-12-31T22:00:00Z", "2027-01-01"),
        (LONDON, "2026-12-31T23:59:59Z", "2026-12-31"),
        (LONDON, "2027-01-01T00:00:00Z", "2027-01-01"),
    ],
)
def test_a_time_falls_on_the_day_of_the_outlet(timezone: str, at: str, day: str) -> None:
    assert local_day(at, timezone) == day


@pytest.mark.parametrize("timezone", [KYIV, LONDON])
def test_days_never_go_back_nor_leave_one_out_in_a_year(timezone: str) -> None:
    hours = [datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=n) for n in range(24 * 366)]
    days = [local_day(stamp(hour), timezone) for hour in hours]
    assert days == sorted(days)
    assert len(set(days)) in {366, 367}
    lengths = [days.count(day) for day in ("2026-03-29", "2026-06-01", "2026-10-25")]
    assert lengths == [23, 24, 25]


@pytest.mark.parametrize(("timezone", "winter", "summer"), [(KYIV, 120, 180), (LONDON, 0, 60)])
def test_the_offset_that_sql_knows_is_kept_by_every_plan(
    newsroom: Newsroom, timezone: str, winter: int, summer: int
) -> None:
    newsroom.archive.register([OutletFile(timezone=timezone)], newsroom.now)
    offset = "SELECT utc_offset FROM outlets"
    for at, minutes in (
        (datetime(2027, 3, 28, 0, 59, tzinfo=UTC), winter),
        (datetime(2027, 3, 28, 1, 0, tzinfo=UTC), summer),
        (datetime(2027, 10, 31, 0, 59, tzinfo=UTC), summer),
        (datetime(2027, 10, 31, 1, 0, tzinfo=UTC), winter),
    ):
        newsroom.end()
        newsroom.crawl_id = newsroom.archive.plan(SLUG, at).crawl_id
        assert newsroom.one(offset) == minutes == utc_offset_minutes(at, timezone)


@pytest.mark.parametrize(
    ("first", "second", "day"),
    [
        ((2027, 3, 28, 0, 45), (2027, 3, 28, 1, 15), "2027-03-28"),  # over the hour that is missing
        ((2027, 10, 31, 0, 30), (2027, 10, 31, 1, 30), "2027-10-31"),  # half past three in Kyiv, twice
        ((2026, 12, 31, 21, 45), (2026, 12, 31, 22, 15), "2027-01-01"),
    ],
)
def test_the_window_of_an_edit_is_never_empty_nor_turned_round(
    newsroom: Newsroom, first: tuple[int, ...], second: tuple[int, ...], day: str
) -> None:
    newsroom.now = datetime(*first, tzinfo=UTC)  # type: ignore[misc,arg-type]  # five numbers, then the zone
    newsroom.read()
    newsroom.now = datetime(*second, tzinfo=UTC)  # type: ignore[misc,arg-type]
    newsroom.read(body=BODY.replace("12", "15"))
    (event,) = newsroom.ask("SELECT not_before, seen_at, local_day FROM events WHERE kind = 'edited'")
    assert event["not_before"] < event["seen_at"]
    assert event["local_day"] == day
    assert newsroom.one("SELECT age_minutes FROM revisions WHERE n = 2") in {30, 60}
