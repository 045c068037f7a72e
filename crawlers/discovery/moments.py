"""Dates as feeds and sitemaps write them: ISO 8601, or that of mail, or a part of a date in an address."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import UTC, date, datetime, time

from crawlers.discovery.mail_dates import mail_date

_IN_ADDRESS = re.compile(
    r"(?<!\d)((?:19|20)\d\d)(?:(?P<gap>[-_/.]?)(0[1-9]|1[0-2])(?:(?P=gap)(0[1-9]|[12]\d|3[01]))?)?(?!\d)"
)
_ONLY_YEAR_AND_MONTH = re.compile(r"\d{4}(-\d\d)?")
_SECONDS = re.compile(r"1\d{9}(?:\d{3})?")  # since 1970, or thousandths of them: to the year 2033
_BLANK_BEFORE_OFFSET = re.compile(r"(?<=\d)\s+(?=(?:[+-]\d\d:?\d\d|Z)$)")


def moment_of(text: str) -> datetime | None:
    """A moment in UTC, a time without a zone taken for one; None for what is no date or lies beyond the calendar."""
    text = text.strip()
    if _SECONDS.fullmatch(text):
        return datetime.fromtimestamp(int(text[:10]), UTC)
    if _ONLY_YEAR_AND_MONTH.fullmatch(text):  # W3C dates may end there
        text = f"{text}-01-01"[:10]
    try:
        moment = datetime.fromisoformat(_BLANK_BEFORE_OFFSET.sub("", text))
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except ValueError:
        return mail_date(text)
    except OverflowError:
        return None  # a moment before the year 1 or after 9999


def day_in_address(url: str) -> datetime | None:
    """The last date in an address: of `/sitemap-2026-11.xml` the 1st, of `/2026/11/27/map.xml` the 27th of November."""
    days = [_valid(year, month or 1, day or 1) for year, month, day in _dates_in(url)]
    return datetime.combine(days[-1], time(), UTC) if days and days[-1] else None


def last_day_in_address(url: str) -> date | None:
    """The latest day that an address may speak of: of `/2026/02/` the 28th; a year alone may be a headline's."""
    dated = [(year, month, day or monthrange(year, month)[1]) for year, month, day in _dates_in(url) if month]
    return max(filter(None, (_valid(*parts) for parts in dated)), default=None)


def _dates_in(url: str) -> Iterator[tuple[int, int, int]]:
    """Year, month and day; 0 for what is not said."""
    for found in _IN_ADDRESS.finditer(url):
        yield int(found[1]), int(found[3] or 0), int(found[4] or 0)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None  # the 31st of February
