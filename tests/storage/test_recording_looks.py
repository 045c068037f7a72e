"""Looks that bring no text: suspicion, disappearance, return."""

import pytest

from storage.records import Change, Outcome, Verdict
from tests.storage.conftest import BODY, URL, Newsroom

FAILURES = [
    *(Outcome.SERVER_ERROR, Outcome.UNREACHABLE, Outcome.TIMEOUT, Outcome.TLS, Outcome.THROTTLED, Outcome.FORBIDDEN),
    *(Outcome.TRUNCATED, Outcome.REDIRECT_LOOP, Outcome.TOO_LARGE, Outcome.UNREADABLE, Outcome.LIMIT_REACHED),
]


@pytest.mark.parametrize("outcome", [Outcome.GONE, Outcome.SOFT_404])
def test_three_looks_on_two_days_make_an_article_gone(newsroom: Newsroom, outcome: Outcome) -> None:
    newsroom.read()
    newsroom.later(hours=1)
    assert newsroom.miss(outcome) is Change.SUSPECT
    assert newsroom.status == "suspect"
    newsroom.later(hours=1)
    assert newsroom.miss(outcome) is Change.SUSPECT
    newsroom.later(hours=1)
    assert newsroom.miss(outcome) is Change.SUSPECT  # three, but of one day
    newsroom.later(days=1)
    assert newsroom.miss(outcome) is Change.VANISHED
    assert newsroom.status == "gone"
    assert newsroom.ask("SELECT not_before, seen_at FROM events WHERE kind = 'vanished'") == [
        {"not_before": "2026-11-22T10:00:00Z", "seen_at": "2026-11-23T13:00:00Z"}
    ]
    assert newsroom.ask("SELECT vanished FROM outlet_days WHERE day = '2026-11-23'") == [{"vanished": 1}]
    assert newsroom.miss(outcome) is Change.FAILED
    assert newsroom.events() == ["published", "vanished"]
    assert newsroom.one("SELECT body FROM article_text") == BODY
    assert len(newsroom.ask("SELECT * FROM removed_text WHERE part = 'body'")) == 3


