"""When to look again: the ladder's steps, what puts an article back on the first, and what answers change."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.recheck import (
    AWAY,
    FAILED,
    JITTER,
    LADDER,
    LIVE,
    MAX_TRIES,
    READ,
    SUSPECT,
    TAKEN_AT_THEIR_WORD,
    WATCHED_FOR,
    Pace,
    next_check_at,
    next_try_at,
    pace_of,
)
from storage.hot import HOT_AGE, HOT_INTERVAL
from storage.records import Outcome

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
URLS = [f"https://courier.example/news/{n}" for n in range(500)]
ANSWERS = {Outcome.GONE, Outcome.SOFT_404, Outcome.NOT_AN_ARTICLE, Outcome.NOT_HTML, Outcome.BLOCKED_ADDRESS}
PASSING = {Outcome.TIMEOUT, Outcome.THROTTLED, Outcome.SERVER_ERROR, Outcome.UNREACHABLE, Outcome.BLOCKED_ROBOTS}
PACES = {"read": READ, "live": LIVE, "failed": FAILED, "suspect": SUSPECT, "away": AWAY}

each_pace = pytest.mark.parametrize("pace", PACES.values(), ids=PACES)
each_url = pytest.mark.parametrize("url", URLS[:5])
moments = st.datetimes(datetime(1990, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001  made aware


def looks(url: str = "", limit: int = 2000, pace: Pace = READ) -> list[datetime]:
    """When an article that never changes is looked at, from its first sight on."""
    found: list[datetime] = []
    now = NOW
    while len(found) < limit and (due_at := next_check_at(now, first_seen_at=NOW, url=url, pace=pace)) is not None:
        found.append(now := due_at)
    return found


def pause(age: timedelta, *, url: str = "", pace: Pace = READ, **facts: Any) -> timedelta:
    """How long an article of that age is left alone."""
    due_at = next_check_at(NOW, first_seen_at=NOW - age, url=url, pace=pace, **facts)
    assert due_at is not None
    return due_at - NOW


def is_about(found: timedelta, step: timedelta) -> bool:
    return step * (1 - JITTER) <= found <= step * (1 + JITTER)


# ---- the steps


@each_url
@pytest.mark.parametrize(("until", "step"), LADDER[:-1])
def test_an_article_is_looked_at_by_the_step_of_its_age(url, until, step):
    assert is_about(pause(until - MINUTE, url=url), step)


@each_url
def test_an_article_of_months_is_looked_at_monthly(url):
    assert is_about(pause(100 * DAY, url=url), 30 * DAY)


def test_the_ladder_only_ever_slows_down():
    assert list(LADDER) == sorted(LADDER)
    assert [step for _, step in LADDER] == sorted({step for _, step in LADDER})


@each_url
@each_pace
@given(ages=st.tuples(*[st.timedeltas(timedelta(0), 300 * DAY)] * 2))
def test_the_older_the_news_the_longer_the_pause(url, pace, ages):
    younger, older = sorted(ages)
    assert pause(younger, url=url, pace=pace) <= pause(older, url=url, pace=pace)


@each_url
def test_looks_go_forward_and_end_after_a_year(url):
    found = looks(url)
    assert found == sorted(set(found))
    assert NOW + 300 * DAY < found[-1] <= NOW + WATCHED_FOR


def test_a_quiet_article_costs_half_a_hundred_looks_a_year():
    """NewsDiffs' rhythm takes about a hundred."""
    assert 35 <= len(looks()) <= 52


def test_an_article_that_was_quiet_for_years_is_left_alone():
    assert next_check_at(NOW, first_seen_at=NOW - 2000 * DAY) is None


@pytest.mark.parametrize("day", [datetime(2026, 3, 29, 0, 55, tzinfo=UTC), datetime(2026, 10, 25, 0, 55, tzinfo=UTC)])
def test_the_hour_that_summer_time_takes_or_gives_is_no_pause(day):
    due_at = next_check_at(day, first_seen_at=day)
    assert due_at is not None
    assert due_at.tzinfo is UTC
    assert is_about(due_at - day, LADDER[0][1])


# ---- what an article's age is counted from


@each_url
@pytest.mark.parametrize("age", [DAY, 6 * DAY, 40 * DAY, 2000 * DAY])
def test_an_edit_puts_an_article_back_on_the_first_step(url, age):
    assert is_about(pause(age, url=url, changed_at=NOW), LADDER[0][1])


