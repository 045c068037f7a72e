"""The names of the months in a language, as dateparser knows them: for every language a page may declare."""

from collections.abc import Mapping
from functools import lru_cache

from dateparser.languages.loader import default_loader

_ENGLISH = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_SHORTEST = 3  # letters of an abbreviation


def month(word: str, language: str) -> int | None:
    """The number of the month that a word names or abbreviates in that language; None where it is no month."""
    names = _names(language)
    word = word.casefold().rstrip(".’'")
    if word in names:
        return names[word]
    if len(word) < _SHORTEST:
        return None
    meant = {number for name, number in names.items() if name.startswith(word)}
    return meant.pop() if len(meant) == 1 else None


@lru_cache(maxsize=64)
def _names(language: str) -> Mapping[str, int]:
    try:
        known = default_loader.get_locale(language).info
    except (ValueError, ImportError):
        return {}
    found: dict[str, int] = {}
    for number, english in enumerate(_ENGLISH, 1):
        for name in known.get(english, ()):
            found.setdefault(str(name).casefold().rstrip("."), number)
    return found
