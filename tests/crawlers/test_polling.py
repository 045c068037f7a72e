"""How the pause between two readings of a source adapts."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crawlers.polling import JITTER, LONGEST, SHORTEST, STEP, NextPoll, Polled, next_poll
from storage.plans import DueSource
from storage.records import Outcome

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
EVERY = timedelta(minutes=15)
URL = "https://courier.example/rss"


def poll(known: int = 10, links: int = 20, *, outcome: Outcome = Outcome.FETCHED, **facts: Any) -> NextPoll:
    """The poll after one that gave so many links, `known` of them known before."""
    asked = {name: facts.pop(name) for name in ("every", "usual_gap") if name in facts}
    polled: dict[str, Any] = {name: facts.pop(name) for name in ("wish", "rests_until") if name in facts}
    source = DueSource(**{"id": 1, "kind": "feed", "url": URL, "streak": 1, "due_at": NOW, **facts})
    polled |= {"outcome": outcome, "links": links, "known": known}
    return next_poll(NOW, source, Polled(**polled), **{"every": EVERY, **asked})


def test_a_source_of_which_nearly_all_is_known_is_read_more_slowly():
    assert poll(known=14).interval == EVERY * STEP


def test_a_source_of_which_nearly_all_is_new_is_read_faster():
    assert poll(known=6).interval == EVERY / STEP


@pytest.mark.parametrize("known", [7, 10, 13])
def test_in_between_the_pause_is_right(known):
    assert poll(known=known).interval == EVERY


def test_not_modified_means_that_all_is_known():
    assert poll(outcome=Outcome.NOT_MODIFIED, links=0, known=0).interval == EVERY * STEP


def test_an_empty_feed_says_nothing_of_how_fast_it_fills():
    assert poll(links=0, known=0).interval == EVERY


def test_two_readings_on_time_are_wanted_before_the_pause_changes_and_two_before_it_changes_again():
    first = poll(known=20, streak=0)
    assert (first.interval, first.streak) == (EVERY, 1)
    second = poll(known=20, streak=first.streak)
    assert (second.interval, second.streak) == (EVERY * STEP, 0)


@pytest.mark.parametrize("hours", [-1, 5])
def test_a_reading_by_hand_or_after_a_sleep_does_not_count(hours):
    after = poll(known=20, due_at=NOW - timedelta(hours=hours))
    assert (after.interval, after.streak) == (EVERY, 1)


def test_a_source_of_an_outlet_that_publishes_nothing_is_read_once_a_day_in_the_end():
    interval = EVERY
    for _ in range(30):
        interval = poll(known=20, interval_seconds=int(interval.total_seconds())).interval
    assert interval == LONGEST


def test_the_pause_stays_a_fraction_of_the_usual_gap_so_that_articles_are_met_while_they_are_young():
    assert poll(known=20, interval_seconds=3600, usual_gap=timedelta(hours=6)).interval == timedelta(hours=1.5)
    assert poll(known=20, usual_gap=timedelta(minutes=10)).interval == EVERY, "never below the file's own guess"


def test_no_source_is_read_faster_than_every_five_minutes_but_by_order_of_its_file():
    assert poll(known=0, interval_seconds=300).interval == SHORTEST
    assert poll(known=0, interval_seconds=60, every=timedelta(minutes=1)).interval == timedelta(minutes=1)


def test_a_failure_waits_longer_each_time_but_not_beyond_a_day():
    pauses = [poll(outcome=Outcome.SERVER_ERROR, failures=n).due_at - NOW for n in (0, 1, 2, 1000)]
    assert pauses[0] < pauses[1] < pauses[2] < pauses[3] <= LONGEST * (1 + JITTER)
    assert poll(outcome=Outcome.TIMEOUT).streak == 0


def test_what_the_source_wishes_is_kept_for_up_to_an_hour():
    assert poll(wish=timedelta(minutes=30)).due_at == NOW + timedelta(minutes=30)
    assert poll(wish=timedelta(hours=20)).due_at == NOW + timedelta(hours=1), "a slip, or a lie"


def test_a_retry_after_is_kept_in_full():
    tomorrow = NOW + timedelta(hours=23)
    assert poll(outcome=Outcome.THROTTLED, rests_until=tomorrow).due_at == tomorrow


def test_sources_drift_apart_each_by_its_own_share():
    pauses = {poll(url=f"{URL}/{n}").due_at - NOW for n in range(20)}
    assert len(pauses) == 20
    assert all(EVERY * (1 - JITTER) <= pause <= EVERY * (1 + JITTER) for pause in pauses)
