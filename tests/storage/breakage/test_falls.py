from datetime import timedelta

import pytest

from storage.breakage.falls import Trial, fall_of, surprise, usual_share
from tests.rhythms import HOUR, START

AN_HOUR = timedelta(hours=1)


def hours(*counts: tuple[int, int]) -> list[Trial]:
    """One trial an hour: tried, good."""
    return [Trial(START + n * HOUR, tried, good) for n, (tried, good) in enumerate(counts)]


def test_the_usual_share_is_that_of_the_worse_stretches():
    assert usual_share(hours(*[(10, 10)] * 17, *[(10, 6)] * 3)) == 0.6
    assert usual_share(hours(*[(10, 10)] * 19, (10, 0))) == 1.0  # one bad hour is no habit


def test_hours_with_few_pages_are_taken_together_and_too_few_are_no_usual():
    assert usual_share(hours(*[(1, 1), (1, 0)] * 30)) == 0.5
    assert usual_share(hours(*[(1, 1)] * 29)) is None


def test_a_fall_is_dated_where_it_began():
    run = fall_of(hours(*[(5, 5)] * 20, *[(5, 0)] * 6), 0.95, AN_HOUR)
    assert run is not None
    assert (run.since, run.tried, run.good) == (START + 20 * HOUR, 30, 0)


@pytest.mark.parametrize(
    ("why", "trials"),
    [
        ("nothing was tried", hours()),
        ("too few", hours((4, 0), (5, 0))),
        ("all at one moment", hours((40, 40), (40, 0))),
        ("half of what is usual is left", hours(*[(10, 5)] * 6)),
        ("it was bad and is good again", hours(*[(10, 0)] * 6, (10, 10))),
    ],
)
def test_no_fall_is_told_when(why, trials):
    assert fall_of(trials, 0.95, AN_HOUR) is None


def test_where_galleries_are_usual_ten_of_them_are_no_fall():
    ten_galleries = hours(*[(5, 3)] * 20, (5, 0), (5, 0))
    assert fall_of(ten_galleries, 0.5, AN_HOUR) is None
    assert fall_of(ten_galleries, 0.9, AN_HOUR) is not None


def test_without_a_usual_share_a_single_body_is_enough_to_say_nothing():
    assert fall_of(hours((6, 0), (6, 0)), None, AN_HOUR) is not None
    assert fall_of(hours((6, 1), (6, 0)), None, AN_HOUR) is None


def test_what_is_told_is_not_over_with_the_first_lucky_hour():
    lucky = hours(*[(1, 0)] * 40, *[(1, 1)] * 5, *[(1, 0)] * 5)
    assert fall_of(lucky, 0.9, AN_HOUR) is None
    assert fall_of(lucky, 0.9, AN_HOUR, is_told=True) is not None
    assert fall_of(hours(*[(1, 0)] * 40, *[(1, 1)] * 20), 0.9, AN_HOUR, is_told=True) is None


def test_surprise_grows_with_distance_and_number_and_is_nothing_at_the_usual_share():
    assert surprise(9, 10, 0.9) == pytest.approx(0, abs=1e-9)
    assert surprise(0, 10, 0.9) < surprise(0, 20, 0.9)
    assert surprise(20, 20, 0.0) > surprise(10, 20, 0.0) > 0
    assert surprise(0, 10, 1.0) < 100  # nothing is known to be certain
