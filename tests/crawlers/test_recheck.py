"""What any rhythm of looking again must keep to; none of its steps is named here."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.recheck import MAX_TRIES, next_check_at, next_try_at
from storage.records import Outcome

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
ANSWERS = {Outcome.GONE, Outcome.SOFT_404, Outcome.NOT_AN_ARTICLE, Outcome.NOT_HTML, Outcome.BLOCKED_ADDRESS}
PASSING = {Outcome.TIMEOUT, Outcome.THROTTLED, Outcome.SERVER_ERROR, Outcome.UNREACHABLE, Outcome.BLOCKED_ROBOTS}


def looks(first_seen_at: datetime, limit: int = 2000) -> list[datetime]:
    """When an article that never changes is looked at, from its first sight on."""
    moments: list[datetime] = []
    now = first_seen_at
    while len(moments) < limit and (due_at := next_check_at(now, first_seen_at=first_seen_at)) is not None:
        moments.append(now := due_at)
    return moments


def test_an_article_is_looked_at_on_its_first_day():
    assert looks(NOW)[0] <= NOW + timedelta(days=1)


def test_looks_go_forward_and_come_to_an_end():
    moments = looks(NOW)
    assert moments == sorted(set(moments))
    assert NOW + timedelta(days=7) < moments[-1] < NOW + timedelta(days=400)


def test_an_article_that_was_quiet_for_years_is_left_alone():
    assert next_check_at(NOW, first_seen_at=NOW - timedelta(days=2000)) is None


@pytest.mark.parametrize("news", ["published_at", "changed_at"])
def test_an_edit_or_a_late_publication_keeps_an_old_article_watched(news):
    due_at = next_check_at(NOW, first_seen_at=NOW - timedelta(days=2000), **{news: NOW - timedelta(minutes=1)})
    assert due_at is not None
    assert due_at > NOW


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
    assert waits == sorted(set(waits))
    assert next_try_at(NOW, Outcome.TIMEOUT, MAX_TRIES - 1) is None


@given(st.sampled_from(Outcome), st.integers(min_value=0, max_value=10**6))
def test_no_outcome_and_no_number_of_tries_breaks_the_arithmetic(outcome, tries):
    due_at = next_try_at(NOW, outcome, tries)
    assert due_at is None or NOW < due_at < NOW + timedelta(days=30)
