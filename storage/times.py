"""Times as the archive writes them: UTC text `YYYY-MM-DDTHH:MM:SSZ`, and the day where an outlet is."""

import logging
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from zoneinfo import ZoneInfo

log = logging.getLogger(__name__)


def stamp(moment: datetime) -> str:
    """An aware datetime as the archive's text. Raises ValueError for a naive one, OverflowError beyond year 9999."""
    if moment.tzinfo is None:
        raise ValueError(f"a datetime without a time zone: {moment!r}")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="seconds") + "Z"


def stamp_or_none(moment: datetime | None) -> str | None:
    """As `stamp`; None for None."""
    return None if moment is None else stamp(moment)


def moment(text: str) -> datetime:
    """The archive's text as an aware datetime in UTC."""
    return datetime.fromisoformat(text)


def moment_or_none(text: str | None) -> datetime | None:
    """As `moment`; None for None."""
    return None if text is None else moment(text)


def local_day(text: str, timezone: str) -> str:
    """The day, `YYYY-MM-DD`, on which a stamped time falls where the outlet is."""
    return moment(text).astimezone(zone(timezone)).date().isoformat()


def utc_offset_minutes(now: datetime, timezone: str) -> int:
    """How far the outlet's clock is ahead of UTC now, in minutes."""
    offset = now.astimezone(zone(timezone)).utcoffset()
    return 0 if offset is None else int(offset.total_seconds() // 60)


@lru_cache(maxsize=256)
def zone(timezone: str) -> tzinfo:
    """The time zone of that name; UTC, said once, for a name that this machine does not know."""
    try:
        return ZoneInfo(timezone)
    except (KeyError, ValueError, OSError):
        log.warning("time zone %r is not known here: its days are counted in UTC", timezone)
        return UTC
