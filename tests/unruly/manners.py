"""A server's judgement of its visitor, from nothing but its own log."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from itertools import combinations, groupby, pairwise

from crawlers.recheck import JITTER, LADDER
from tests.unruly.messages import Asked

SEEN = (200, 301, 304)  # answers of a page that is there

# A server sees a request a little after it was sent, and on a loaded machine the next one less late than this one. Seen
# on two cores with a load of 14: 46 ms. So one pause may look shorter; all the pauses of a crawl together may not.
LATE = timedelta(milliseconds=90)


def overlapping(log: Iterable[Asked]) -> list[tuple[str, str]]:
    """Pairs of requests that were there at the same time."""
    pairs = combinations(sorted(log, key=lambda asked: asked.began), 2)
    return [(a.path, b.path) for a, b in pairs if b.began < a.ended]


def hurried(log: Iterable[Asked], delay: timedelta) -> list[str]:
    """The ticks at which requests came faster than the delay allows: one much too soon, or all together too soon.

    Between two ticks the press's clock leaps for hours.
    """
    told = []
    for at, group in groupby(sorted(log, key=lambda asked: asked.began), key=lambda asked: asked.at):
        began = [asked.began for asked in group]
        pauses = [after - before for before, after in pairwise(began)]
        least = len(pauses) * delay - LATE
        if pauses and (min(pauses) < (delay / 2).total_seconds() or sum(pauses) < least.total_seconds()):
            told.append(f"{at:%a %H:%M}: {' '.join(f'{pause:.3f}' for pause in pauses)}")
    return told


def asked_between(log: Iterable[Asked], begin: datetime, end: datetime) -> list[Asked]:
    """What was asked for after the first moment and before the second, by the press's clock."""
    return [asked for asked in log if begin < asked.at < end]


def asked_after_a_refusal(log: Sequence[Asked], statuses: Iterable[int]) -> list[Asked]:
    """What was asked for at the very moment of a refusal, after it."""
    refused = set(statuses)
    return [b for a, b in pairwise(log) if a.status in refused and a.at == b.at]


def repeated(log: Iterable[Asked]) -> dict[tuple[str, datetime], int]:
    """Addresses that were asked for more than once at one tick, and how often."""
    counts = Counter((asked.path, asked.at) for asked in log)
    return {key: count for key, count in counts.items() if count > 1}


def looks_allowed(
    log: Iterable[Asked], path: str, ticks: Sequence[datetime], edited_at: Iterable[datetime] = ()
) -> int:
    """How many looks the ladder allows at a page, from the first that saw it on, each at the first tick it can.

    `edited_at`: when its edits were seen, each of which puts it back on the first step.
    """
    born_at = min(asked.at for asked in log if asked.path == path and asked.status in SEEN)
    news = [born_at, *edited_at]
    looks, due_at = 0, born_at
    for tick in ticks:
        if tick >= due_at or tick in news:
            looks += 1
            age = tick - max(moment for moment in news if moment <= tick)
            due_at = tick + next(step for until, step in LADDER if age < until) * (1 - JITTER)
    return looks
