"""Outlets as they live: nights, week-ends, holidays, bursts, galleries; and what breaks them. Seeded, in memory.

A life is what the archive would know of an outlet; `Watch` judges it at each hour of it, as the ends of crawls do.
"""

import random
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from math import exp
from typing import TypeVar
from zoneinfo import ZoneInfo

from storage.breakage.figures import REMEMBERED, Alarm, Edition, Figures, Hour, Kind, Repeated, Story, Told
from storage.breakage.judgement import judge
from storage.breakage.sentences import count_sentences, latest_of, repeated_sentences, weeks_before

Row = TypeVar("Row", Story, Hour)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
START = datetime(2026, 2, 23, tzinfo=UTC)  # a Monday; clocks change five weeks later
TIMEZONE = "Europe/Kyiv"
ZONE = ZoneInfo(TIMEZONE)
NIGHT = (22, 7)
BUSY_HOURS = 15
PROMPT = "Join our channel so that you miss nothing."


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How an outlet publishes; shares are of what it brings in an hour of a weekday."""

    name: str
    a_day: float
    at_night: float = 0.0
    at_weekends: float = 0.5
    burst: int = 1  # articles at once
    galleries: float = 0.1  # of its pages
    words: int = 350
    briefs: float = 0.2  # of its articles
    others: float = 0.0  # of its articles in another language
    house_words: float = 0.1  # of its articles end in a sentence of the house
    holidays: tuple[date, ...] = ()
    on_holidays: float = 0.3


TEN = (
    Rhythm(name="small town", a_day=3, at_weekends=0.3),
    Rhythm(name="regional", a_day=6, at_night=0.05, galleries=0.3),
    Rhythm(name="office hours", a_day=8, at_weekends=0.0),
    Rhythm(name="thrice a day in bursts", a_day=9, burst=3, at_night=0.1),
    Rhythm(name="briefs", a_day=15, burst=2, at_weekends=0.4, briefs=0.7),
    Rhythm(name="daily", a_day=20, at_weekends=0.3, others=0.15),
    Rhythm(name="agency", a_day=40, at_night=0.2, at_weekends=0.7, galleries=0.3),
    Rhythm(name="translators", a_day=40, burst=4, at_night=0.1, at_weekends=0.3, others=0.3),
    Rhythm(name="national", a_day=100, at_night=0.2, at_weekends=0.6, house_words=0.2),
    Rhythm(name="portal", a_day=200, at_night=0.3, at_weekends=0.7, burst=2, briefs=0.5),
)


@dataclass(frozen=True, slots=True)
class Life:
    """What an outlet did: its articles, the pages that were asked for, the texts of its articles."""

    stories: list[Story]
    hours: list[Hour]
    bodies: dict[int, str]


def live(rhythm: Rhythm, days: int, seed: int, start: datetime = START) -> Life:
    """So many days of an outlet."""
    chance = random.Random(f"{rhythm.name} {seed}")
    life = Life([], [], {})
    for n in range(days * 24):
        at = start + n * HOUR
        bursts = _poisson(chance, rhythm.a_day / BUSY_HOURS / rhythm.burst * _share(rhythm, at))
        times = sorted(at + timedelta(seconds=chance.randrange(3600)) for _ in range(bursts))
        new = [time + k * timedelta(minutes=1) for time in times for k in range(rhythm.burst)]
        for time in new:
            _publish(life, rhythm, chance, time)
        galleries = _poisson(chance, len(new) * rhythm.galleries)
        looks = _poisson(chance, 0.2 * sum(story.at > at - DAY for story in life.stories[-300:]))
        misread = _poisson(chance, 0.01 * looks)
        if pages := len(new) + galleries + looks:
            life.hours.append(Hour(at, pages, max(0, len(new) + looks - misread), len(new) + galleries, len(new)))
    life.stories.sort()
    return life


def _share(rhythm: Rhythm, at: datetime) -> float:
    local = at.astimezone(ZONE)
    share = rhythm.at_night if local.hour >= NIGHT[0] or local.hour < NIGHT[1] else 1.0
    share *= rhythm.at_weekends if local.weekday() >= 5 else 1.0
    return share * (rhythm.on_holidays if local.date() in rhythm.holidays else 1.0)


def _publish(life: Life, rhythm: Rhythm, chance: random.Random, at: datetime) -> None:
    number = len(life.stories) + 1
    words = int(rhythm.words * chance.lognormvariate(0, 0.4) * (0.25 if chance.random() < rhythm.briefs else 1))
    story = Story(at, "en" if chance.random() < rhythm.others else "uk", words, number)
    said = [f"What was said in report {number} on point {n}." for n in range(5)]
    if chance.random() < rhythm.house_words:
        said.append("The editors checked all of it twice.")
    life.stories.append(story)
    life.bodies[number] = " ".join(said)


def _poisson(chance: random.Random, mean: float) -> int:
    """Knuth's way."""
    limit, count, product = exp(-mean), 0, chance.random()
    while product > limit:
        count += 1
        product *= chance.random()
    return count


