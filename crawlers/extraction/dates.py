"""Publication dates: machine-readable ones exactly, and dates in Ukrainian, English and Russian words.

A date is never invented: nothing relative ("2 hours ago") is read, since the page does not say when "now" was.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import dateparser

_FIRST_YEAR, _LAST_YEAR = 1995, 2100
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[T ]|\s+)(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?)?\s*"
    r"(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{1,2})?$",
    re.IGNORECASE,
)
_MONTHS = {
    "uk": "січ|лют|бер|квіт|кві|трав|тра|черв|чер|лип|серп|сер|верес|вер|жовт|жов|листоп|лист|лис|груд|гру",
    "ru": "янв|фев|мар|апр|май|мая|июн|июл|авг|сен|окт|ноя|дек",
    "en": "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec",
}
_TIME = r"(?:[\s,|/—–-]*(?:\b(?:at|о|об|в|at)\b\s*)?(\d{1,2})[:.](\d{2})(?::\d{2})?(?:\s*([ap])\.?m\b\.?)?)?"
_IN_WORDS = {
    language: re.compile(
        rf"(?<!\d)(\d{{1,2}})(?:st|nd|rd|th)?[\s.]+(?:of\s+)?((?:{months})[\w’']*)\.?,?\s+(\d{{4}})(?!\d)"
        rf"(?:\s*(?:р|року|г|года)\b\.?)?{_TIME}",
        re.IGNORECASE,
    )
    for language, months in _MONTHS.items()
}
_MONTH_FIRST = re.compile(
    rf"\b((?:{_MONTHS['en']})[a-z]*)\.?\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d){_TIME}", re.IGNORECASE
)
_IN_FIGURES = re.compile(rf"(?<![\d.])(\d{{1,2}})[./-](\d{{1,2}})[./-](\d{{4}}|\d{{2}})(?![\d.]){_TIME}")
_YEAR_FIRST = re.compile(rf"(?<![\d.])(\d{{4}})[./-](\d{{1,2}})[./-](\d{{1,2}})(?![\d]){_TIME}")
_TIME_FIRST = re.compile(r"(?<!\d)(\d{1,2}:\d{2})(?::\d{2})?[\s,|/—–-]+(?=\d{1,2}[\s./])")


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
    """A date in ISO 8601 or nearly so, as machines write it; None for anything else. Without a zone it is `where`'s."""
    value = (value or "").strip()
    if re.fullmatch(r"\d{10}|\d{13}", value):
        return _from_epoch(int(value[:10]))
    found = _ISO.match(value.replace(",", ".")[:60])
    if not found:
        return None
    year, month, day, hour, minute, _, offset = found.groups()
    time = (int(hour), int(minute)) if hour else None
    moment = _moment((int(year), int(month), int(day)), time, where)
    return _with_offset(moment, offset) if moment and hour and offset else moment


def date_in_words(line: str, where: tzinfo, language: str | None = None) -> Moment | None:
    """The first date that stands in a line of text in Ukrainian, English or Russian, with its time if it has one."""
    line = _TIME_FIRST.sub(_time_last, line[:300], count=1)
    for name in dict.fromkeys((language or "uk", "uk", "ru", "en")):
        pattern = _IN_WORDS.get(name)
        found = pattern.search(line) if pattern else None
        if found:
            return _parsed(found, f"{found[1]} {found[2]} {found[3]}", name, where)
    found = _MONTH_FIRST.search(line)
    if found:
        return _parsed(found, f"{found[2]} {found[1]} {found[3]}", "en", where)
    return _date_in_figures(line, where)


def _date_in_figures(line: str, where: tzinfo) -> Moment | None:
    found = _IN_FIGURES.search(line)
    if found:
        day, month, year = int(found[1]), int(found[2]), int(found[3])
        return _at(year + 2000 if year < 100 else year, month, day, found, where)  # noqa: PLR2004 - two-digit years
    found = _YEAR_FIRST.search(line)
    return _at(int(found[1]), int(found[2]), int(found[3]), found, where) if found else None


def _time_last(found: re.Match[str]) -> str:
    """ "14:05, 12 грудня 2011" as "12 грудня 2011 14:05": the time goes behind the rest of the line's date."""
    rest = found.string[found.end() :]
    date = re.match(r"\d{1,2}[\s./-]+[\w’'.]+[\s./,-]+\d{2,4}", rest)
    return "" if not date else f"{date.group()} {found.group(1)} "


def _parsed(found: re.Match[str], day: str, language: str, where: tzinfo) -> Moment | None:
    date = _day(day, language)
    return _at(date.year, date.month, date.day, found, where) if date else None


@lru_cache(maxsize=2_000)  # a page says its date several times, and its outlet's other pages say the same days
def _day(text: str, language: str) -> datetime | None:
    settings = {"STRICT_PARSING": True, "DATE_ORDER": "DMY", "PARSERS": ["absolute-time"]}
    day: datetime | None = dateparser.parse(text, languages=[language], settings=settings)
    return day


def _at(year: int, month: int, day: int, found: re.Match[str], where: tzinfo) -> Moment | None:
    hour, minute, half = found[4], found[5], found[6]
    day_meant = (year, month, day)
    if hour is None:
        return _moment(day_meant, None, where)
    hours = int(hour)
    if half:
        hours = hours % 12 + (12 if half in "pP" else 0)
    return _moment(day_meant, (hours, int(minute)), where) or _moment(day_meant, None, where)


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
    try:
        named = datetime.strptime(f"{offset[0]}{digits}", "%z").tzinfo
    except ValueError:
        return None
    return Moment(at=moment.at.replace(tzinfo=named))


def _from_epoch(seconds: int) -> Moment | None:
    try:
        at = datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        return None
    at = at.replace(second=0)
    return Moment(at=at) if _FIRST_YEAR <= at.year <= _LAST_YEAR else None
