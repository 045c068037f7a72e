"""Has a share fallen: of pages that give a body, of articles that are long, or in their language? Pure.

What is judged is a run up to now, found where the fall is clearest, so that its beginning is known. It must be far
below the outlet's worse stretches of the weeks before (a week-end, a week of galleries), and more than chance.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from math import log
from typing import NamedTuple

ENOUGH = 10  # trials: fewer are chance
LATEST = 20  # trials that must be good again before a fall is over
STRETCHES = 3  # of ENOUGH trials each: fewer are no usual
WORSE = 0.1  # the usual share is that of the stretch that one in ten is worse than
FALLEN = 0.5  # of the usual share
# Chance brings what surprises so much once in a million: e**-14. Every beginning of a run is tried, for years.
EVIDENCE = 14.0


class Trial(NamedTuple):
    """How many of so many were good at a time."""

    at: datetime
    tried: int
    good: int


class Run(NamedTuple):
    """Trials from a time up to now, and the share that is usual (None: not known yet)."""

    since: datetime
    tried: int
    good: int
    usual: float | None


def usual_share(trials: Iterable[Trial]) -> float | None:
    """The share of good ones in a stretch that is not one of the worst; None when there are too few to know."""
    shares = sorted(good / tried for tried, good in _stretches(trials))
    return shares[int(WORSE * len(shares))] if len(shares) >= STRETCHES else None


def fall_of(trials: Sequence[Trial], usual: float | None, least: timedelta, *, is_told: bool = False) -> Run | None:
    """The run up to now, of at least this length, in which the share is half the usual or less; None for no such run.

    Without a usual share nothing less than ENOUGH trials without a single good one is a fall. What is told already
    is over when none of the latest few runs is low: a fall of a little more than half would come and go by chance.
    """
    runs = [run for run in _runs(trials, usual) if run.tried >= ENOUGH]
    latest = [run for run in runs[1:] if is_told and run.tried <= LATEST]
    if not any(map(_is_low, (*runs[:1], *latest))):
        return None
    lasting = [run for run in runs if trials[-1].at - run.since >= least and _is_low(run)]
    worst = max(lasting, key=_evidence, default=None)
    return worst if worst is not None and _evidence(worst) >= EVIDENCE else None


def surprise(good: int, tried: int, usual: float) -> float:
    """Chernoff's bound: chance alone strays so far from the usual share with a probability of e**-surprise at most."""
    least = 1 / (tried + 2)  # no share is known to be 0 or 1
    usual, share = min(max(usual, least), 1 - least), good / tried
    return tried * sum(part * log(part / of) for part, of in ((share, usual), (1 - share, 1 - usual)) if part)


def _runs(trials: Sequence[Trial], usual: float | None) -> Iterator[Run]:
    """From the shortest to the longest."""
    tried = good = 0
    for trial in reversed(trials):
        tried, good = tried + trial.tried, good + trial.good
        yield Run(trial.at, tried, good, usual)


def _is_low(run: Run) -> bool:
    return run.good == 0 if run.usual is None else run.good < FALLEN * run.usual * run.tried


def _evidence(run: Run) -> float:
    return EVIDENCE + run.tried if run.usual is None else surprise(run.good, run.tried, run.usual)


def _stretches(trials: Iterable[Trial]) -> Iterator[tuple[int, int]]:
    tried = good = 0
    for trial in trials:
        tried, good = tried + trial.tried, good + trial.good
        if tried >= ENOUGH:
            yield tried, good
            tried = good = 0
