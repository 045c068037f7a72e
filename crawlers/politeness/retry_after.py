"""When a server wants to be asked again: its Retry-After, in all the forms in which they are met. Pure.

RFC 9110, 10.2.3: a number of seconds or an HTTP date, which has three forms (5.6.7). Servers also send decimals, units,
negative numbers, dates of last week, nothing, words, and several at once.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from math import ceil

LONGEST = timedelta(hours=24)  # whoever asks for more is asked again after a day: it may be a slip
_SECONDS = re.compile(r"(\d+(?:\.\d+)?)\s*(?:s|sec|seconds?)?", re.IGNORECASE)


def retry_at(values: Iterable[str], now: datetime, server_date: str | None = None) -> datetime | None:
    """The time before which nothing may be asked; None where no header says one that can be understood and is to come.

    The longest of several counts. A date is taken as it stands on the server's own clock (`server_date`, its Date
    header), whose error would otherwise be a rest too short.
    """
    clock = _date(server_date) if server_date else None
    pauses = [pause for value in values if (pause := _pause(value.strip(), clock or now)) is not None]
    longest = max(pauses, default=timedelta(0))
    return now + min(longest, LONGEST) if longest > timedelta(0) else None


def _pause(value: str, clock: datetime) -> timedelta | None:
    if seconds := _SECONDS.fullmatch(value):
        return timedelta(seconds=ceil(min(float(seconds[1]), LONGEST.total_seconds())))
    moment = _date(value)
    return None if moment is None else moment - clock


def _date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
        return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
