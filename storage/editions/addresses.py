"""Whether two addresses show that they are editions of one story: one path or number, two languages. Pure."""

import re
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import urlsplit

from storage.language_codes import CODES

_NUMBER = re.compile(r"(?<!\d)\d{5,}(?!\d)")  # shorter ones are years, days and counters that start anew
_DATE = re.compile(
    r"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])|(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])(?:19|20)\d\d"
)
_SHORTEST_PATH = 12  # characters that two pages of one site hardly share by chance: "/news/index" is a list's


class _Place(NamedTuple):
    """An address taken apart: where its edition lives, and what is left without that."""

    edition: tuple[str, ...]  # the host and the segments that name a language
    path: str
    numbers: frozenset[str]


def is_same_id(one: str, other: str) -> bool:
    """Whether two addresses are one but for the language in path or host, or have a long number in common.

    >>> is_same_id("https://a.ua/news/7421639/", "https://a.ua/eng/news/7421639/")
    True
    """
    place, there = _place(one), _place(other)
    if place.edition == there.edition:
        return False
    is_one_path = place.path == there.path and len(place.path) >= _SHORTEST_PATH
    return is_one_path or not place.numbers.isdisjoint(there.numbers)


@lru_cache(maxsize=1_000)
def _place(url: str) -> _Place:
    parts = urlsplit(url)
    segments = [segment for segment in parts.path.lower().split("/") if segment]
    named = [segment for segment in segments if segment in CODES]
    path = "/".join(segment for segment in segments if segment not in CODES)
    numbers = frozenset(number for number in _NUMBER.findall(path) if not _DATE.fullmatch(number))
    return _Place((parts.netloc.lower().removeprefix("www."), *named), path, numbers)
