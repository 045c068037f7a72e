"""Publication dates: machine-readable ones exactly, and dates in the words of a page's language.

A date is never invented: nothing relative ("2 hours ago") is read, since the page does not say when "now" was, and
months are read in the languages we know and in the one that the page declares.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from crawlers.extraction.metadata.months import month

_FIRST_YEAR, _LAST_YEAR = 1995, 2100
_A_DAY = timedelta(hours=24)
_LONGEST = 300  # characters of a line that are looked at
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[T ]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*"
    r"(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{1,2})?$",
    re.IGNORECASE,
)
# As in mail ("Sat, 19 Oct 2019 00:04:00 +0200") and as JavaScript prints it ("Sat Oct 19 2019 00:04:00 GMT+0200 (…)").
_MAIL = re.compile(
    r"(?:\w{3}, )?(\d{1,2}) ([a-z]{3}) (\d{4}) (\d{1,2}):(\d{2})(?::\d{2})? ?(Z|UTC|GMT|[+-]\d{4})$", re.IGNORECASE
)
_SCRIPT = re.compile(
    r"\w{3} ([a-z]{3}) (\d{1,2}) (\d{4}) (\d{1,2}):(\d{2}):\d{2} (?:GMT|UTC)([+-]\d{4})", re.IGNORECASE
)

_TIME = (
    r"(?:[\s,|/—–-]*(?:\b(?:at|о|об|в|um|à|kl)\b\.?\s*)?"
    r"(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?!\d)(?![./]\d)(?::\d{2})?(?:\s*(?P<half>[ap])\.?m\b\.?)?)?"
)
_DAY_FIRST = re.compile(
    rf"(?<!\d)(?P<day>\d{{1,2}})(?:st|nd|rd|th|er)?[\s.-]+(?:(?:of|de)\s+)?(?P<word>[^\W\d_]{{3,12}})[.’']?,?[\s-]*(?:(?<=[\s-])(?:del?\s+)?|[’'])"
    rf"(?P<year>\d{{4}}|(?<=['’])\d{{2}})(?!\d)(?:\s*(?:року|р|года|г)\b\.?)?{_TIME}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"\b(?P<word>[^\W\d_]{{3,12}})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}|\d\d(?=\s\d{{1,2}}:))(?!\d){_TIME}",
    re.IGNORECASE,
)
_IN_FIGURES = re.compile(
    rf"(?<![\d.:])(?P<day>\d{{1,2}})(?P<by>[./-]\s?)(?P<month>\d{{1,2}})(?P=by)(?P<year>\d{{4}}|\d{{2}})(?![\d]|\.\d){_TIME}"
)
_YEAR_FIRST = re.compile(rf"(?<![\d.])(?P<year>\d{{4}})[./-](?P<month>\d{{1,2}})[./-](?P<day>\d{{1,2}})(?![\d]){_TIME}")
_TIME_FIRST = re.compile(r"(?<!\d)(\d{1,2}:\d{2})(?::\d{2})?[\s,|/—–-]+(?=\d{1,2}[\s./])")
_DATE_BEHIND = re.compile(r"\d{1,2}[\s./-]+[\w’'.]+[\s./,-]+\d{2,4}")
_YEAR = re.compile(r"\d{4}|\d[./-]\s?\d{1,2}[./-]\s?\d\d|[’']\d\d|\d\w* \d\d \d{1,2}:")
_LANGUAGES = ("uk", "ru", "en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """An aware point in time, and whether it is known to the minute or only to the day.

    A day is midnight in UTC whatever the zone, so that it stays that day when it is stored.
    """

    at: datetime
    to_the: Literal["minute", "day"] = "minute"


def zone(name: str | None) -> tzinfo:
    """The time zone of that IANA name; UTC where there is none."""
    try:
        return ZoneInfo(name) if name else UTC
    except (ZoneInfoNotFoundError, ValueError):
        return UTC


def machine_date(value: str | None, where: tzinfo) -> Moment | None:
    """A date as machines write it; None for anything else. Without a zone it is `where`'s."""
    value = (value or "").strip()[:60]
    if value.isdecimal() and len(value) in {10, 13}:
        return _from_epoch(int(value[:10]))
    found = _ISO.match(value.replace(",", ".") if value[:4].isdigit() else "")
    if found:
        year, month_number, day, hour, minute, _, offset = found.groups()
        time = (int(hour), int(minute)) if hour else None
        moment = _moment((int(year), int(month_number), int(day)), time, where)
        return _with_offset(moment, offset) if moment and hour and offset else moment
    return _in_a_header(value)


