"""Dates as feeds and sitemaps write them: ISO 8601, or a part of it in an address."""

import re
from datetime import UTC, datetime

_IN_ADDRESS = re.compile(r"(?<!\d)(20\d\d)[-_/.]?(0[1-9]|1[0-2])?(?:[-_/.]?(0[1-9]|[12]\d|3[01]))?(?!\d)")
_ONLY_YEAR_AND_MONTH = re.compile(r"\d{4}(-\d\d)?")


def moment_of(text: str) -> datetime | None:
    """A moment in UTC, a time without a zone taken for one; None for what is no date or lies beyond the calendar."""
    text = text.strip()
    if _ONLY_YEAR_AND_MONTH.fullmatch(text):  # W3C dates may end there
        text = f"{text}-01-01"[:10]
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None  # no date, or a moment before the year 1 or after 9999


def day_in_address(url: str) -> datetime | None:
    """The last date in an address: of `/sitemap-2026-11.xml`, `/2026/11/27/map.xml`, `/sitemap_20261127.xml.gz`."""
    days = [match.groups() for match in _IN_ADDRESS.finditer(url)]
    if not days:
        return None
    year, month, day = (int(part or 1) for part in days[-1])
    try:
        return datetime(year, month, day, tzinfo=UTC)
    except ValueError:
        return None  # the 31st of February