def test_an_edit_long_ago_no_longer_counts():
    assert pause(5 * DAY, changed_at=NOW - 4 * DAY) == pause(4 * DAY)


@pytest.mark.parametrize("news", ["published_at", "changed_at"])
def test_an_edit_or_a_late_publication_keeps_an_old_article_watched(news):
    facts: dict[str, Any] = {news: NOW - MINUTE}
    assert pause(2000 * DAY, **facts) == pause(MINUTE)


def test_an_old_story_that_is_found_late_is_not_looked_at_as_if_it_were_new():
    assert is_about(pause(timedelta(0), published_at=NOW - 5 * DAY), DAY)
    assert is_about(pause(timedelta(0), published_at=NOW - 3000 * DAY), 30 * DAY)


def test_a_page_that_tells_only_the_day_counts_from_its_first_sight():
    midnight = NOW.replace(hour=0)
    assert pause(MINUTE, published_at=midnight) == pause(MINUTE)


def test_a_time_of_publication_still_to_come_is_not_believed():
    assert pause(20 * DAY, published_at=NOW + 500 * DAY) == pause(20 * DAY)


def test_a_clock_that_was_set_back_leaves_an_article_on_the_first_step():
    assert is_about(pause(-3 * DAY), LADDER[0][1])


# ---- jitter


def test_articles_found_at_one_poll_drift_apart():
    due = {next_check_at(NOW, first_seen_at=NOW - 10 * DAY, url=url) for url in URLS}
    assert len(due) > 490


def test_jitter_stays_within_its_bounds_and_uses_them():
    step = LADDER[0][1]
    shares = sorted(pause(timedelta(0), url=url) / step for url in URLS)
    assert 1 - JITTER <= shares[0] < 1 - 0.9 * JITTER
    assert 1 + 0.9 * JITTER < shares[-1] <= 1 + JITTER


def test_the_same_address_is_due_at_the_same_time_whoever_asks():
    assert pause(HOUR, url=URLS[0]) == pause(HOUR, url=URLS[0]) != pause(HOUR, url=URLS[1])


# ---- what an article or an answer of another kind changes


@each_url
def test_a_live_page_is_looked_at_every_half_an_hour_at_most(url):
    assert is_about(pause(timedelta(0), url=url, pace=LIVE), 30 * MINUTE)
    assert pause(2 * DAY, url=url, pace=LIVE) == pause(2 * DAY, url=url)


@each_url
def test_a_failing_page_is_asked_neither_hotly_nor_only_in_a_month(url):
    assert is_about(pause(timedelta(0), url=url, pace=FAILED), 30 * MINUTE)
    assert is_about(pause(200 * DAY, url=url, pace=FAILED), DAY)


@pytest.mark.parametrize("minute", range(0, 1440, 97))
@each_url
def test_a_suspect_has_three_looks_on_two_days_within_two_days(url, minute):
    first = NOW.replace(hour=0) + minute * MINUTE
    absences = [first]
    while len(absences) < 3 or absences[0].date() == absences[-1].date():
        due_at = next_check_at(absences[-1], first_seen_at=first - 200 * DAY, url=url, pace=SUSPECT)
        assert due_at is not None
        absences.append(due_at)
    assert absences[-1] - first < 2 * DAY


def test_a_suspect_of_the_last_watched_day_is_still_judged():
    assert is_about(pause(WATCHED_FOR - MINUTE, pace=SUSPECT), 12 * HOUR)


@each_url
def test_an_article_that_is_away_is_looked_for_once_a_day_and_then_less(url):
    assert is_about(pause(timedelta(0), url=url, pace=AWAY), DAY)
    assert is_about(pause(60 * DAY, url=url, pace=AWAY), 30 * DAY)


