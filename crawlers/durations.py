"""Durations as people write them in outlet files and on the command line: `90s`, `15m`, `2d`."""

import re
from datetime import timedelta

_UNITS = {"ms": "milliseconds", "s": "seconds", "m": "minutes", "h": "hours", "d": "days"}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)")


def parse_duration(text: str) -> timedelta:
    """The timedelta behind `<number><ms|s|m|h|d>`. Raises ValueError, with the form that is expected."""
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no duration; write a number and a unit: 500ms, 30s, 15m, 6h, 2d")
    try:
        return timedelta(**{_UNITS[match[2]]: float(match[1])})
    except OverflowError:
        raise ValueError(f"{text!r} is longer than time itself; write a number and a unit: 30s, 15m, 6h, 2d") from None
