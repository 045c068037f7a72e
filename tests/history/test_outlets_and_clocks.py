"""What befalls a whole outlet, the watcher itself or its clock must not look like deeds of the outlet."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from crawlers.outlet import ArticleHints
from tests.history.page import Text
from tests.history.paper import START, Paper, answers, at, leads_to, shows
from tests.history.stories import reworded, story
from tests.history.watching import Watch, is_within

pytestmark = pytest.mark.timeout(240)
STEP = timedelta(hours=6)
GONE = answers(404, "<h1>Not found</h1>")
NOTE = (
    '<p class="house-note">The house of this paper stands on the hill, where it has stood since the flood of 1904.</p>'
)
STORIES = 6


def _changed(text: Text) -> Text:
    return reworded(text, "nineteen", "ninety")


def _paper(slug: str, **facts: str) -> Paper:
    """A paper whose stories stand still."""
    paper = Paper(slug, "en", **facts)
    for n in range(STORIES):
        paper.add(f"/news/{n}", START, replace(story(n + 1), extra=NOTE))
    return paper


# ---- outages --------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def outages(watch_over: Callable[..., Watch]) -> Watch:
    """Papers that are down as a whole from the second day to the fifth, each in its own way."""
    ways = {
        "all-404": GONE,
        "all-home": leads_to("/", 302),
        "all-503": answers(503),
        "silent": answers(0),
    }
    papers = [_paper(slug) for slug in ways]
    for paper, way in zip(papers, ways.values(), strict=True):
        paper.shut.append((at(30), at(102), way))
    watch = watch_over(*papers)
    watch.day_by_day(START, at(24 * 5), step=2 * STEP)
    return watch


@pytest.mark.parametrize(
    "slug",
    [
        "all-404",
        "all-home",
        "all-503",
        "silent",
    ],
)
def test_an_outlet_that_is_gone_as_a_whole_has_deleted_nothing(outages, slug):
    events = outages.rows("SELECT kind FROM events WHERE outlet = ? AND kind <> 'published'", slug)
    assert events == []
    assert outages.rows("SELECT DISTINCT status FROM articles WHERE outlet = ?", slug) == [{"status": "live"}]


# ---- the watcher's own silence, and its upgrades --------------------------------------------------------------------


@pytest.fixture(scope="module")
def interrupted(watch_over: Callable[..., Watch]) -> Watch:
    """A daemon that did not run from hour 48 to hour 96 and came back with other rules; one story edited meanwhile."""
    paper = _paper("steady")
    paper.add("/news/1", at(60), replace(_changed(story(2)), extra=NOTE))
    watch = watch_over(paper)
    watch.day_by_day(START, at(48), step=STEP)
    watch.outlets = {paper.slug: paper.outlet(article=ArticleHints(drop=(".house-note",)))}
    watch.day_by_day(at(96), at(120), step=STEP)
    return watch


def test_our_own_silence_is_a_gap(interrupted):
    [gap] = interrupted.rows("SELECT * FROM gaps")
    assert datetime.fromisoformat(gap["from_at"]) <= at(48)
    assert datetime.fromisoformat(gap["to_at"]) == at(96)


def test_other_rules_of_ours_are_a_reading_anew_and_no_event(interrupted):
    paper = interrupted.papers[0]
    bodies = interrupted.versions(paper.url("/news/2"))
    assert bodies[-1] == story(3).body
    assert len(bodies) == 2
    assert [row["reason"] for row in interrupted.revisions(paper.url("/news/2"))] == ["first", "reextract"]
    assert interrupted.kinds(paper.url("/news/2")) == ["published"]


def test_an_edit_of_the_same_days_as_our_upgrade_is_exactly_the_edit(interrupted):
    url = interrupted.papers[0].url("/news/1")
    published, edited = interrupted.events(url)
    assert (published["kind"], edited["kind"], edited["fields"]) == ("published", "edited", "body")
    assert is_within(edited, at(60))
    assert [row["reason"] for row in interrupted.revisions(url)] == ["first", "reextract", "edit"]
    assert interrupted.versions(url)[1:] == [story(2).body, _changed(story(2)).body]


# ---- clocks ---------------------------------------------------------------------------------------------------------

# Summer time ends at 01:00 UTC on 25 October 2026: Kyiv goes from +3 to +2, London from +1 to 0.
CHANGES = {
    "Europe/Kyiv": {
        "2026-10-24T20:50": "2026-10-24",
        "2026-10-24T21:10": "2026-10-25",
        "2026-10-25T21:10": "2026-10-25",
    },
    "Europe/London": {
        "2026-10-24T22:50": "2026-10-24",
        "2026-10-24T23:10": "2026-10-25",
        "2026-10-25T23:10": "2026-10-25",
        "2026-10-26T00:10": "2026-10-26",
    },
}


@pytest.fixture(scope="module")
def autumn(watch_over: Callable[..., Watch]) -> Watch:
    """A story of each zone, edited ten minutes before each of the moments."""
    papers = []
    moments = {datetime(2026, 10, 24, 12, tzinfo=UTC)}
    for slug, (zone, days) in zip(("kyiv", "london"), CHANGES.items(), strict=True):
        paper = Paper(slug, "en", timezone=zone)
        paper.add("/news/1", min(moments), story(1))
        for n, moment in enumerate(days, 20):
            seen_at = datetime.fromisoformat(moment).replace(tzinfo=UTC)
            paper.add("/news/1", seen_at - timedelta(minutes=10), reworded(story(1), "nineteen", str(n)))
            moments.add(seen_at)
        papers.append(paper)
    watch = watch_over(*papers)
    watch.everything_at(moments)
    return watch


@pytest.mark.parametrize("zone", CHANGES)
def test_the_day_of_an_event_is_the_outlets_own_around_the_change_of_the_clocks(autumn, zone):
    rows = autumn.rows(
        """SELECT e.seen_at, e.local_day FROM events e JOIN outlets o ON o.slug = e.outlet
           WHERE e.kind = 'edited' AND o.timezone = ? ORDER BY e.id""",
        zone,
    )
    assert {row["seen_at"][:16]: row["local_day"] for row in rows} == CHANGES[zone]


@pytest.fixture(scope="module")
def set_back(watch_over: Callable[..., Watch]) -> Watch:
    """A clock that was four hours fast at the second look, and is right again at the third, which meets an edit."""
    paper = _paper("set-back")
    before, after = shows(story(2)), shows(_changed(story(2)))
    paper.add("/news/1", START, lambda visit: (after if visit.number > 2 else before)(visit))
    watch = watch_over(paper)
    for hour in (0, 6, 2, 8):
        watch.everything_at([at(hour)])
    return watch


def test_a_clock_that_is_set_back_invents_nothing_and_loses_nothing(set_back):
    paper = set_back.papers[0]
    assert set_back.kinds(paper.url("/news/0")) == ["published"]
    assert set_back.kinds(paper.url("/news/1")) == ["published", "edited"]
    assert set_back.rows("PRAGMA integrity_check") == [{"integrity_check": "ok"}]


def test_no_window_is_inside_out_whatever_the_clock_does(set_back):
    for table in ("events", "revisions"):
        assert set_back.rows(f"SELECT * FROM {table} WHERE not_before > seen_at") == []
