"""Durations as people write them in outlet files and on the command line: `90s`, `15m`, `2d`."""

import re
from datetime import timedelta

LONGEST = timedelta(days=36_500)

_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86_400}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)(ms|s|m|h|d)")


def parse_duration(text: str) -> timedelta:
    """The timedelta behind `<number><ms|s|m|h|d>`. Raises ValueError, with the form that is expected."""
    match = _DURATION.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is no duration; write a number and a unit: 500ms, 30s, 15m, 6h, 2d")
    seconds = float(match[1]) * _SECONDS[match[2]]
    if seconds > LONGEST.total_seconds():  # a moment that far from now may lie beyond the last date there is
        raise ValueError(f"{text!r} is longer than {LONGEST.days} days; write a number and a unit: 30s, 15m, 6h, 2d")
    return timedelta(seconds=seconds)
