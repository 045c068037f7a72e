"""When to look again: at an article, at a URL that could not be read. Pure arithmetic on datetimes, all of it in UTC.

The older the news, the longer the pause: most edits come within hours of publication or of the edit before. An edit
puts an article back on the first step. Whether a feed still names it plays no part: outlets edit old stories silently.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from storage.fingerprint import url_hash
from storage.records import Outcome

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)

# Up to which age of its latest news an article is looked at how often. Of the ladders tried on simulated edit times
# (tests/benchmarks/ladder.py) it catches the most for half the looks of NewsDiffs'; the rate of edits halves hourly.
LADDER = (
    (2 * HOUR, 10 * MINUTE),
    (4 * HOUR, 20 * MINUTE),
    (6 * HOUR, HOUR),
    (DAY, 4 * HOUR),
    (7 * DAY, DAY),
    (30 * DAY, 7 * DAY),
    (timedelta.max, 30 * DAY),
)
WATCHED_FOR = timedelta(days=365)  # since the first sight, publication or last edit
JITTER = 0.1  # of a step, either way: an outlet's articles, found at one poll, drift apart

_LONGEST_STEP = LADDER[-1][1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How far a kind of article, or of answer, keeps from the ladder's step."""

    shortest: timedelta = timedelta(0)
    longest: timedelta = _LONGEST_STEP
    grace: timedelta = timedelta(0)  # watched beyond WATCHED_FOR


READ = Pace()
LIVE = Pace(shortest=30 * MINUTE)  # it grows all day: a look shows what is new, more looks only show it sooner
# A passing error: not asked again as hot as the article is, nor as seldom as an old one.
FAILED = Pace(shortest=30 * MINUTE, longest=DAY)
# Not found once: three looks, and so two days of the calendar, within about a day tell whether it is gone.
SUSPECT = Pace(shortest=12 * HOUR, longest=12 * HOUR, grace=30 * DAY)
AWAY = Pace(shortest=DAY)  # gone, closed or no article any more: the return is worth a look a day, and fewer later

FIRST_RETRY = timedelta(minutes=15)  # a guess: longer than a restart of a server, shorter than a poll of most sources
LONGEST_RETRY = DAY
MAX_TRIES = 10  # in all, the pause doubled each time up to a day: the last more than three days after the first
TAKEN_AT_THEIR_WORD = 3  # tries after which the end of a rest that a server asked for is believed to be enough: a guess
# What may be over at the next try; everything else is an answer.
_PASSING = frozenset(
    {
        Outcome.BLOCKED,
        Outcome.BLOCKED_ROBOTS,
        Outcome.FORBIDDEN,
        Outcome.KILLED,
        Outcome.LIMIT_REACHED,
        Outcome.PARSE_SUSPECT,
        Outcome.REDIRECT_LOOP,
        Outcome.SERVER_ERROR,
        Outcome.THROTTLED,
        Outcome.TIMEOUT,
        Outcome.TLS,
        Outcome.TRUNCATED,
        Outcome.UNREACHABLE,
    }
)
_SEEN = frozenset({Outcome.FETCHED, Outcome.NOT_MODIFIED})
_ABSENT = frozenset({Outcome.GONE, Outcome.SOFT_404})
_AWAY = frozenset({"gone", "paywalled", "unreachable"})


def next_check_at(
    now: datetime,
    *,
    first_seen_at: datetime,
    published_at: datetime | None = None,
    changed_at: datetime | None = None,
    url: str = "",
    pace: Pace = READ,
) -> datetime | None:
    """The time of the next look; None when the article has been quiet for too long.

    `changed_at` is its last edit that was more than cosmetic. `url` alone decides the jitter.
    """
    news_at = _born_at(now, first_seen_at, published_at)
    if changed_at is not None:
        news_at = max(news_at, changed_at)
    step = min(max(_step(now - news_at), pace.shortest), pace.longest)
    due_at = now + step * _stretch(url)
    return due_at if due_at - max(news_at, first_seen_at) <= WATCHED_FOR + pace.grace else None


def pace_of(outcome: Outcome, status: str, *, is_live: bool = False) -> Pace:
    """The pace after such an answer from an article of that status; `is_live`: it is a page that grows."""
    if outcome in _SEEN:
        return LIVE if is_live else READ
    if status == "suspect" or (outcome in _ABSENT and status != "gone"):
        return SUSPECT
    return FAILED if outcome in _PASSING and status not in _AWAY else AWAY


def next_try_at(now: datetime, outcome: Outcome, tries: int, rests_until: datetime | None = None) -> datetime | None:
    """When to fetch a found URL again that gave no article; `tries` counts the earlier ones. None: never again.

    `rests_until`: when its server wants to be asked again, if it said so.
    """
    if outcome not in _PASSING or tries + 1 >= MAX_TRIES:
        return None
    due_at = now + min(FIRST_RETRY * (1 << tries), LONGEST_RETRY)
    if rests_until is None or rests_until <= now:
        return due_at
    return rests_until if tries < TAKEN_AT_THEIR_WORD else max(due_at, rests_until)


def _born_at(now: datetime, first_seen_at: datetime, published_at: datetime | None) -> datetime:
    """Publication; the first sight where the page gives no time, one still to come, or one that says only the day."""
    if published_at is None or published_at > now or timedelta(0) <= first_seen_at - published_at < DAY:
        return first_seen_at
    return published_at


def _step(age: timedelta) -> timedelta:
    return next(step for until, step in LADDER if age < until)


def _stretch(url: str) -> float:
    """Between 1 - JITTER and 1 + JITTER, the same for the same URL: `url_hash` is a signed 64-bit integer."""
    return 1 + JITTER * url_hash(url) / 2**63
