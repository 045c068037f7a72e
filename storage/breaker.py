"""When an outlet is left alone for a while: its failures in a row, weighed. Pure.

A circuit breaker (M. Nygard, Release It!, 2007) with the fractions of Media Cloud's rss-fetcher: what a server that is
not there does weighs more than what an overloaded one does. Open: the outlet rests, each time twice as long. Half-open:
one source is asked. An answer closes it.
"""

from datetime import timedelta
from typing import NamedTuple

from storage.records import Outcome

OPENS_AT = 5.0  # five failures in a row of a server that is not there: a guess, and rss-fetcher's scale
ENOUGH_DOUBLED = 16  # times: a minute becomes 45 days
_HARD, _SOFT, _PASSING = 1.0, 0.5, 0.25
_WEIGHTS = {
    Outcome.UNREACHABLE: _HARD,
    Outcome.TLS: _HARD,
    Outcome.SERVER_ERROR: _SOFT,
    Outcome.FORBIDDEN: _SOFT,
    Outcome.BLOCKED: _SOFT,
    Outcome.REDIRECT_LOOP: _SOFT,
    Outcome.HEADER_TOO_LARGE: _SOFT,
    Outcome.TIMEOUT: _PASSING,
    Outcome.THROTTLED: _PASSING,
    Outcome.TRUNCATED: _PASSING,
}
# What we did not ask for says nothing of the outlet; every other outcome is an answer.
_SILENT = frozenset(
    {Outcome.BLOCKED_ROBOTS, Outcome.BLOCKED_ADDRESS, Outcome.BLOCKED_SCHEME, Outcome.KILLED, Outcome.LIMIT_REACHED}
)


class Rests(NamedTuple):
    """Rests in a row: how long the first is, and the longest; each is twice as long as the one before."""

    first: timedelta
    longest: timedelta

    def after(self, rests: int) -> timedelta:
        """How long to rest after so many rests in a row."""
        return min(self.first * (1 << min(rests, ENOUGH_DOUBLED)), self.longest)


AFTER_FAILURES = Rests(timedelta(minutes=15), timedelta(hours=24))
# Of a bug of ours, which may cost one page only: no crawl at every tick, and no outlet lost for hours.
AFTER_A_BUG = Rests(timedelta(minutes=1), timedelta(minutes=15))
AFTER_A_DEATH = Rests(timedelta(minutes=1), timedelta(hours=6))  # guesses, between a retry and a day lost


def weighed(failures: float, outcome: Outcome) -> float:
    """The failures in a row after one more outcome; an answer takes them back to nothing."""
    if outcome in _SILENT:
        return failures
    return failures + _WEIGHTS[outcome] if outcome in _WEIGHTS else 0.0


def is_open(failures: float) -> bool:
    """Whether so many failures in a row are enough to leave an outlet alone."""
    return failures >= OPENS_AT