def test_two_looks_on_two_days_are_not_enough(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.miss()
    newsroom.later(days=2)
    assert newsroom.miss() is Change.SUSPECT


def test_gone_and_soft_404_add_up(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.miss(Outcome.GONE)
    newsroom.later(days=1)
    newsroom.miss(Outcome.SOFT_404)
    newsroom.later(hours=1)
    assert newsroom.miss(Outcome.GONE) is Change.VANISHED


def test_a_thorough_look_needs_only_two_whatever_the_clock_says(newsroom: Newsroom) -> None:
    newsroom.read()
    assert newsroom.miss(thorough=True) is Change.SUSPECT
    assert newsroom.miss(thorough=True) is Change.VANISHED


def test_a_good_look_between_begins_the_count_anew(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.miss()
    newsroom.later(days=1)
    newsroom.miss()
    newsroom.later(hours=1)
    assert newsroom.read() is Change.UNCHANGED
    assert newsroom.status == "live"
    newsroom.later(days=1)
    assert newsroom.miss() is Change.SUSPECT
    assert newsroom.events() == ["published"]


@pytest.mark.parametrize("outcome", FAILURES)
def test_a_failed_look_is_told_but_changes_neither_text_nor_status(newsroom: Newsroom, outcome: Outcome) -> None:
    newsroom.read()
    newsroom.later(hours=1)
    assert newsroom.miss(outcome, detail="why") is Change.FAILED
    assert newsroom.status == "live"
    assert newsroom.ask("SELECT url, outcome, detail FROM failures") == [
        {"url": URL, "outcome": outcome.value, "detail": "why"}
    ]
    (article,) = newsroom.ask("SELECT versions, checked_at, due_at FROM articles")
    assert article == {"versions": 1, "checked_at": "2026-11-22T10:00:00Z", "due_at": "2026-11-22T12:00:00Z"}


@pytest.mark.parametrize("outcome", [*FAILURES, Outcome.BLOCKED])
def test_another_failure_between_breaks_no_run_of_absent_looks(newsroom: Newsroom, outcome: Outcome) -> None:
    newsroom.read()
    newsroom.miss()
    newsroom.later(days=1)
    newsroom.miss(outcome)
    newsroom.later(hours=1)
    newsroom.miss()
    newsroom.later(hours=1)
    assert newsroom.miss() is Change.VANISHED


def test_a_challenge_blocks_and_a_good_look_unblocks_without_a_word(newsroom: Newsroom) -> None:
    newsroom.read()
    assert newsroom.miss(Outcome.BLOCKED) is Change.FAILED
    assert newsroom.status == "blocked"
    assert newsroom.read() is Change.UNCHANGED
    assert (newsroom.status, newsroom.events()) == ("live", ["published"])


def test_failing_for_a_week_makes_unreachable(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.miss(Outcome.TIMEOUT)
    newsroom.later(days=6)
    newsroom.miss(Outcome.SERVER_ERROR)
    assert newsroom.status == "live"
    newsroom.later(days=1)
    newsroom.miss(Outcome.UNREACHABLE)
    assert newsroom.status == "unreachable"
    newsroom.read()
    assert (newsroom.status, newsroom.events()) == ("live", ["published"])


def test_what_comes_back_is_restored_within_its_window(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.miss(thorough=True)
    newsroom.later(hours=1)
    newsroom.miss(thorough=True)
    newsroom.later(hours=1)
    newsroom.miss()
    newsroom.later(hours=1)
    assert newsroom.read() is Change.RESTORED
    assert newsroom.status == "live"
    assert newsroom.ask("SELECT not_before, seen_at FROM events WHERE kind = 'restored'") == [
        {"not_before": "2026-11-22T12:00:00Z", "seen_at": "2026-11-22T13:00:00Z"}
    ]
    assert newsroom.one("SELECT restored FROM outlet_days") == 1


def test_what_comes_back_changed_is_restored_and_edited(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.miss(thorough=True)
    newsroom.miss(thorough=True)
    assert newsroom.read(body=BODY.replace("12", "15")) is Change.RESTORED
    assert sorted(newsroom.events()) == ["edited", "published", "restored", "vanished"]


def test_what_comes_back_behind_a_paywall_is_restored(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.miss(thorough=True)
    newsroom.miss(thorough=True)
    assert newsroom.read(verdict=Verdict.PAYWALLED) is Change.PAYWALLED
    assert newsroom.events() == ["published", "vanished", "restored", "paywalled"]


def test_not_modified_is_an_unchanged_look(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.miss()
    newsroom.later(hours=1)
    assert newsroom.miss(Outcome.NOT_MODIFIED) is Change.UNCHANGED
    assert newsroom.ask("SELECT status, checked_at, due_at FROM articles") == [
        {"status": "live", "checked_at": "2026-11-22T11:00:00Z", "due_at": "2026-11-22T12:00:00Z"}
    ]
    assert newsroom.ask("SELECT outcome FROM failures") == [{"outcome": "gone"}]


def test_a_page_that_is_gone_before_it_was_ever_read_is_only_an_address(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL))
    assert newsroom.miss(due_at=None) is Change.FAILED
    assert newsroom.ask("SELECT outcome, tries, due_at FROM urls") == [{"outcome": "gone", "tries": 1, "due_at": None}]


def test_a_clock_that_was_set_back_keeps_the_order_of_looks(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.later(days=1)
    newsroom.miss()
    newsroom.later(days=-2)
    assert newsroom.read() is Change.UNCHANGED
    assert newsroom.miss(thorough=True) is Change.SUSPECT  # the first in a row: the text was there between


def test_looks_are_run_length_coded(newsroom: Newsroom) -> None:
    newsroom.read()
    for outcome in (Outcome.TIMEOUT, Outcome.TIMEOUT, Outcome.GONE, Outcome.NOT_MODIFIED, Outcome.NOT_MODIFIED):
        newsroom.later(hours=1)
        newsroom.miss(outcome)
    rows = newsroom.ask("SELECT outcome, checks FROM observations ORDER BY from_at")
    assert [(row["outcome"], row["checks"]) for row in rows] == [("timeout", 2), ("gone", 1), ("not_modified", 2)]


BAD_LOOKS = [outcome for outcome in Outcome if outcome not in {Outcome.FETCHED, Outcome.NOT_MODIFIED}]


@pytest.mark.parametrize("outcome", BAD_LOOKS)
def test_no_bad_look_however_often_touches_what_is_stored(newsroom: Newsroom, outcome: Outcome) -> None:
    newsroom.read(standfirst="Four years late", authors=("A. Bee",), etag='"1"')
    newsroom.later(hours=1)
    newsroom.read(body=BODY.replace("12", "15"), etag='"2"')
    tables = ("blocks", "revisions", "version_text", "urls", "blocks_fts")
    kept = {table: newsroom.ask(f"SELECT * FROM {table}") for table in tables if table != "urls"}
    text = newsroom.ask(
        "SELECT title, standfirst, authors, url, versions, edits, words, etag, checked_at FROM articles"
    )
    for _ in range(8):
        newsroom.later(hours=9)
        newsroom.miss(outcome)
    assert {table: newsroom.ask(f"SELECT * FROM {table}") for table in kept} == kept
    assert text == newsroom.ask(
        "SELECT title, standfirst, authors, url, versions, edits, words, etag, checked_at FROM articles"
    )
    ends = {Outcome.GONE: ["vanished"], Outcome.SOFT_404: ["vanished"], Outcome.PAYWALLED: ["paywalled"]}
    assert newsroom.events() == ["published", "edited", *ends.get(outcome, [])]


@pytest.mark.parametrize("verdict", [verdict for verdict in Verdict if verdict not in {"article", "live"}])
def test_only_an_article_or_a_live_page_writes_a_version(newsroom: Newsroom, verdict: Verdict) -> None:
    newsroom.read()
    newsroom.later(hours=1)
    newsroom.read(verdict=verdict, title="We value your privacy", body="Accept all cookies and read on.")
    assert newsroom.ask("SELECT title, body, n FROM version_text") == [
        {"title": "The bridge is open", "body": BODY, "n": 1}
    ]


def test_looks_around_one_midnight_are_not_looks_over_two_days(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.later(hours=13, minutes=45)
    for _ in range(4):
        assert newsroom.miss() is Change.SUSPECT
        newsroom.later(minutes=15)
    newsroom.later(days=1)
    assert newsroom.miss() is Change.VANISHED


def test_an_address_that_leads_to_a_list_is_suspect_and_in_the_end_gone(newsroom: Newsroom) -> None:
    newsroom.read()
    for _ in range(3):
        newsroom.later(hours=13)
        change = newsroom.read(article_id=1, final_url="https://thegaze.media/news", verdict=Verdict.SECTION)
    assert (change, newsroom.status) == (Change.VANISHED, "gone")
    assert newsroom.read() is Change.RESTORED


def test_an_address_that_shows_a_list_is_suspect_but_never_gone(newsroom: Newsroom) -> None:
    newsroom.read()
    for _ in range(5):
        newsroom.later(hours=13)
        newsroom.read(verdict=Verdict.SECTION)
    assert (newsroom.status, newsroom.events()) == ("suspect", ["published"])
    newsroom.read()
    assert (newsroom.status, newsroom.events()) == ("live", ["published"])


def test_what_comes_back_changed_is_one_return_and_one_edit_each_in_its_window(newsroom: Newsroom) -> None:
    newsroom.read()  # 22 Nov 10:00
    for _ in range(3):
        newsroom.later(hours=13)
        newsroom.miss()
    newsroom.later(hours=1)
    assert newsroom.read(body=BODY.replace("12", "15")) is Change.RESTORED
    rows = newsroom.ask("SELECT kind, not_before, seen_at FROM events WHERE id > 1 ORDER BY kind")
    assert rows == [
        {"kind": "edited", "not_before": "2026-11-22T10:00:00Z", "seen_at": "2026-11-24T02:00:00Z"},
        {"kind": "restored", "not_before": "2026-11-24T01:00:00Z", "seen_at": "2026-11-24T02:00:00Z"},
        {"kind": "vanished", "not_before": "2026-11-22T10:00:00Z", "seen_at": "2026-11-24T01:00:00Z"},
    ]


def test_a_return_behind_a_paywall_is_dated_from_the_last_look_that_found_nothing(newsroom: Newsroom) -> None:
    newsroom.read()
    for _ in range(3):
        newsroom.later(hours=13)
        newsroom.miss()
    newsroom.later(hours=1)
    newsroom.read(verdict=Verdict.PAYWALLED)
    windows = newsroom.ask("SELECT kind, not_before FROM events WHERE kind IN ('restored', 'paywalled')")
    assert {row["not_before"] for row in windows} == {"2026-11-24T01:00:00Z"}
