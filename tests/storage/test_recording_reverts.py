"""Ways back, also past what we ourselves have done to the versions between."""

import pytest

from storage.findings import Reextracted
from storage.records import Change
from tests.storage.conftest import BODY, SLUG, Newsroom

LINE = "Every lamp of the town is lit by the people of the town."
EDITED = BODY.replace("12 villages", "15 villages")


def with_line(body: str) -> str:
    first, *rest = body.split("\n\n")
    return "\n\n".join([first, LINE, *rest])


def read_anew(newsroom: Newsroom, body: str) -> None:
    extraction = newsroom.page(body=body).extraction
    newsroom.archive.record(
        Reextracted(
            outlet=SLUG,
            seen_at=newsroom.now,
            article_id=1,
            extraction=extraction,
            extractor_version="2",
            rules_hash="r",
        )
    )


def look(newsroom: Newsroom, body: str) -> Change:
    newsroom.later(hours=1)
    return newsroom.read(body=body, extractor_version="2", rules_hash="r")


def last_revision(newsroom: Newsroom) -> tuple[str, int | None]:
    (row,) = newsroom.ask("SELECT reason, same_as FROM revisions ORDER BY id DESC LIMIT 1")
    return row["reason"], row["same_as"]


@pytest.mark.parametrize(("before", "after"), [(with_line, str), (str, with_line)])
def test_a_way_back_past_our_own_doing_names_the_version(newsroom: Newsroom, before, after) -> None:
    newsroom.read(body=before(BODY))
    newsroom.later(hours=1)
    newsroom.read(body=before(EDITED))
    read_anew(newsroom, after(EDITED))  # a line was learned, or the other way round: let through from now on
    assert look(newsroom, after(BODY)) is Change.REVERTED
    assert last_revision(newsroom) == ("revert", 1)
    assert newsroom.events() == ["published", "edited", "reverted"]
    assert newsroom.one("SELECT body FROM article_text") == after(BODY)
    bodies = [row["body"] for row in newsroom.ask("SELECT body FROM version_text ORDER BY n")]
    assert bodies == [before(BODY), before(EDITED), after(EDITED), after(BODY)]


def test_an_upgrade_and_an_edit_in_one_hour_are_exactly_the_edit(newsroom: Newsroom) -> None:
    newsroom.read(body=with_line(BODY))
    read_anew(newsroom, BODY)
    assert look(newsroom, EDITED) is Change.EDITED
    assert newsroom.ask("SELECT op, text FROM edit_diff ORDER BY op") == [
        {"op": "+", "text": EDITED.split("\n\n")[1]},
        {"op": "-", "text": BODY.split("\n\n")[1]},
    ]
    assert newsroom.ask("SELECT words_added, words_removed FROM revisions WHERE n = 3") == [
        {"words_added": 1, "words_removed": 1}
    ]


def test_an_upgrade_that_is_undone_is_no_event_either(newsroom: Newsroom) -> None:
    newsroom.read(body=with_line(BODY))
    read_anew(newsroom, BODY)
    newsroom.later(hours=1)
    assert newsroom.read(body=with_line(BODY)) is Change.UNCHANGED  # read by the old extractor again
    assert newsroom.events() == ["published"]
    assert [row["reason"] for row in newsroom.ask("SELECT reason FROM revisions")] == [
        "first",
        "reextract",
        "reextract",
    ]


def test_a_line_of_ours_that_the_outlet_brings_is_an_edit_and_no_way_back(newsroom: Newsroom) -> None:
    newsroom.read(body=with_line(BODY))
    newsroom.later(hours=1)
    newsroom.read(body=with_line(EDITED))
    read_anew(newsroom, EDITED)
    assert look(newsroom, EDITED + "\n\n" + LINE) is Change.EDITED
    assert last_revision(newsroom) == ("edit", None)


def test_of_several_ways_back_the_latest_version_is_named(newsroom: Newsroom) -> None:
    for body in (BODY, EDITED, BODY, EDITED, BODY):
        newsroom.later(hours=1)
        newsroom.read(body=body)
    rows = newsroom.ask("SELECT n, reason, same_as FROM revisions WHERE n > 1 ORDER BY n")
    assert [tuple(row.values()) for row in rows] == [
        (2, "edit", None),
        (3, "revert", 1),
        (4, "revert", 2),
        (5, "revert", 3),
    ]
