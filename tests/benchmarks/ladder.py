"""When re-checks see edits: our ladder, NewsDiffs', hourly and daily looks, over simulated edit times.

Each article is found at the first poll after its publication and looked at for a year. An edit is caught when a look
falls between it and whatever comes next, an edit or the removal: two edits between two looks are told as one. An edit
before the article was found is caught by nobody. The times are development material beside the repository, `../shared`;
without it, this says so.
"""

import json
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from statistics import median, quantiles
from typing import Any, NamedTuple, Protocol

from crawlers.recheck import next_check_at, pace_of
from storage.records import Outcome
from tests.benchmarks.corpora import CORPUS

EDIT_TIMES = CORPUS / "edit_times" / "edits.jsonl"
START = datetime(2026, 1, 1, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
POLL, YEAR = timedelta(minutes=15), timedelta(days=365)
REMOVAL = "removal"
KINDS = ("substantive", "headline", "minor", "cosmetic", REMOVAL)
# get_update_delay of newsdiffs' scraper.py: up to which time since the last version it looks how often.
NEWSDIFFS = ((3 * HOUR, HOUR / 4), (DAY, HOUR), (7 * DAY, 3 * HOUR), (30 * DAY, 3 * DAY), (360 * DAY, 30 * DAY))


class Happening(NamedTuple):
    """An edit or the removal of an article."""

    at: datetime
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """An article and what happened to it, in order."""

    url: str
    published_at: datetime
    happenings: tuple[Happening, ...]

    @property
    def found_at(self) -> datetime:
        """The first poll after its publication."""
        return START - (START - self.published_at) // POLL * POLL

    def between(self, after: datetime, until: datetime) -> set[str]:
        """The kinds of what a look sees that has happened since the look before."""
        return {kind for at, kind in self.happenings if after < at <= until}


class Watcher(Protocol):
    """Plans its looks at one article; told at each what is new on it."""

    def next_look(self, now: datetime, news: set[str]) -> datetime | None: ...


class Ours:
    """As `crawlers.reading` asks for the next look, with what the archive keeps from look to look."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.changed_at: datetime | None = None  # by more than cosmetics
        self.absences: list[datetime] = []

    def next_look(self, now: datetime, news: set[str]) -> datetime | None:
        status = self._status()
        if REMOVAL in news or self.absences:
            self.absences.append(now)
        edits = news - {REMOVAL}
        changed_at = now if edits and not self.absences else self.changed_at
        if edits - {"cosmetic"}:
            self.changed_at = changed_at
        return next_check_at(
            now,
            first_seen_at=self.story.found_at,
            published_at=self.story.published_at,
            changed_at=changed_at,
            url=self.story.url,
            pace=pace_of(Outcome.GONE if self.absences else Outcome.FETCHED, status),
        )

    def _status(self) -> str:
        """What a row of looks that found nothing makes of it: gone after three on two days."""
        if len(self.absences) >= 3 and self.absences[0].date() < self.absences[-1].date():
            return "gone"
        return "suspect" if self.absences else "live"


class NewsDiffs:
    """By the time since the last version it saw, whatever that changed; a page that is not there changes nothing."""

    def __init__(self, story: Story) -> None:
        self.changed_at = story.found_at

    def next_look(self, now: datetime, news: set[str]) -> datetime | None:
        if news - {REMOVAL}:
            self.changed_at = now
        return next((now + pause for until, pause in NEWSDIFFS if now - self.changed_at < until), None)


class Watched(NamedTuple):
    """How long after each edit of a story the look was that caught it, None for never; and how many looks it took."""

    delays: list[tuple[str, timedelta | None]]
    looks: int


def measure() -> list[str]:
    """Share caught by kind, delay from edit to look, looks a year: a line a rhythm."""
    if not EDIT_TIMES.is_file():
        return [f"skipped: {EDIT_TIMES} is not there"]
    stories = [_story(json.loads(line)) for line in EDIT_TIMES.read_text(encoding="utf-8").splitlines()]
    rhythms: dict[str, Callable[[Story], Watched]] = {
        "ours": lambda story: watch(story, Ours(story)),
        "NewsDiffs": lambda story: watch(story, NewsDiffs(story)),
        "hourly": lambda story: watch_evenly(story, HOUR),
        "daily": lambda story: watch_evenly(story, DAY),
    }
    return [
        f"{len(stories)} articles: edits and removals caught, %; minutes from edit to look; looks an article-year",
        f"{'':10} {'edits':>6} {' '.join(f'{kind:>11}' for kind in KINDS)} {'median':>7} {'p90':>7} {'looks':>7}",
        *(f"{name:10} {_said([rhythm(story) for story in stories])}" for name, rhythm in rhythms.items()),
    ]


def watch(story: Story, watcher: Watcher) -> Watched:
    """Let a watcher look at a story for a year."""
    looks = list(_looks(story, watcher))
    return Watched(list(_delays(story, looks)), len(looks))


def watch_evenly(story: Story, every: timedelta) -> Watched:
    """Look at a story in even steps for a year; walked only as far as something happens."""
    last_at = max((happening.at for happening in story.happenings), default=story.found_at)
    steps = max(0, -((story.found_at - last_at) // every))
    return Watched(list(_delays(story, [story.found_at + n * every for n in range(1, steps + 1)])), YEAR // every)


def _looks(story: Story, watcher: Watcher) -> Iterator[datetime]:
    before, now = story.found_at, watcher.next_look(story.found_at, set())
    while now is not None and now - story.found_at <= YEAR:
        yield now
        before, now = now, watcher.next_look(now, story.between(before, now))


def _delays(story: Story, looks: Sequence[datetime]) -> Iterator[tuple[str, timedelta | None]]:
    never = Happening(datetime.max.replace(tzinfo=UTC), "")
    for happening, following in pairwise((*story.happenings, never)):
        n = bisect_left(looks, happening.at)
        is_caught = happening.at > story.found_at and n < len(looks) and looks[n] < following.at
        yield happening.kind, looks[n] - happening.at if is_caught else None


def _story(row: dict[str, Any]) -> Story:
    published_at = START + timedelta(minutes=row["published_minute"])
    moments = [(edit["after_minutes"], edit["kind"]) for edit in row["edits"]]
    if row["removed_after_minutes"] is not None:
        moments.append((row["removed_after_minutes"], REMOVAL))
    happenings = (Happening(published_at + timedelta(minutes=after), kind) for after, kind in sorted(moments))
    return Story(url=f"https://bench.test/{row['id']}", published_at=published_at, happenings=tuple(happenings))


def _said(watched: Sequence[Watched]) -> str:
    told = [delay for story in watched for delay in story.delays]
    edits = [delay for kind, delay in told if kind != REMOVAL]
    minutes = [delay.total_seconds() / 60 for delay in edits if delay is not None]
    shares = (f"{_caught([delay for told_kind, delay in told if told_kind == kind]):11.1f}" for kind in KINDS)
    looks = sum(story.looks for story in watched) / len(watched)
    return (
        f"{_caught(edits):6.1f} {' '.join(shares)} {median(minutes):7.1f} {quantiles(minutes, n=10)[-1]:7.1f}"
        f" {looks:7.1f}"
    )


def _caught(delays: Sequence[timedelta | None]) -> float:
    return 100 * sum(delay is not None for delay in delays) / len(delays)