def _in_a_header(value: str) -> Moment | None:
    found = _MAIL.match(value)
    if found:
        day, word, year, hour, minute, offset = found.groups()
    else:
        found = _SCRIPT.match(value)
        if not found:
            return None
        word, day, year, hour, minute, offset = found.groups()
    number = month(word, "en")
    moment = _moment((int(year), number, int(day)), (int(hour), int(minute)), UTC) if number else None
    return _with_offset(moment, offset) if moment else None


def date_in_words(line: str, where: tzinfo, language: str | None = None) -> Moment | None:
    """The first date that stands in a line of text, with its time if it has one.

    Its words are Ukrainian, Russian, English or of `language`, any that dateparser knows.
    """
    return next((moment for moment, _ in dates_in(line, where, language)), None)


def dates_in(line: str, where: tzinfo, language: str | None = None) -> Iterator[tuple[Moment, str]]:
    """The dates in a line of text, each with what stands in front of it."""
    line = line[:_LONGEST]
    if not _YEAR.search(line):
        return
    line = _TIME_FIRST.sub(_time_last, line, count=1)
    languages = tuple(dict.fromkeys((language or "uk", *_LANGUAGES)))
    found = [
        match for pattern in (_DAY_FIRST, _MONTH_FIRST, _IN_FIGURES, _YEAR_FIRST) for match in pattern.finditer(line)
    ]
    end = 0
    for match in sorted(found, key=re.Match.start):
        moment = _read(match, where, languages)
        if moment:
            yield moment, line[end : match.start()]
            end = match.end()


def _read(found: re.Match[str], where: tzinfo, languages: tuple[str, ...]) -> Moment | None:
    said = found.groupdict()
    if "word" in said:
        number = next((number for name in languages if (number := month(said["word"], name))), None)
    else:
        number = int(said["month"])
    if number is None:
        return None
    year, day = int(said["year"]), int(said["day"])
    if number > 12 >= day:  # noqa: PLR2004 - 10/31/2024: there is no other way to read it
        number, day = day, number
    date = (year + 2000 if len(said["year"]) == 2 else year, number, day)  # noqa: PLR2004 - two-digit years
    if said["hour"] is None:
        return _moment(date, None, where)
    hour = int(said["hour"])
    if said["half"]:
        hour = hour % 12 + (12 if said["half"] in "pP" else 0)
    return _moment(date, (hour, int(said["minute"])), where) or _moment(date, None, where)


def _time_last(found: re.Match[str]) -> str:
    """ "14:05, 12 грудня 2011" as "12 грудня 2011 14:05": the time goes behind the rest of the line's date."""
    date = _DATE_BEHIND.match(found.string, found.end())
    return "" if not date else f"{date.group()} {found.group(1)} "


def _moment(day: tuple[int, int, int], time: tuple[int, int] | None, where: tzinfo) -> Moment | None:
    if not _FIRST_YEAR <= day[0] <= _LAST_YEAR:
        return None
    try:
        if time is None:
            return Moment(at=datetime(*day, tzinfo=UTC), to_the="day")
        return Moment(at=datetime(*day, *time, tzinfo=where))
    except ValueError:
        return None


def _with_offset(moment: Moment, offset: str) -> Moment | None:
    if offset.upper() in {"Z", "UTC", "GMT"}:
        return Moment(at=moment.at.replace(tzinfo=UTC))
    digits = offset[1:].replace(":", "").rjust(2, "0").ljust(4, "0")
    away = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if away >= _A_DAY:
        return None
    return Moment(at=moment.at.replace(tzinfo=timezone(-away if offset[0] == "-" else away)))


def _from_epoch(seconds: int) -> Moment | None:
    try:
        at = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    at = at.replace(second=0)
    return Moment(at=at) if _FIRST_YEAR <= at.year <= _LAST_YEAR else None
