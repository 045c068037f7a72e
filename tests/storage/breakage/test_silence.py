from datetime import UTC, datetime, timedelta

from storage.breakage.figures import Span
from storage.breakage.silence import silence_of
from tests.rhythms import DAY, HOUR, START, ZONE, Rhythm, live

FOUR_WEEKS = 28


def every(
    pause: timedelta, days: int = FOUR_WEEKS, hours: range = range(24), weekdays: range = range(7)
) -> list[datetime]:
    """An article at each such pause, in these hours and weekdays of Kyiv."""
    moments = [START + n * pause for n in range(int(days * DAY / pause))]
    local = [(moment, moment.astimezone(ZONE)) for moment in moments]
    return [moment for moment, there in local if there.hour in hours and there.weekday() in weekdays]


def is_told(seen: list[datetime], until: datetime, unwatched: tuple[Span, ...] = (), elsewhere: float = 1.0) -> bool:
    silence = silence_of(seen, until, ZONE, unwatched)
    return silence is not None and silence.is_breakage(elsewhere)


def test_an_outlet_as_regular_as_a_clock_is_told_soon():
    seen = every(HOUR)
    assert not is_told(seen, seen[-1] + 2 * HOUR)
    assert is_told(seen, seen[-1] + 5 * HOUR)


def test_nights_and_week_ends_are_no_silence_where_nobody_works_then():
    seen = every(HOUR / 2, days=26, hours=range(9, 18), weekdays=range(5))  # the last one on Friday afternoon
    assert seen[-1].astimezone(ZONE).strftime("%A %H:%M") == "Friday 17:30"
    monday = seen[-1] + timedelta(hours=64)
    assert not is_told(seen, monday)
    assert is_told(seen, monday + 4 * HOUR)


def test_a_silence_in_a_busy_hour_is_told_before_one_of_the_same_length_at_night():
    seen = live(Rhythm(name="daily", a_day=40, at_night=0.05), FOUR_WEEKS, 1).stories
    times = [story.at for story in seen]
    at_noon = [moment for moment in times if moment < START + 23 * DAY + 10 * HOUR]
    at_night = [moment for moment in times if moment < START + 23 * DAY + 20 * HOUR]
    assert is_told(at_noon, at_noon[-1] + 8 * HOUR)
    assert not is_told(at_night, at_night[-1] + 8 * HOUR)


def test_where_articles_come_by_chance_three_usual_gaps_are_longer_than_where_they_come_by_the_clock():
    by_chance = [story.at for story in live(Rhythm(name="chance", a_day=8, at_night=1.0), FOUR_WEEKS, 3).stories]
    by_the_clock = every(3 * HOUR)
    chance, clock = (silence_of(seen, seen[-1] + DAY, ZONE) for seen in (by_chance, by_the_clock))
    assert chance is not None
    assert clock is not None
    assert chance.usual > 2 * clock.usual


def test_hours_in_which_nobody_looked_are_no_silence():
    seen = every(HOUR)
    end = seen[-1] + 20 * HOUR
    assert is_told(seen, end)
    assert not is_told(seen, end, unwatched=(Span(seen[-1] + HOUR, end),))


def test_what_a_look_after_a_gap_brought_at_once_is_no_habit_of_that_hour():
    seen = every(HOUR)
    gap = Span(START + 10 * DAY, START + 12 * DAY)
    burst = [gap.end + timedelta(seconds=n) for n in range(200)]
    others = [moment for moment in seen if not gap.start <= moment < gap.end]
    known = silence_of(sorted(others + burst), seen[-1] + 5 * HOUR, ZONE, (gap,))
    assert known is not None
    assert abs(known.expected - 4) < 0.5


def test_on_a_day_when_all_outlets_are_quiet_a_silence_weighs_less():
    seen = every(HOUR)
    assert is_told(seen, seen[-1] + 8 * HOUR)
    assert not is_told(seen, seen[-1] + 8 * HOUR, elsewhere=0.2)


def test_clocks_that_change_move_no_hour_of_the_outlets_day():
    seen = every(HOUR / 2, days=36, hours=range(9, 18))  # summer time begins on day 34
    morning = datetime(2026, 3, 31, 6, 0, tzinfo=UTC)  # nine in Kyiv, which was seven in UTC before
    silence = silence_of([moment for moment in seen if moment > seen[-1] - 28 * DAY], morning, ZONE)
    assert silence is not None
    assert not silence.is_breakage()
    assert silence.per_hour > 1


def test_two_weeks_and_some_gaps_are_needed_to_know_what_is_usual():
    assert silence_of([], START, ZONE) is None
    young = every(HOUR, days=10)
    assert silence_of(young, young[-1] + 5 * DAY, ZONE) is None
    seldom = every(3 * DAY)
    assert silence_of(seldom, seldom[-1] + 20 * DAY, ZONE) is None
