"""Dates as RSS wants them, of mail (RFC 822), and as outlets write them: other zones, months in other languages."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo

from crawlers.extraction.metadata.dates import zone
from crawlers.extraction.metadata.months import month

_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*(?P<zone>\S*)\s*"
_WEEKDAY = r"\s*(?:[^\W\d_]{2,12}\.?,?\s*)?"
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})[\s-](?P<month>[^\W\d_]{{3,12}})\.?[\s-](?P<year>\d{{4}})\s+{_CLOCK}"
)
_MONTH_FIRST = re.compile(rf"\s*(?P<month>[^\W\d_]{{3,12}})\.?\s(?P<day>\d{{1,2}}),?\s(?P<year>\d{{4}}),?\s+{_CLOCK}")
_OFFSET = re.compile(r"(?:GMT|UTC)?(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?", re.IGNORECASE)
# Hours from UTC: those of RFC 822, and of the zones in which outlets that we watch, and their neighbours, write.
_ZONES = {
    name: hours
    for names, hours in (
        *(("Z UT UTC GMT WET", 0), ("CET BST WEST IST", 1), ("EET CEST", 2), ("EEST MSK", 3)),
        *(("AST EDT", -4), ("EST CDT", -5), ("CST MDT", -6), ("MST PDT", -7), ("PST", -8)),
    )
    for name in names.split()
}


def mail_date(text: str) -> datetime | None:
    """A moment in UTC; None for what is written otherwise, and for a time without a zone that we know."""
    found = _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    where = _zone(found["zone"]) if found else None
    number = _month(found["month"]) if found else None
    if found is None or where is None or number is None:
        return None
    try:
        day = int(found["year"]), number, int(found["day"])
        time = int(found["hour"]), int(found["minute"]), int(found["second"] or 0)
        return datetime(*day, *time, tzinfo=where).astimezone(UTC)
    except (ValueError, OverflowError):
        return None  # the 31st of November, 24:00, the year 0


def _month(word: str) -> int | None:
    return next((number for language in ("en", "uk", "ru") if (number := month(word, language))), None)


def _zone(name: str) -> tzinfo | None:
    """The zone of an offset, of letters, or of an IANA name: `+0200`, `GMT+2`, `EET`, `Europe/Kyiv`."""
    if name.upper() in _ZONES:
        return timezone(timedelta(hours=_ZONES[name.upper()]))
    if "/" in name:
        named = zone(name)
        return None if named is UTC else named
    offset = _OFFSET.fullmatch(name)
    if offset is None:
        return None
    away = timedelta(hours=int(offset["hours"]), minutes=int(offset["minutes"] or 0))
    if away >= timedelta(hours=24):
        return None
    return timezone(-away if offset["sign"] == "-" else away)