@pytest.mark.parametrize(
    ("outcome", "status", "pace"),
    [
        (Outcome.FETCHED, "live", READ),
        (Outcome.NOT_MODIFIED, "live", READ),
        (Outcome.NOT_MODIFIED, "gone", READ),
        (Outcome.GONE, "live", SUSPECT),
        (Outcome.SOFT_404, "suspect", SUSPECT),
        (Outcome.GONE, "paywalled", SUSPECT),
        (Outcome.TIMEOUT, "suspect", SUSPECT),
        (Outcome.GONE, "gone", AWAY),
        (Outcome.SERVER_ERROR, "gone", AWAY),
        (Outcome.PAYWALLED, "live", AWAY),
        (Outcome.NOT_AN_ARTICLE, "live", AWAY),
        (Outcome.TIMEOUT, "unreachable", AWAY),
        (Outcome.TIMEOUT, "live", FAILED),
        (Outcome.BLOCKED, "blocked", FAILED),
    ],
)
def test_an_answer_and_a_status_have_their_pace(outcome, status, pace):
    assert pace_of(outcome, status) is pace


@pytest.mark.parametrize("outcome", [Outcome.FETCHED, Outcome.NOT_MODIFIED])
def test_a_page_that_grows_has_its_own_pace(outcome):
    assert pace_of(outcome, "live", is_live=True) is LIVE


@given(st.sampled_from(Outcome), st.sampled_from(["live", "suspect", "gone", "paywalled", "blocked", "unreachable"]))
def test_every_answer_has_a_pace_by_which_a_fresh_article_is_looked_at_within_a_day(outcome, status):
    assert timedelta(0) < pause(HOUR, pace=pace_of(outcome, status)) <= DAY * (1 + JITTER)


@each_pace
@given(
    now=moments,
    facts=st.fixed_dictionaries(
        {"first_seen_at": moments, "url": st.text()},
        optional={"published_at": st.none() | moments, "changed_at": st.none() | moments},
    ),
)
def test_a_look_is_always_to_come_and_at_most_a_year_ahead(pace, now, facts):
    due_at = next_check_at(now, pace=pace, **facts)
    assert due_at is None or now < due_at <= now + 366 * DAY


# ---- in step with the pages that are kept


@each_url
@each_pace
@given(age=st.timedeltas(timedelta(0), HOT_AGE - timedelta(microseconds=1)))
def test_an_article_whose_page_is_kept_is_due_within_the_interval_of_hot_ones(url, pace, age):
    assert pause(age, url=url, pace=pace) <= HOT_INTERVAL


@each_url
def test_an_older_article_is_not_hot(url):
    assert pause(HOT_AGE, url=url) > HOT_INTERVAL


# ---- at a found address


@pytest.mark.parametrize("outcome", sorted(PASSING))
def test_what_may_pass_is_tried_again(outcome):
    due_at = next_try_at(NOW, outcome, 0)
    assert due_at is not None
    assert due_at > NOW


@pytest.mark.parametrize("outcome", sorted(ANSWERS))
def test_an_answer_is_not_asked_for_again(outcome):
    assert next_try_at(NOW, outcome, 0) is None


def test_each_try_waits_longer_than_the_one_before_and_there_is_a_last_one():
    waits = [due_at - NOW for tries in range(MAX_TRIES - 1) if (due_at := next_try_at(NOW, Outcome.TIMEOUT, tries))]
    assert len(waits) == MAX_TRIES - 1
    assert all(later == min(2 * earlier, DAY) for earlier, later in pairwise(waits))
    assert next_try_at(NOW, Outcome.TIMEOUT, MAX_TRIES - 1) is None


def test_a_server_that_says_when_is_asked_then_until_it_was_wrong_some_times():
    soon = NOW + timedelta(seconds=5)
    tries = [next_try_at(NOW, Outcome.THROTTLED, tries, soon) for tries in range(TAKEN_AT_THEIR_WORD + 1)]
    assert tries[:-1] == [soon] * TAKEN_AT_THEIR_WORD
    assert tries[-1] == next_try_at(NOW, Outcome.THROTTLED, TAKEN_AT_THEIR_WORD)
    assert next_try_at(NOW, Outcome.THROTTLED, 0, NOW + DAY) == NOW + DAY
    assert next_try_at(NOW, Outcome.TIMEOUT, 0, NOW) == next_try_at(NOW, Outcome.TIMEOUT, 0), "a rest that is over"


@given(st.sampled_from(Outcome), st.integers(min_value=0, max_value=10**6))
def test_no_outcome_and_no_number_of_tries_breaks_the_arithmetic(outcome, tries):
    due_at = next_try_at(NOW, outcome, tries)
    assert due_at is None or NOW < due_at < NOW + timedelta(days=30)
