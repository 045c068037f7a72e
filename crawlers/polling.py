"""When to read a source again. Pure arithmetic.

The pause adapts as that of Media Cloud's rss-fetcher does: by the share of links that were known already, since a feed
of which everything is new may have lost something between two readings, and one of which nothing is new was read too
early. Servers may ask for longer pauses, and articles must be met while they are young.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.fingerprint import url_hash
from storage.plans import DueSource
from storage.records import Outcome

MANY_KNOWN, FEW_KNOWN = 0.67, 0.33  # rss-fetcher's shares
ON_TIME_SUCCESSES = 2  # before the pause changes, and before it changes again
STEP = 1.5  # of the pause, either way: a guess
SHORTEST = timedelta(minutes=5)  # unless the outlet's file asks for less: a guess, politer than most feeds need
LONGEST = timedelta(days=1)
LONGEST_WISH = timedelta(hours=1)  # of a ttl or max-age: feeds that change hourly claim a day
SHARE_OF_GAP = 4  # so an article is met, on average, an eighth of the gap after it came: edits come in its first hours
CACHED = timedelta(minutes=30)  # between the newsroom and us, which is no lie: a guess
LATE = 0.5  # of the pause: later than that, the machine slept
JITTER = 0.1  # of the pause, either way: sources of one file drift apart
ENOUGH_LINKS = 5  # a guess: that none of fewer is known may well be chance

_READ = frozenset({Outcome.FETCHED, Outcome.NOT_MODIFIED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Polled:
    """What one reading of a source gave: links in all and known before, and the longest pause that was asked for."""

    outcome: Outcome
    links: int = 0
    known: int = 0
    wish: timedelta = timedelta(0)  # ttl, max-age
    rests_until: datetime | None = None  # Retry-After


@dataclass(frozen=True, slots=True, kw_only=True)
class NextPoll:
    """When to read a source again, and what to remember until then."""

    due_at: datetime
    interval: timedelta
    streak: int


def next_poll(
    now: datetime, source: DueSource, polled: Polled, *, every: timedelta, usual_gap: timedelta | None = None
) -> NextPoll:
    """The next reading. `every` is the file's first guess, `usual_gap` the outlet's pause between two new articles."""
    interval = timedelta(seconds=source.interval_seconds) if source.interval_seconds else every
    if polled.outcome not in _READ:
        pause = min(interval * (1 + source.failures), max(interval, LONGEST))
        return NextPoll(due_at=_due(now, pause, source.url, polled), interval=interval, streak=0)
    streak = source.streak + 1 if _is_on_time(now, source, interval) else source.streak
    if streak >= ON_TIME_SUCCESSES and (factor := _factor(polled)) != 1:
        interval, streak = _bounded(interval * factor, every, usual_gap), 0
    return NextPoll(due_at=_due(now, interval, source.url, polled), interval=interval, streak=streak)


def has_lied(source: DueSource, published: Sequence[datetime]) -> bool:
    """Whether "not modified" was said of a source that held links by then; `published`: when its new links were."""
    silent_at = source.said_nothing_new_at
    return silent_at is not None and any(moment <= silent_at - CACHED for moment in published)


def may_have_missed(source: DueSource, polled: Polled) -> bool:
    """Whether others may have come and gone since the last reading: nothing that is there was known."""
    was_read = source.polled_at is not None and source.links_seen > 0
    return was_read and polled.links >= ENOUGH_LINKS and polled.known == 0


def _is_on_time(now: datetime, source: DueSource, interval: timedelta) -> bool:
    """Read by the schedule: neither early, by hand, nor after a sleep."""
    return source.due_at is None or source.due_at <= now <= source.due_at + interval * LATE + SHORTEST


def _factor(polled: Polled) -> float:
    if polled.outcome is Outcome.NOT_MODIFIED:
        return STEP
    if not polled.links:
        return 1.0  # an empty page says nothing of how fast it fills
    share = polled.known / polled.links
    return STEP if share > MANY_KNOWN else 1 / STEP if share < FEW_KNOWN else 1.0


def _bounded(interval: timedelta, every: timedelta, usual_gap: timedelta | None) -> timedelta:
    longest = LONGEST if usual_gap is None else min(LONGEST, usual_gap / SHARE_OF_GAP)
    return max(min(interval, max(longest, every)), min(every, SHORTEST))


def _due(now: datetime, pause: timedelta, url: str, polled: Polled) -> datetime:
    stretched = pause * (1 + JITTER * url_hash(url) / 2**63)  # the same for the same URL
    due_at = now + max(stretched, min(polled.wish, max(pause, LONGEST_WISH)))
    return max(due_at, polled.rests_until) if polled.rests_until else due_at
