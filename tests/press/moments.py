"""Moments of the press's calendar: "+1d 08:40" is the day after the first day, at that time on the outlet's clock."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

_FORM = re.compile(r"([+-]\d+)d (\d\d:\d\d)")


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Moment:
    """A day counted from the first day, and a local time; it becomes an instant once both are known."""

    day: int
    clock: time

    def at(self, first_day: date, timezone: str) -> datetime:
        """The instant, in UTC."""
        local = datetime.combine(first_day + timedelta(days=self.day), self.clock, ZoneInfo(timezone))
        return local.astimezone(UTC)

    def __str__(self) -> str:
        return f"{self.day:+d}d {self.clock:%H:%M}"


def read_moment(text: str) -> Moment:
    """Raises ValueError, which names the form, where the text is no moment."""
    found = _FORM.fullmatch(text.strip())
    if not found:
        raise ValueError(f'{text!r} is no moment; write "+1d 08:40": days from the first day, then the local time')
    return Moment(day=int(found[1]), clock=time.fromisoformat(found[2]))


def stamp(instant: datetime) -> str:
    """The project's way to write an instant: UTC, to the second, ending in Z."""
    return instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
