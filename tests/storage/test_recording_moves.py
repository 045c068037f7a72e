"""One story, several addresses."""

from datetime import timedelta

import pytest

from storage.records import Change, Outcome, Verdict
from tests.storage.conftest import BODY, NOW, URL, Newsroom, OutletFile, SourceFile

NEW = "https://thegaze.media/news/bridge-opened"
OTHER_BODY = "Quite another story is told here, of a school that closed its doors after the summer holidays."


def addresses(newsroom: Newsroom) -> dict[str, str]:
    return {row["url"]: row["kind"] for row in newsroom.ask("SELECT url, kind FROM urls WHERE article_id = 1")}


def moves(newsroom: Newsroom) -> list[str]:
    return [row["detail"] for row in newsroom.ask("SELECT detail FROM events WHERE kind = 'moved'")]


def test_a_recheck_that_is_redirected_is_a_move(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.later(hours=1)
    assert newsroom.read(article_id=1, final_url=NEW) is Change.MOVED
    assert moves(newsroom) == [f"{URL} -> {NEW}"]
    assert addresses(newsroom) == {URL: "found", NEW: "final"}
    assert newsroom.ask("SELECT url, versions, checked_at FROM articles") == [
        {"url": NEW, "versions": 1, "checked_at": "2026-11-22T11:00:00Z"}
    ]
    assert newsroom.read(NEW, article_id=1) is Change.UNCHANGED
    assert newsroom.read(article_id=1, final_url=NEW) is Change.UNCHANGED
    assert len(moves(newsroom)) == 1


def test_a_move_with_an_edit_is_both(newsroom: Newsroom) -> None:
    newsroom.read()
    assert newsroom.read(article_id=1, final_url=NEW, title="Another headline") is Change.EDITED
    assert newsroom.events() == ["published", "moved", "edited"]


@pytest.mark.parametrize("waits_in_the_frontier", [True, False])
def test_the_same_text_at_another_address_is_a_second_copy_until_the_first_has_been_looked_at(
    newsroom: Newsroom, waits_in_the_frontier: bool
) -> None:
    newsroom.read(etag='"1"')
    if waits_in_the_frontier:
        newsroom.archive.record(newsroom.source(NEW))
    newsroom.later(minutes=5)
    assert newsroom.read(NEW, etag='"2"') is Change.UNCHANGED
    assert newsroom.ask("SELECT id, url, etag, due_at FROM articles") == [
        {"id": 1, "url": URL, "etag": '"1"', "due_at": "2026-11-22T10:05:00Z"}  # the look that will tell is due now
    ]
    assert addresses(newsroom) == {URL: "found", NEW: "found"}
    assert newsroom.one("SELECT count(*) FROM urls WHERE due_at IS NOT NULL") == 0
    newsroom.later(minutes=5)
    assert newsroom.read(article_id=1) is Change.UNCHANGED
    assert newsroom.read(NEW) is Change.UNCHANGED
    assert newsroom.read(article_id=1, body=BODY.replace("12", "15")) is Change.EDITED
    assert newsroom.events() == ["published", "edited"]


def test_a_first_address_that_redirects_to_the_second_is_a_move(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.later(hours=1)
    newsroom.read(NEW)
    assert newsroom.read(article_id=1, final_url=NEW) is Change.MOVED
    assert newsroom.read(NEW, article_id=1) is Change.UNCHANGED
    assert moves(newsroom) == [f"{URL} -> {NEW}"]


@pytest.mark.parametrize("outcome", [Outcome.GONE, Outcome.SOFT_404])
def test_a_first_address_that_lost_the_text_of_the_second_is_a_move_in_its_window(
    newsroom: Newsroom, outcome: Outcome
) -> None:
    newsroom.read(etag='"1"')
    newsroom.later(hours=1)
    newsroom.read(NEW)
    newsroom.later(hours=1)
    assert newsroom.miss(outcome, article_id=1) is Change.MOVED
    assert newsroom.ask("SELECT not_before, seen_at, detail FROM events WHERE kind = 'moved'") == [
        {"not_before": "2026-11-22T10:00:00Z", "seen_at": "2026-11-22T12:00:00Z", "detail": f"{URL} -> {NEW}"}
    ]
    assert newsroom.ask("SELECT url, status, etag, due_at FROM articles") == [
        {"url": NEW, "status": "live", "etag": None, "due_at": "2026-11-22T12:00:00Z"}
    ]
    assert newsroom.read(NEW, article_id=1) is Change.UNCHANGED
    assert newsroom.miss(article_id=1) is Change.FAILED
    assert newsroom.status == "live"
    newsroom.later(hours=1)
    assert newsroom.miss(url=NEW, article_id=1) is Change.SUSPECT


def test_a_copy_that_was_seen_long_ago_is_no_move_when_the_first_address_dies(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.later(hours=1)
    newsroom.read(NEW)
    newsroom.later(hours=1)
    newsroom.read(article_id=1)
    newsroom.later(days=9)
    assert newsroom.miss(article_id=1) is Change.SUSPECT
    assert newsroom.read(NEW) is Change.MOVED  # met again: then it is


def test_an_address_that_leads_to_and_fro_is_told_once(newsroom: Newsroom) -> None:
    newsroom.read()
    for _ in range(4):
        newsroom.later(hours=1)
        newsroom.read(article_id=1, final_url=NEW)
        newsroom.later(hours=1)
        newsroom.read(NEW, article_id=1, final_url=URL)
    assert newsroom.events() == ["published", "moved"]


def test_a_redirect_to_a_text_that_is_quite_another_is_no_edit(newsroom: Newsroom) -> None:
    newsroom.read()
    assert newsroom.read(article_id=1, final_url=NEW, title="A school", body=OTHER_BODY) is Change.SUSPECT
    assert newsroom.events() == ["published"]
    assert newsroom.ask("SELECT title, url, versions, status FROM articles") == [
        {"title": "The bridge is open", "url": URL, "versions": 1, "status": "suspect"}
    ]
    assert newsroom.ask("SELECT url, outcome, detail FROM failures") == [
        {"url": URL, "outcome": "soft_404", "detail": f"redirected to another text at {NEW}"}
    ]
    assert newsroom.read(NEW, title="A school", body=OTHER_BODY) is Change.NEW
    assert newsroom.read(article_id=1) is Change.UNCHANGED
    assert newsroom.status == "live"


def test_the_same_text_set_anew_without_its_byline_is_the_same_story(newsroom: Newsroom) -> None:
    newsroom.read(title='The "bridge"', authors=("A. Bee",))
    newsroom.miss()
    assert newsroom.read(NEW, title="The “bridge”") is Change.EDITED
    assert newsroom.ask("SELECT significance FROM events WHERE kind = 'edited'") == [{"significance": "cosmetic"}]
    assert len(moves(newsroom)) == 1


def test_an_edition_that_declares_the_article_is_another_name_of_it_and_no_move(newsroom: Newsroom) -> None:
    newsroom.read()
    assert newsroom.read(NEW, canonical_url=URL, body=f"{BODY}\n\nShare this.") is Change.UNCHANGED
    assert moves(newsroom) == []
    assert newsroom.ask("SELECT url, versions FROM articles") == [{"url": URL, "versions": 1}]
    assert addresses(newsroom) == {URL: "found", NEW: "found"}


@pytest.mark.parametrize(
    "variant",
    [
        "http://thegaze.media/news/bridge",
        "https://www.thegaze.media/news/bridge",
        f"{URL}/",
        f"{URL}/amp",
        "https://thegaze.media/amp/news/bridge",
    ],
)
def test_scheme_www_slash_and_amp_make_no_event(newsroom: Newsroom, variant: str) -> None:
    newsroom.read()
    assert newsroom.read(variant) is Change.UNCHANGED
    assert newsroom.read(variant, canonical_url=URL) is Change.UNCHANGED
    assert newsroom.read(article_id=1, final_url=variant) is Change.UNCHANGED
    assert newsroom.events() == ["published"]
    assert newsroom.one("SELECT count(*) FROM articles") == 1
    assert newsroom.one("SELECT kind FROM urls WHERE url = ?", variant) == ("amp" if "amp" in variant else "found")


def test_a_link_that_redirects_to_a_known_article_is_only_another_name(newsroom: Newsroom) -> None:
    newsroom.read()
    short = "https://thegaze.media/s/7"
    assert newsroom.read(short, final_url=URL) is Change.UNCHANGED
    assert addresses(newsroom) == {URL: "found", short: "found"}
    assert newsroom.events() == ["published"]


def test_a_first_redirect_is_no_move(newsroom: Newsroom) -> None:
    assert newsroom.read("https://thegaze.media/s/7", final_url=URL, canonical_url=URL) is Change.NEW
    assert newsroom.one("SELECT url FROM articles") == URL
    assert newsroom.read("https://thegaze.media/s/7", final_url=URL, article_id=1) is Change.UNCHANGED
    assert newsroom.events() == ["published"]


@pytest.mark.parametrize("lie", ["https://thegaze.media/", "https://elsewhere.example/news/bridge", "not a url"])
def test_canonical_links_home_or_off_the_outlet_are_not_believed(newsroom: Newsroom, lie: str) -> None:
    newsroom.read(canonical_url=lie)
    assert addresses(newsroom) == {URL: "found"}
    assert newsroom.read(NEW, body=OTHER_BODY, canonical_url=lie) is Change.NEW


def test_a_canonical_link_to_another_story_is_not_believed(newsroom: Newsroom) -> None:
    newsroom.read()
    assert newsroom.read(NEW, title="A school", body=OTHER_BODY, canonical_url=URL) is Change.NEW
    assert newsroom.one("SELECT count(*) FROM articles") == 2


def test_a_wrong_canonical_link_does_not_swallow_a_story_that_waits(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL, NEW))
    newsroom.read(canonical_url=NEW)
    assert newsroom.one("SELECT due_at FROM urls WHERE url = ?", NEW) is not None
    assert newsroom.read(NEW, title="A school", body=OTHER_BODY) is Change.NEW
    assert newsroom.read(NEW, title="A school", body=OTHER_BODY, article_id=2) is Change.UNCHANGED
    assert newsroom.one("SELECT article_id FROM urls WHERE url = ?", NEW) == 2


def test_a_canonical_link_on_a_host_of_the_outlet_is_believed(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source("https://news.thegaze.media/other"))
    there = "https://news.thegaze.media/bridge"
    newsroom.read(canonical_url=there)
    assert addresses(newsroom) == {URL: "found", there: "canonical"}
    assert newsroom.read(there) is Change.UNCHANGED
    assert newsroom.events() == ["published"]


def test_a_redirect_to_what_was_only_declared_before_is_a_move(newsroom: Newsroom) -> None:
    newsroom.read(canonical_url=NEW)
    assert addresses(newsroom) == {URL: "found", NEW: "canonical"}
    assert newsroom.read(article_id=1, final_url=NEW) is Change.MOVED
    assert moves(newsroom) == [f"{URL} -> {NEW}"]


def test_a_move_cancels_the_suspicion(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.miss()
    assert newsroom.status == "suspect"
    newsroom.read(NEW)
    assert newsroom.ask("SELECT status, url FROM articles") == [{"status": "live", "url": NEW}]
    newsroom.later(days=1)
    assert newsroom.miss(url=URL) is Change.FAILED  # an old name that died says nothing about the story
    assert newsroom.miss(url=URL, article_id=1) is Change.FAILED
    assert newsroom.status == "live"
    assert newsroom.events() == ["published", "moved"]


def test_what_vanished_and_is_found_elsewhere_is_moved_and_restored(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.miss(thorough=True)
    newsroom.miss(thorough=True)
    assert newsroom.read(NEW) is Change.RESTORED
    assert newsroom.events() == ["published", "vanished", "moved", "restored"]


def test_a_vanished_story_found_through_its_canonical_link_takes_that_address(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.miss()
    assert newsroom.read(NEW, canonical_url=URL, title="The bridge is open now") is Change.EDITED
    assert newsroom.ask("SELECT url, status FROM articles") == [{"url": NEW, "status": "live"}]


def test_an_address_that_leads_to_another_edition_of_its_story_is_a_merger(newsroom: Newsroom) -> None:
    longer = f"{BODY}\n\nA longer edition of the same story."
    newsroom.read()
    newsroom.read(NEW, title="A school", body=longer)
    newsroom.later(hours=1)
    assert newsroom.read(article_id=1, final_url=NEW, title="A school", body=longer) is Change.MOVED
    assert newsroom.ask("SELECT status, merged_into, due_at FROM articles WHERE id = 1") == [
        {"status": "merged", "merged_into": 2, "due_at": None}
    ]
    assert newsroom.events() == ["published", "published", "merged"]
    assert newsroom.one("SELECT detail FROM events WHERE kind = 'merged'") == f"{URL} -> {NEW}"
    assert newsroom.one("SELECT article_id FROM urls WHERE url = ?", URL) == 2
    assert newsroom.read(article_id=1, title="A school", body=longer, final_url=NEW) is Change.UNCHANGED
    assert len(newsroom.events()) == 3


def test_an_address_that_leads_to_another_story_for_a_while_is_no_merger(newsroom: Newsroom) -> None:
    newsroom.read()
    newsroom.read(NEW, title="A school", body=OTHER_BODY)
    assert newsroom.read(article_id=1, final_url=NEW, title="A school", body=OTHER_BODY) is Change.SUSPECT
    assert newsroom.read(article_id=1) is Change.UNCHANGED
    assert newsroom.status == "live"
    assert newsroom.events() == ["published", "published"]


def test_a_canonical_link_to_a_story_of_the_same_headline_and_other_words_is_not_believed(newsroom: Newsroom) -> None:
    newsroom.read(title="Morning briefing")
    assert newsroom.read(NEW, title="Morning briefing", body=OTHER_BODY, canonical_url=URL) is Change.NEW
    assert newsroom.events() == ["published", "published"]


def test_short_texts_of_two_days_are_two_stories(newsroom: Newsroom) -> None:
    newsroom.read(body="Photo of the day.", published=NOW)
    newsroom.later(days=2)
    assert newsroom.read(NEW, body="Photo of the day.", published=newsroom.now) is Change.NEW


def test_the_same_text_of_two_outlets_is_two_articles(newsroom: Newsroom) -> None:
    newsroom.read()
    theirs = "https://other.example/bridge"
    outlet = OutletFile(
        slug="other", home="https://other.example/", sources=(SourceFile(url="https://other.example/"),)
    )
    newsroom.archive.register([OutletFile(), outlet], NOW)
    assert newsroom.read(theirs, outlet="other") is Change.NEW


def test_a_recycled_number_of_another_outlet_is_not_believed(newsroom: Newsroom) -> None:
    newsroom.read()
    assert newsroom.read(NEW, article_id=99, body=OTHER_BODY, title="A school") is Change.NEW
    assert newsroom.miss(Outcome.GONE, url="https://thegaze.media/x", article_id=99) is Change.FAILED


@pytest.mark.parametrize(
    "lie", ["https://thegaze.media/news", "https://thegaze.media/news/", "https://thegaze.media/topic-1"]
)
def test_a_canonical_link_to_a_list_is_not_believed(newsroom: Newsroom, lie: str) -> None:
    newsroom.read("https://thegaze.media/topic-1", verdict=Verdict.SECTION)
    newsroom.read(canonical_url=lie)
    assert addresses(newsroom) == {URL: "found"}
    assert newsroom.read(NEW, body=OTHER_BODY, title="A school", canonical_url=lie) is Change.NEW
    assert newsroom.events() == ["published", "published"]


def test_two_feeds_that_name_one_story_by_two_addresses_are_one_article(newsroom: Newsroom) -> None:
    newsroom.archive.record(newsroom.source(URL, NEW))
    newsroom.read()
    newsroom.read(NEW)
    newsroom.archive.record(newsroom.source(URL, NEW))
    assert newsroom.one("SELECT count(*) FROM articles") == 1
    assert newsroom.one("SELECT count(*) FROM urls WHERE due_at IS NOT NULL") == 0


LONG = f"{BODY}\n\nThe first to cross was a baker from the far bank, who had promised his daughter to be there."


def test_a_story_that_moves_and_is_edited_at_once_goes_on_when_its_old_address_leads_to_the_new(
    newsroom: Newsroom,
) -> None:
    newsroom.read(body=LONG)
    newsroom.later(hours=1)
    edited = LONG.replace("12", "15")
    assert newsroom.read(NEW, body=edited) is Change.NEW  # nothing tells yet that it is not another one
    newsroom.later(hours=1)
    assert newsroom.read(article_id=1, final_url=NEW, body=edited) is Change.EDITED
    assert newsroom.ask("SELECT id, url, status, merged_into, versions FROM articles") == [
        {"id": 1, "url": NEW, "status": "live", "merged_into": None, "versions": 2},
        {"id": 2, "url": NEW, "status": "merged", "merged_into": 1, "versions": 1},
    ]
    assert newsroom.events() == ["published", "published", "merged", "moved", "edited"]
    assert newsroom.read(NEW, body=edited) is Change.UNCHANGED


def test_a_lost_story_that_is_back_elsewhere_and_edited_goes_on(newsroom: Newsroom) -> None:
    newsroom.read(body=LONG, published=NOW)
    newsroom.miss(thorough=True)
    newsroom.miss(thorough=True)
    assert newsroom.read(NEW, body=LONG.replace("12", "15"), published=NOW) is Change.RESTORED
    assert sorted(newsroom.events()) == ["edited", "moved", "published", "restored", "vanished"]
    assert newsroom.one("SELECT count(*) FROM articles") == 1


def test_the_brief_of_another_day_does_not_go_on_with_one_that_is_lost(newsroom: Newsroom) -> None:
    newsroom.read(body=LONG, published=NOW)
    newsroom.miss()
    later = NOW + timedelta(days=1)
    assert newsroom.read(NEW, body=LONG.replace("12", "15"), published=later) is Change.NEW
