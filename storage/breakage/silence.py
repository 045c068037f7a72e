"""Has an outlet been silent for longer than it ever is at such hours? Pure.

Time is counted in articles: how many the outlet would have brought meanwhile by its own week. A quiet night counts
for nothing, a Monday morning for much, so that a gap of the night and one of the morning can be compared.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo
from functools import lru_cache

from storage.breakage.figures import Span

HOUR = 3600
WEEKDAYS, HOURS_A_DAY = 7, 24
USUAL_FOR = timedelta(days=14)  # of history: every weekday twice. A guess
LEAST_GAPS = 10  # of the history: fewer have no usual length; a source that is read once a day shows one a day
# Three times the mean gap comes by chance once in twenty gaps. Three times the gap that one in fifty exceeds came 3
# times in 83 invented outlet-years, that of one in forty 8 times; and one earlier breakage does not make it longer.
LONG_GAP = 0.98
TIMES = 3
CATCHES_UP = 1  # hour after a time without looks: what it brought is older


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """How long nothing came, in articles that would have: `expected`, against the outlet's `usual` longest gap."""

    expected: float
    usual: float
    per_hour: float  # articles, at this hour of this weekday

    def is_breakage(self, elsewhere: float = 1.0) -> bool:
        """Whether it is too long, where other outlets brought that share of what they usually bring."""
        return self.expected * elsewhere >= TIMES * self.usual


class Week:
    """How many articles an outlet brings at each hour of its week: a weekday's share times an hour's share.

    Four weeks are too few for 168 numbers of their own, and enough for 7 and 24. An hour leans on its neighbours.
    """

    def __init__(self, counts: Counter[int], hours: Sequence[int], zone: tzinfo) -> None:
        self._zone = zone
        days, times = [[0.0, 0.0] for _ in range(WEEKDAYS)], [[0.0, 0.0] for _ in range(HOURS_A_DAY)]
        for hour in hours:
            day, time = _place(hour, zone)
            for total in (days[day], times[time]):
                total[0] += counts[hour]
                total[1] += 1
        mean = sum(counts[hour] for hour in hours) / max(len(hours), 1)
        self._days = [came / looked if looked else mean for came, looked in days]
        rates = [came / looked if looked else mean for came, looked in times]
        self._times = [
            (rates[n - 1] + 2 * rates[n] + rates[(n + 1) % HOURS_A_DAY]) / 4 / mean if mean else 0.0
            for n in range(HOURS_A_DAY)
        ]

    def at(self, hour: int) -> float:
        """Articles to be expected in an hour, counted from the epoch."""
        day, time = _place(hour, self._zone)
        return self._days[day] * self._times[time]


@lru_cache(maxsize=1 << 16)  # seven years of hours: every judgement asks for those of four weeks
def _place(hour: int, zone: tzinfo) -> tuple[int, int]:
    local = datetime.fromtimestamp(hour * HOUR, UTC).astimezone(zone)
    return local.weekday(), local.hour


def silence_of(
    seen: Sequence[datetime], until: datetime, zone: tzinfo, unwatched: Sequence[Span] = ()
) -> Silence | None:
    """The silence after the last of `seen`, in order, until the last look; None where nothing is usual yet.

    `seen` is what came in the four weeks before the silence; its first hour is left out, which may be a first look.
    """
    if not seen or seen[-1] - seen[0] < USUAL_FOR:
        return None
    dark = _dark_hours(unwatched)
    first, last, now = _hour(seen[0]) + 1 + CATCHES_UP, _hour(seen[-1]), _hour(until)
    watched = [hour for hour in range(first, last + 1) if hour not in dark]
    counts = Counter(map(_hour, seen))
    week = Week(counts, watched, zone)
    gaps = _gaps(counts, watched, week)
    if len(gaps) < LEAST_GAPS:
        return None
    expected = sum(week.at(hour) for hour in range(last + 1, now) if hour not in dark)
    return Silence(expected=expected, usual=gaps[int(LONG_GAP * len(gaps))], per_hour=week.at(now))


def _gaps(counts: Counter[int], watched: Sequence[int], week: Week) -> list[float]:
    """How much was expected between one hour with news and the next, from the shortest to the longest."""
    gaps, passed = [], 0.0
    for hour in watched:
        passed += week.at(hour)
        if counts[hour]:
            gaps.append(passed)
            passed = 0.0
    return sorted(gaps[1:])


def _dark_hours(unwatched: Sequence[Span]) -> frozenset[int]:
    return frozenset(hour for span in unwatched for hour in range(_hour(span.start), _hour(span.end) + 1 + CATCHES_UP))


def _hour(moment: datetime) -> int:
    return int(moment.timestamp()) // HOUR
