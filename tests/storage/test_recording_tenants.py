"""One address that tells another story: two articles, two histories, and no edit that replaces everything."""

from datetime import timedelta
from typing import Any

from storage.records import Change, Verdict
from tests.storage.conftest import NOW, SLUG, URL, Newsroom

MONDAY: dict[str, Any] = {
    "title": "Ferry returns to the winter timetable",
    "published": NOW - timedelta(hours=2),
    "body": (
        "The ferry between the two banks goes back to its winter timetable on Sunday, with the last boat at half past "
        "eight instead of eleven.\n\nThe harbour board said that ice had never stopped the boats, but that few "
        "passengers cross after dark once the island closes its gardens and cafés."
    ),
}
TUESDAY: dict[str, Any] = {
    "title": "School roof survives worst storm since 1987",
    "published": NOW + timedelta(days=3),
    "body": (
        "Pupils found their classrooms dry this morning although wind tore tiles from every other building on Mill "
        "Street, among them a bakery and the old cinema.\n\nBuilders had replaced beams during summer holidays; head "
        "teacher Anna Lisova thanked them by name at assembly before lessons began."
    ),
}


def titles(newsroom: Newsroom) -> list[tuple[Any, ...]]:
    rows = newsroom.ask("SELECT id, title, status, versions FROM articles ORDER BY id")
    return [tuple(row.values()) for row in rows]


def reused(newsroom: Newsroom) -> None:
    newsroom.read(**MONDAY)
    newsroom.later(days=4)
    assert newsroom.read(article_id=1, **TUESDAY) is Change.NEW


def test_another_story_at_an_address_is_an_article_of_its_own(newsroom: Newsroom) -> None:
    reused(newsroom)
    assert titles(newsroom) == [(1, MONDAY["title"], "suspect", 1), (2, TUESDAY["title"], "live", 1)]
    assert newsroom.events() == ["published", "published"]
    assert newsroom.ask("SELECT article_id, url FROM urls") == [{"article_id": 2, "url": URL}]
    assert newsroom.ask("SELECT flags, due_at FROM articles ORDER BY id") == [
        {"flags": "", "due_at": None},
        {"flags": "reused", "due_at": "2026-11-26T11:00:00Z"},
    ]
    assert [row["body"] for row in newsroom.ask("SELECT body FROM article_text")] == [MONDAY["body"], TUESDAY["body"]]


def test_the_story_before_vanishes_by_the_rule_of_all_others(newsroom: Newsroom) -> None:
    reused(newsroom)
    for _ in range(3):
        newsroom.later(hours=13)
        assert newsroom.read(article_id=2, **TUESDAY) is Change.UNCHANGED
    assert newsroom.events() == ["published", "published", "vanished"]
    assert newsroom.ask("SELECT article_id, not_before, seen_at FROM events WHERE kind = 'vanished'") == [
        {"article_id": 1, "not_before": "2026-11-22T10:00:00Z", "seen_at": "2026-11-27T12:00:00Z"}
    ]
    assert newsroom.one("SELECT detail FROM observations WHERE article_id = 1") == (
        "its address tells another story: article 2"
    )


def test_a_wrong_page_for_a_moment_leaves_both_histories_whole(newsroom: Newsroom) -> None:
    reused(newsroom)
    newsroom.later(hours=1)
    newsroom.read(article_id=2, **MONDAY)
    assert titles(newsroom) == [(1, MONDAY["title"], "live", 1), (2, TUESDAY["title"], "suspect", 1)]
    assert newsroom.one("SELECT article_id FROM urls WHERE url = ?", URL) == 1
    newsroom.later(hours=1)
    assert newsroom.read(article_id=1, **MONDAY) is Change.UNCHANGED
    assert newsroom.events() == ["published", "published"]


def test_an_address_is_looked_at_once_for_the_story_that_it_tells_now(newsroom: Newsroom) -> None:
    reused(newsroom)
    newsroom.end()
    plan = newsroom.archive.plan(SLUG, newsroom.now, recheck=True)
    assert [article.id for article in plan.articles] == [2]


def test_edits_of_the_story_that_came_are_its_own(newsroom: Newsroom) -> None:
    reused(newsroom)
    newsroom.later(hours=1)
    edited = TUESDAY | {"body": TUESDAY["body"].replace("bakery", "chemist")}
    assert newsroom.read(article_id=2, **edited) is Change.EDITED
    assert newsroom.read(article_id=1, **edited) is Change.UNCHANGED  # a plan that was made before
    assert newsroom.ask("SELECT article_id, n FROM revisions ORDER BY id") == [
        {"article_id": 1, "n": 1},
        {"article_id": 2, "n": 1},
        {"article_id": 2, "n": 2},
    ]


def test_a_whole_rewrite_that_keeps_its_date_is_an_edit(newsroom: Newsroom) -> None:
    newsroom.read(**MONDAY)
    newsroom.later(hours=1)
    assert newsroom.read(article_id=1, **TUESDAY | {"published": MONDAY["published"]}) is Change.EDITED
    assert newsroom.one("SELECT count(*) FROM articles") == 1


def test_a_rewrite_below_its_headline_or_a_live_page_that_begins_anew_is_an_edit(newsroom: Newsroom) -> None:
    newsroom.read(**MONDAY)
    newsroom.later(hours=1)
    assert newsroom.read(article_id=1, **TUESDAY | {"title": MONDAY["title"]}) is Change.EDITED
    live = {"verdict": Verdict.LIVE, "flags": ()}
    newsroom.read(f"{URL}-live", **MONDAY | live | {"title": "Live: storm over the harbour"})
    assert newsroom.read(f"{URL}-live", **TUESDAY | live) is not Change.NEW


def test_what_another_extractor_makes_of_a_page_is_no_other_story(newsroom: Newsroom) -> None:
    newsroom.read(**MONDAY)
    newsroom.later(hours=1)
    assert newsroom.read(article_id=1, extractor_version="2", **TUESDAY) is Change.UNCHANGED
    assert newsroom.ask("SELECT reason FROM revisions WHERE n = 2") == [{"reason": "reextract"}]


def test_two_briefs_of_one_headline_are_two_articles(newsroom: Newsroom) -> None:
    newsroom.read(**MONDAY | {"title": "Morning briefing"})
    newsroom.later(days=1)
    assert newsroom.read(f"{URL}-2", **TUESDAY | {"title": "Morning briefing"}) is Change.NEW
    assert newsroom.events() == ["published", "published"]
