"""When to look again: at an article, at a URL that could not be read. Pure arithmetic on datetimes.

One step for now: every six hours for thirty days. A ladder which ages (15 minutes at first, a month at the end) sees
the same edits for half the requests, as was measured while this was designed; it takes this function's place.
"""

from datetime import datetime, timedelta

from storage.records import Outcome

STEP = timedelta(hours=6)  # 80 % of edited articles are edited on their first day: four looks on it
WATCHED_FOR = timedelta(days=30)

FIRST_RETRY = timedelta(minutes=15)  # a guess: longer than a restart of a server, shorter than a poll of most sources
MAX_TRIES = 7  # in all, the pause doubled each time: the last about sixteen hours after the first
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


def next_check_at(
    now: datetime, *, first_seen_at: datetime, published_at: datetime | None = None, changed_at: datetime | None = None
) -> datetime | None:
    """The time of the next look; None when the article has been quiet for too long.

    Counted from the latest of publication, first sight and last change, so that an edit keeps an article watched.
    """
    newest = max(moment for moment in (first_seen_at, published_at, changed_at) if moment is not None)
    due_at = now + STEP
    return due_at if due_at - newest <= WATCHED_FOR else None


def next_try_at(now: datetime, outcome: Outcome, tries: int) -> datetime | None:
    """When to fetch a found URL again that gave no article; `tries` counts the earlier ones. None: never again."""
    if outcome not in _PASSING or tries + 1 >= MAX_TRIES:
        return None
    return now + FIRST_RETRY * (1 << tries)
