"""The days that a headline names: of two stories of a series, as of rates, weather, digests, each has its own. Pure."""

import re
from collections.abc import Iterator
from functools import lru_cache

_MONTHS = (
    r"jan(?:uary)?|січня|января",
    r"feb(?:ruary)?|лютого|февраля",
    r"mar(?:ch)?|березня|марта",
    r"apr(?:il)?|квітня|апреля",
    r"may|травня|мая",
    r"june?|червня|июня",
    r"july?|липня|июля",
    r"aug(?:ust)?|серпня|августа",
    r"sept?(?:ember)?|вересня|сентября",
    r"oct(?:ober)?|жовтня|октября",
    r"nov(?:ember)?|листопада|ноября",
    r"dec(?:ember)?|грудня|декабря",
)
_MONTH = "(?:" + "|".join(f"(?P<m{number}>{names})" for number, names in enumerate(_MONTHS, 1)) + ")"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])"
_NTH = rf"{_DAY}(?:st|nd|rd|th)?"
_SPAN = rf"(?P<days>{_NTH}(?:\s*(?:[-–—,&]|and|to|та|і|й|и)\s*{_NTH}(?!\d))*)"  # «17–18 листопада»
_WRITTEN = (
    re.compile(rf"(?<![\w.,:]){_SPAN}(?:\s+of)?\s+{_MONTH}(?!\w)", re.IGNORECASE),
    re.compile(rf"(?<!\w){_MONTH}\.?\s+{_SPAN}(?![\w:]|[.,]\d)", re.IGNORECASE),
)
_IN_FIGURES = re.compile(rf"(?<![\d.])({_DAY})\.(0[1-9]|1[0-2])\.(?:20)?\d\d(?![\d.])")


@lru_cache(maxsize=1_000)
def days_named(headline: str) -> frozenset[tuple[int, int]]:
    """Every day of a headline as month and day: «17–18 листопада» is (11, 17) and (11, 18)."""
    return frozenset(_days(headline))


def _days(headline: str) -> Iterator[tuple[int, int]]:
    for pattern in _WRITTEN:
        for found in pattern.finditer(headline):
            month = next(number for number in range(1, 13) if found[f"m{number}"])
            yield from ((month, int(day)) for day in re.findall(r"\d+", found["days"]))
    yield from ((int(month), int(day)) for day, month in _IN_FIGURES.findall(headline))
