"""The numbers of a text as values that a translation keeps: 240,000 is «240 тисяч» and "1.9bn" «1,9 мільярда». Pure."""

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from storage.figures import WORDS

_IN_WORDS = {word: value for value, words in WORDS.items() if value.isdigit() for word in words}
_TENS = frozenset(map(Decimal, range(20, 100, 10)))
_UNITS = {word: Decimal(value) for word, value in _IN_WORDS.items() if len(value) == 1}
_UNITS |= dict.fromkeys(("one", "first", "один", "одна", "одну", "одного", "перший", "перша", "первый"), Decimal(1))
_SCALES = (
    (re.compile(r"(?:thousands?|тис|тисяч\w*|тысяч\w*)"), 3),
    (re.compile(r"(?:millions?|mln|m|млн|мільйон\w*|миллион\w*)"), 6),
    (re.compile(r"(?:billions?|bn|млрд|мільярд\w*|миллиард\w*)"), 9),
    (re.compile(r"(?:trillions?|trn|трлн|трильйон\w*|триллион\w*)"), 12),
)
_TOKEN = re.compile(
    r"\d{1,2}:\d\d|\d{1,3}(?:[ \xa0\u202f]\d{3})+(?!\d)(?:,\d+)?|\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’ʼ][^\W\d_]+)*"
)
_THOUSANDS = re.compile(r"[ \xa0\u202f]|,(?=\d{3}(?!\d))")
_APOSTROPHE = str.maketrans("’ʼ", "''")
_SMALLEST_TOLD = 3  # "two" and "second" are as often no number


def quantities(text: str) -> frozenset[str]:
    """Every number as plain digits, scaled by the word that follows it; clock times as "5:40"."""
    return frozenset(_values(text))


def _values(text: str) -> Iterator[str]:
    waiting: Decimal | None = None  # a number that the next word may scale, or "one" make thirty-one of thirty
    for token in _TOKEN.findall(text):
        units = _UNITS.get(token.lower().translate(_APOSTROPHE)) if waiting in _TENS else None
        if waiting is not None and units is not None:
            waiting += units
            continue
        scale = 0 if token[0].isdecimal() else _scale_of(token.lower())
        if waiting is not None:
            yield _plain(waiting.scaleb(scale))
        waiting = None if scale else _number(token)
        if ":" in token:
            yield token.removeprefix("0")
    if waiting is not None:
        yield _plain(waiting)


def _number(token: str) -> Decimal | None:
    if ":" in token:
        return None
    if token[0].isdecimal():
        digits = _THOUSANDS.sub("", token).replace(",", ".")
        return None if digits.count(".") > 1 else Decimal(digits)  # 17.11.2026
    value = _IN_WORDS.get(token.lower().translate(_APOSTROPHE))
    return Decimal(value) if value is not None and int(value) >= _SMALLEST_TOLD else None


@lru_cache(maxsize=10_000)
def _scale_of(word: str) -> int:
    return next((power for pattern, power in _SCALES if pattern.fullmatch(word)), 0)


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
