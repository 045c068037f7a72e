"""Two headlines that take turns, and a headline that really went back."""

from typing import Any

from storage.findings import Reextracted
from storage.records import Change, Outcome
from tests.storage.conftest import BODY, SLUG, URL, Newsroom

EDITED = BODY.replace("12 villages", "15 villages")


def shown(newsroom: Newsroom, *titles: str, hours: float = 1, **fields: Any) -> list[Change]:
    changes = []
    for title in titles:
        newsroom.later(hours=hours)
        changes.append(newsroom.read(title=title, **fields))
    return changes


def flags(newsroom: Newsroom) -> str:
    return str(newsroom.one("SELECT flags FROM articles"))


def test_two_headlines_that_take_turns_are_one_edit_and_a_flag(newsroom: Newsroom) -> None:
    shown(newsroom, *("One", "Two") * 10)
    assert newsroom.events() == ["published", "edited"]
    assert flags(newsroom) == "alternating"
    assert [row["title"] for row in newsroom.ask("SELECT title FROM headline_history")] == ["One", "Two"]
    assert newsroom.ask("SELECT title, edits, versions FROM articles") == [{"title": "Two", "edits": 1, "versions": 2}]
    assert newsroom.ask("SELECT edits, title_edits FROM outlet_days") == [{"edits": 1, "title_edits": 1}]


def test_three_headlines_on_trial_are_two_edits(newsroom: Newsroom) -> None:
    shown(newsroom, *("One", "Two", "Three", "Two", "One", "Three", "One") * 3)
    assert newsroom.events() == ["published", "edited", "edited"]


def test_a_trial_of_many_days_is_not_told_again_and_again(newsroom: Newsroom) -> None:
    shown(newsroom, *("One", "Two", "One", "One", "Two") * 20, hours=5)
    assert newsroom.events() == ["published", "edited"]


def test_a_headline_that_goes_back_after_days_is_a_way_back_at_once(newsroom: Newsroom) -> None:
    shown(newsroom, "One", "Two")
    newsroom.later(days=4)
    newsroom.read(title="Two")
    assert shown(newsroom, "One") == [Change.REVERTED]
    assert newsroom.ask("SELECT reason, same_as FROM revisions WHERE n = 3") == [{"reason": "revert", "same_as": 1}]
    assert flags(newsroom) == ""


def test_a_headline_that_goes_back_soon_is_told_when_it_has_stood_with_its_window(newsroom: Newsroom) -> None:
    shown(newsroom, "One", "Two")  # 11:00, 12:00
    assert shown(newsroom, *["One"] * 6, hours=5) == [Change.UNCHANGED] * 5 + [Change.REVERTED]
    assert newsroom.ask("SELECT not_before, seen_at, detail FROM events WHERE kind = 'reverted'") == [
        {"not_before": "2026-11-22T12:00:00Z", "seen_at": "2026-11-23T18:00:00Z", "detail": "back to version 1"}
    ]
    assert newsroom.one("SELECT not_before FROM revisions WHERE n = 3") == "2026-11-22T12:00:00Z"
    assert shown(newsroom, "One", "One") == [Change.UNCHANGED] * 2


def test_not_modified_between_does_not_begin_the_count_of_looks_anew(newsroom: Newsroom) -> None:
    shown(newsroom, "One", "Two")
    for _ in range(5):
        assert shown(newsroom, "One", hours=5) == [Change.UNCHANGED]
        newsroom.miss(Outcome.NOT_MODIFIED)
    assert shown(newsroom, "One", hours=5) == [Change.REVERTED]


def test_a_text_that_is_edited_during_a_trial_is_an_edit_of_the_text_alone(newsroom: Newsroom) -> None:
    shown(newsroom, "One", "Two", "One")
    assert shown(newsroom, "One", body=EDITED) == [Change.EDITED]
    assert newsroom.ask("SELECT fields FROM events WHERE kind = 'edited' AND id = 3") == [{"fields": "body"}]
    shown(newsroom, "Two", "One", "Two", "One", body=EDITED)
    assert newsroom.events() == ["published", "edited", "edited"]
    assert newsroom.one("SELECT title FROM articles") == "Two"


def test_headline_and_text_that_go_back_together_are_a_way_back_however_soon(newsroom: Newsroom) -> None:
    shown(newsroom, "One")
    shown(newsroom, "Two", body=EDITED)
    assert shown(newsroom, "One") == [Change.REVERTED]
    shown(newsroom, "Two", body=EDITED)
    assert newsroom.events() == ["published", "edited", "reverted", "reverted"]


def test_a_new_headline_during_a_trial_is_an_edit(newsroom: Newsroom) -> None:
    shown(newsroom, "One", "Two", "One")
    assert shown(newsroom, "Three") == [Change.EDITED]
    assert newsroom.one("SELECT fields FROM events WHERE id = 3") == "title"


def test_an_upgrade_during_a_trial_writes_what_is_ours_and_no_headline(newsroom: Newsroom) -> None:
    shown(newsroom, "One", "Two", "One")
    shown(newsroom, "One", "Two", "One", extractor_version="2")
    assert newsroom.ask("SELECT count(*) AS n, max(n) AS last FROM revisions") == [{"n": 2, "last": 2}]
    longer = f"{BODY}\n\nA line that the old extractor dropped."
    shown(newsroom, "One", "Two", "One", extractor_version="3", body=longer)
    assert newsroom.ask("SELECT reason, fields, title FROM revisions WHERE n = 3") == [
        {"reason": "reextract", "fields": "body", "title": "Two"}
    ]
    assert newsroom.events() == ["published", "edited"]


def test_a_kept_page_that_shows_the_headline_on_trial_is_read_again_below_the_one_told(newsroom: Newsroom) -> None:
    shown(newsroom, "One", "Two", "One")
    page = newsroom.page(title="One")
    reread = Reextracted(
        outlet=SLUG,
        seen_at=newsroom.now,
        article_id=1,
        extraction=page.extraction,
        extractor_version="2",
        rules_hash="r",
    )
    assert newsroom.archive.record(reread) is Change.UNCHANGED
    assert newsroom.ask("SELECT title, versions FROM articles") == [{"title": "Two", "versions": 2}]
    assert newsroom.events() == ["published", "edited"]


def test_the_log_of_looks_says_which_headline_each_saw(newsroom: Newsroom) -> None:
    shown(newsroom, "One", "Two", "One", "One", "Two")
    rows = newsroom.ask("SELECT checks, detail FROM observations WHERE article_id = 1 ORDER BY from_at")
    assert [(row["checks"], row["detail"]) for row in rows] == [
        (1, None),
        (2, "shows the other headline: One"),
        (1, None),
    ]
    assert newsroom.one("SELECT url FROM articles") == URL
