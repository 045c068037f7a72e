"""What weighs how much, and how long a rest is."""

from datetime import timedelta

import pytest

from storage.breaker import AFTER_A_DEATH, AFTER_FAILURES, is_open, weighed
from storage.records import Outcome


def failures_until_open(outcome: Outcome) -> int:
    failures, count = 0.0, 0
    while not is_open(failures):
        failures, count = weighed(failures, outcome), count + 1
    return count


@pytest.mark.parametrize(
    ("outcome", "count"),
    [(Outcome.UNREACHABLE, 5), (Outcome.SERVER_ERROR, 10), (Outcome.FORBIDDEN, 10), (Outcome.TIMEOUT, 20)],
)
def test_who_is_not_there_weighs_more_than_who_is_overloaded(outcome, count):
    assert failures_until_open(outcome) == count


@pytest.mark.parametrize("outcome", [Outcome.FETCHED, Outcome.NOT_MODIFIED, Outcome.GONE, Outcome.NOT_AN_ARTICLE])
def test_an_answer_takes_all_failures_back(outcome):
    assert weighed(4.75, outcome) == 0.0


@pytest.mark.parametrize("outcome", [Outcome.BLOCKED_ROBOTS, Outcome.KILLED, Outcome.BLOCKED_ADDRESS])
def test_what_was_not_asked_for_says_nothing(outcome):
    assert weighed(3.5, outcome) == 3.5


def test_every_outcome_weighs_something_nothing_or_is_an_answer():
    assert {weighed(1.0, outcome) for outcome in Outcome} == {0.0, 1.0, 1.25, 1.5, 2.0}


def test_rests_double_from_a_quarter_of_an_hour_to_a_day():
    rests = [AFTER_FAILURES.after(n) for n in (0, 1, 2, 6, 7, 10_000)]
    assert rests == [timedelta(minutes=m) for m in (15, 30, 60, 960)] + [timedelta(days=1)] * 2
    assert AFTER_A_DEATH.after(0) == timedelta(minutes=1)
