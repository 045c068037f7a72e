"""Versions and events: what a look at a page's text writes."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from storage.findings import Link
from storage.records import Change, Outcome, Verdict
from tests.storage.conftest import BODY, NOW, SLUG, URL, Newsroom

EDITED = BODY.replace("12 villages", "15 villages")


def test_a_new_article_is_stored_whole(newsroom: Newsroom) -> None:
    published = datetime(2026, 11, 22, 9, 15, tzinfo=UTC)
    change = newsroom.read(
        standfirst="Four years late", authors=("A. Bee",), published=published, published_from="json-ld", etag='"1"'
    )
    assert change is Change.NEW
    (article,) = newsroom.ask("SELECT * FROM articles")
    assert article["title"] == "The bridge is open"
    assert (article["url"], article["outlet"], article["status"], article["versions"]) == (URL, SLUG, "live", 1)
    assert article["published_at"] == "2026-11-22T09:15:00Z"
    assert (article["authors"], article["words"], article["etag"]) == ('["A. Bee"]', len(BODY.split()), '"1"')
    assert article["due_at"] == "2026-11-22T11:00:00Z"
    (revision,) = newsroom.ask("SELECT n, reason, significance, retitled, age_minutes FROM revisions")
    assert revision == {"n": 1, "reason": "first", "significance": "none", "retitled": 1, "age_minutes": 45}
    assert newsroom.ask("SELECT title, standfirst, body FROM version_text") == [
        {"title": "The bridge is open", "standfirst": "Four years late", "body": BODY}
    ]
    assert newsroom.ask("SELECT part, count(*) AS n FROM blocks GROUP BY part ORDER BY part") == [
        {"part": "body", "n": 3},
        {"part": "standfirst", "n": 1},
        {"part": "title", "n": 1},
    ]
    assert newsroom.ask("SELECT kind, local_day FROM events") == [{"kind": "published", "local_day": "2026-11-22"}]
    assert newsroom.ask("SELECT url, kind, outcome, due_at, article_id FROM urls") == [
        {"url": URL, "kind": "found", "outcome": "fetched", "due_at": None, "article_id": 1}
    ]


def test_the_event_falls_on_the_day_where_the_outlet_is(newsroom: Newsroom) -> None:
    newsroom.now = datetime(2026, 11, 22, 22, 30, tzinfo=UTC)  # half past midnight in Kyiv
    newsroom.read()
    assert newsroom.one("SELECT local_day FROM events") == "2026-11-23"
    assert newsroom.ask("SELECT day, published FROM outlet_days") == [{"day": "2026-11-23", "published": 1}]


def test_the_same_text_again_is_no_version_but_one_more_look(newsroom: Newsroom) -> None:
    newsroom.read(etag='"1"')
    for _ in range(3):
        newsroom.later(hours=1)
        assert newsroom.read(etag='"2"') is Change.UNCHANGED
    assert newsroom.ask("SELECT versions, etag, checked_at, due_at FROM articles") == [
        {"versions": 1, "etag": '"2"', "checked_at": "2026-11-22T13:00:00Z", "due_at": "2026-11-22T14:00:00Z"}
    ]
    assert newsroom.ask("SELECT from_at, to_at, checks FROM observations") == [
        {"from_at": "2026-11-22T11:00:00Z", "to_at": "2026-11-22T13:00:00Z", "checks": 3}
    ]
    assert newsroom.events() == ["published"]


def test_an_edit_is_one_version_and_one_event_with_its_window(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.later(hours=2)
    assert newsroom.read(body=EDITED, title="The bridge is open at last") is Change.EDITED
    (event,) = newsroom.ask("SELECT * FROM events WHERE kind = 'edited'")
    assert (event["fields"], event["significance"]) == ("title body", "substantive")
    assert (event["not_before"], event["seen_at"]) == ("2026-11-22T10:00:00Z", "2026-11-22T12:00:00Z")
    (revision,) = newsroom.ask("SELECT * FROM revisions WHERE n = 2")
    assert event["revision_id"] == revision["id"]
    assert (revision["words_added"], revision["words_removed"], revision["age_minutes"]) == (3, 1, 120)
    assert (revision["retitled"], revision["disclosed"], revision["reason"]) == (1, 0, "edit")
    assert newsroom.ask("SELECT op, text FROM edit_diff WHERE part = 'title' ORDER BY op") == [
        {"op": "+", "text": "The bridge is open at last"},
        {"op": "-", "text": "The bridge is open"},
    ]
    assert [row["body"] for row in newsroom.ask("SELECT body FROM version_text ORDER BY n")] == [BODY, EDITED]
    assert newsroom.ask("SELECT versions, edits, changed_at, title FROM articles") == [
        {"versions": 2, "edits": 1, "changed_at": "2026-11-22T12:00:00Z", "title": "The bridge is open at last"}
    ]
    assert newsroom.ask("SELECT edited, edits, substantive, silent, title_edits, cosmetic FROM outlet_days") == [
        {"edited": 1, "edits": 1, "substantive": 1, "silent": 1, "title_edits": 1, "cosmetic": 0}
    ]


def test_an_edit_that_says_so_is_not_silent(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.read(body=f"{EDITED}\n\nCorrection: it is 15 villages, not 12.")
    assert newsroom.one("SELECT disclosed FROM revisions WHERE n = 2") == 1
    assert newsroom.one("SELECT silent FROM outlet_days") == 0
    assert newsroom.ask("SELECT * FROM silent_edits") == []


def test_typography_is_a_version_but_counts_as_no_edit(newsroom: Newsroom) -> None:
    newsroom.read(title='The "bridge" is open')
    assert newsroom.read(title="The “bridge” is open") is Change.EDITED
    assert newsroom.ask("SELECT versions, edits, changed_at, title FROM articles") == [
        {"versions": 2, "edits": 0, "changed_at": None, "title": "The “bridge” is open"}
    ]
    assert newsroom.one("SELECT significance FROM events WHERE kind = 'edited'") == "cosmetic"
    assert newsroom.ask("SELECT * FROM changes") == []
    assert newsroom.ask("SELECT cosmetic, edits, edited FROM outlet_days") == [{"cosmetic": 1, "edits": 0, "edited": 0}]


def test_a_text_that_comes_back_is_a_revert_that_names_its_version(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.read(body=EDITED)
    newsroom.read(body=EDITED.replace("Monday", "Tuesday"))
    assert newsroom.read() is Change.REVERTED
    assert newsroom.ask("SELECT reason, same_as FROM revisions WHERE n = 4") == [{"reason": "revert", "same_as": 1}]
    assert newsroom.events() == ["published", "edited", "edited", "reverted"]
    assert newsroom.one("SELECT detail FROM events WHERE kind = 'reverted'") == "back to version 1"
    assert newsroom.one("SELECT edits FROM articles") == 3
    assert newsroom.ask("SELECT published, edited, edits FROM outlet_days") == [
        {"published": 1, "edited": 1, "edits": 3}  # one article was edited, three times
    ]


def test_a_page_that_is_only_dated_anew_is_an_edit_of_published(newsroom: Newsroom) -> None:
    then = NOW - timedelta(hours=3)
    newsroom.read(published=then, published_from="json-ld x")
    assert newsroom.read(published=NOW, published_from="json-ld y") is Change.EDITED
    assert newsroom.ask("SELECT fields, significance FROM events WHERE kind = 'edited'") == [
        {"fields": "published", "significance": "minor"}
    ]
    assert newsroom.one("SELECT published_at FROM articles") == "2026-11-22T10:00:00Z"


@pytest.mark.parametrize(
    "said",
    [
        {"published": NOW, "published_from": "visible text"},  # other evidence is no other claim
        {"published": NOW - timedelta(hours=1), "published_from": "json-ld", "published_to_the": "day"},
        {"published": NOW - timedelta(hours=3, seconds=20), "published_from": "json-ld"},
        {},
    ],
)
def test_other_evidence_less_precision_or_no_time_is_no_redating(newsroom: Newsroom, said: dict[str, Any]) -> None:
    then = NOW - timedelta(hours=3)
    newsroom.read(published=then, published_from="json-ld", authors=("A. Bee",))
    assert newsroom.read(**said) is Change.UNCHANGED  # nor is a byline that is merely missing
    assert newsroom.ask("SELECT published_at, authors, versions FROM articles") == [
        {"published_at": "2026-11-22T07:00:00Z", "authors": '["A. Bee"]', "versions": 1}
    ]
    assert newsroom.read(body=EDITED, **said) is Change.EDITED
    assert newsroom.one("SELECT fields FROM events WHERE kind = 'edited'") == "body"
    assert newsroom.one("SELECT published_at FROM articles") == "2026-11-22T07:00:00Z"


def test_a_time_that_was_missing_is_filled_in_without_an_edit(newsroom: Newsroom) -> None:
    newsroom.read()
    assert newsroom.read(published=NOW, published_from="json-ld") is Change.UNCHANGED
    assert newsroom.one("SELECT published_at FROM articles") == "2026-11-22T10:00:00Z"


def test_another_extractor_is_our_doing_and_no_event(newsroom: Newsroom) -> None:
    newsroom.read()
    assert newsroom.read(body=EDITED, extractor_version="2") is Change.UNCHANGED
    assert newsroom.ask("SELECT reason, significance, fields FROM revisions WHERE n = 2") == [
        {"reason": "reextract", "significance": "none", "fields": "body"}
    ]
    assert newsroom.events() == ["published"]
    for view in ("edit_diff", "removed_text", "silent_edits", "headline_edits"):
        assert newsroom.ask(f"SELECT * FROM {view}") == [], view
    assert newsroom.read(body=BODY.replace("Monday", "Friday"), extractor_version="2") is Change.EDITED
    assert newsroom.ask("SELECT version FROM extractors ORDER BY id") == [{"version": "1"}, {"version": "2"}]


def test_a_live_page_grows_without_an_edit_but_an_altered_entry_is_one(newsroom: Newsroom) -> None:
    newsroom.read(verdict=Verdict.LIVE)
    assert newsroom.read(verdict=Verdict.LIVE, body=f"12:05 The first train came.\n\n{BODY}") is Change.UNCHANGED
    assert newsroom.events() == ["published"]
    assert newsroom.read(verdict=Verdict.LIVE, body=f"12:05 The first tram came.\n\n{EDITED}") is Change.EDITED
    assert newsroom.one("SELECT flags FROM articles") == "live"


@pytest.mark.parametrize("verdict", [Verdict.SECTION, Verdict.GALLERY])
def test_what_is_no_article_leaves_only_its_address(newsroom: Newsroom, verdict: Verdict) -> None:
    newsroom.archive.record(newsroom.source(URL))
    assert newsroom.read(verdict=verdict, due_at=None) is Change.NOTED
    assert newsroom.ask("SELECT outcome, tries, due_at FROM urls") == [
        {"outcome": "not_an_article", "tries": 1, "due_at": None}
    ]
    assert newsroom.ask("SELECT * FROM articles") == []
    assert newsroom.ask("SELECT * FROM failures") == []


def test_an_article_without_a_text_is_our_failure_and_wipes_nothing_out(newsroom: Newsroom) -> None:
    newsroom.read()
    assert newsroom.read(body="") is Change.FAILED
    assert newsroom.one("SELECT body FROM article_text") == BODY
    assert newsroom.one("SELECT outcome FROM failures") == "parse_suspect"


def test_a_story_first_met_behind_a_paywall_is_stored_with_its_teaser(newsroom: Newsroom) -> None:
    teaser = BODY.split("\n\n", maxsplit=1)[0]
    assert newsroom.read(verdict=Verdict.PAYWALLED, body=teaser, etag='"1"') is Change.NEW
    assert newsroom.ask("SELECT status, flags, etag FROM articles") == [
        {"status": "paywalled", "flags": "teaser", "etag": None}
    ]
    assert newsroom.read() is Change.UNPAYWALLED
    assert newsroom.events() == ["published", "unpaywalled"]  # the rest of the text is no edit
    assert newsroom.one("SELECT body FROM article_text") == BODY
    assert newsroom.read(body=EDITED) is Change.EDITED


def test_a_paywall_closes_and_opens_without_touching_the_text(newsroom: Newsroom) -> None:
    newsroom.read()
    assert newsroom.read(verdict=Verdict.PAYWALLED, body="Subscribe to read on.") is Change.PAYWALLED
    assert newsroom.read(verdict=Verdict.PAYWALLED, body="Subscribe to read on.") is Change.FAILED
    assert (newsroom.status, newsroom.one("SELECT body FROM article_text")) == ("paywalled", BODY)
    assert newsroom.read() is Change.UNPAYWALLED
    assert newsroom.events() == ["published", "paywalled", "unpaywalled"]
    assert newsroom.status == "live"


def test_validators_are_kept_only_with_a_text_that_was_accepted(newsroom: Newsroom) -> None:
    newsroom.read(etag='"1"', last_modified="then")
    newsroom.read(verdict=Verdict.SECTION, etag='"2"')
    newsroom.miss(Outcome.SERVER_ERROR, etag='"3"')
    newsroom.miss(Outcome.NOT_MODIFIED, etag='"4"')
    assert newsroom.ask("SELECT etag, last_modified FROM articles") == [{"etag": '"1"', "last_modified": "then"}]


def test_hints_of_a_feed_are_kept_with_the_link(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(Link(url=URL, title="Міст", published=NOW, language="uk")))
    assert json.loads(newsroom.one("SELECT hint FROM urls")) == {
        "title": "Міст",
        "published": "2026-11-22T10:00:00Z",
        "language": "uk",
    }