# ---- what breaks ----------------------------------------------------------------------------------------------------


def _in(at: datetime, since: datetime, until: datetime) -> bool:
    return since <= at < until


def fall_silent(life: Life, since: datetime, until: datetime) -> Life:
    """The feed shows nothing new; known articles are looked at as before."""
    return replace(life, stories=[story for story in life.stories if not _in(story.at, since, until)])


def lose_bodies(life: Life, since: datetime, until: datetime) -> Life:
    """A redesign: pages come, and none gives a body; so nothing new is stored."""
    hours = [hour._replace(bodies=0) if _in(hour.at, since, until) else hour for hour in life.hours]
    return replace(fall_silent(life, since, until), hours=hours)


def lose_half(life: Life, since: datetime, until: datetime) -> Life:
    """Bodies end after two of five paragraphs."""
    short = (
        story._replace(words=int(0.4 * story.words)) if _in(story.at, since, until) else story for story in life.stories
    )
    return replace(life, stories=list(short))


def repeat_a_prompt(life: Life, since: datetime, until: datetime) -> Life:
    """A prompt stands in every body."""
    broken = {story.id for story in life.stories if _in(story.at, since, until)}
    bodies = {number: f"{body} {PROMPT}" if number in broken else body for number, body in life.bodies.items()}
    return replace(life, bodies=bodies)


def change_language(life: Life, since: datetime, until: datetime) -> Life:
    """Nine in ten articles come in Russian."""
    changed = (
        story._replace(language="ru") if _in(story.at, since, until) and story.id % 10 else story
        for story in life.stories
    )
    return replace(life, stories=list(changed))


BREAKAGES: dict[Kind, Callable[[Life, datetime, datetime], Life]] = {
    Kind.SILENT: fall_silent,
    Kind.NO_BODY: lose_bodies,
    Kind.SHORT: lose_half,
    Kind.REPEATED: repeat_a_prompt,
    Kind.LANGUAGE: change_language,
}


# ---- who watches ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Incident:
    """An alarm, from when to when it was told; `closed_at` None while it is."""

    kind: Kind
    opened_at: datetime
    closed_at: datetime | None
    message: str


class Watch:
    """Judges a life hour by hour; `incidents` in the order in which they were told."""

    def __init__(self, life: Life, name: str = "Outlet") -> None:
        self._life, self._name = life, name
        self._told: dict[Kind, Told] = {}
        self._closed: list[Incident] = []

    def until(self, end: datetime, since: datetime = START, every: timedelta = HOUR) -> "Watch":
        """Judge at each hour of that time."""
        now = since
        while now <= end:
            self._tell(judge(self.figures(now)), now)
            now += every
        return self

    @property
    def incidents(self) -> list[Incident]:
        still = [Incident(kind, told.at, None, told.message) for kind, told in self._told.items()]
        return sorted([*self._closed, *still], key=lambda incident: incident.opened_at)

    def figures(self, now: datetime) -> Figures:
        """What the archive knows at a time."""
        stories = _between(self._life.stories, now)
        edition = Edition(
            hours=tuple(_between(self._life.hours, now)),
            stories=tuple(stories),
            repeated=self._repeated(stories, now),
            looked_until=now,
            told=dict(self._told),
        )
        return Figures(name=self._name, now=now, timezone=TIMEZONE, zone=ZONE, editions=(edition,))

    def _repeated(self, stories: Sequence[Story], now: datetime) -> tuple[Repeated, ...]:
        bodies = list(self._texts(latest_of(stories, now)))
        if not (found := count_sentences(bodies)):
            return ()
        return repeated_sentences(found, len(bodies), list(self._texts(weeks_before(stories, now))))

    def _texts(self, stories: Sequence[Story]) -> Iterator[str]:
        return (self._life.bodies[story.id] for story in stories)

    def _tell(self, alarms: Sequence[Alarm], now: datetime) -> None:
        said = {alarm.kind: alarm.message for alarm in alarms}
        for kind in self._told.keys() - said.keys():
            told = self._told.pop(kind)
            self._closed.append(Incident(kind, told.at, now, told.message))
        for kind, message in said.items():
            at = self._told[kind].at if kind in self._told else now
            self._told[kind] = Told(at, message)


def _between(rows: list[Row], now: datetime) -> list[Row]:
    """What lies in the time that an archive remembers, up to now."""
    since, until = (bisect_left(rows, (moment,)) for moment in (now - REMEMBERED, now))
    return rows[since:until]
