"""What pages that are no articles say of themselves: the sayings of `sayings.toml` and of the chrome rules."""

import re
import tomllib
from functools import cache
from pathlib import Path

from crawlers.extraction.chrome.rules import fold
from crawlers.extraction.chrome.rules import says as rules_say

_FILE = Path(__file__).parent / "sayings.toml"
_IN_THE_RULES = frozenset({"challenge", "consent", "not_found", "subscribe_to_read", "gallery"})
_LONGEST = 600  # characters: what a page says of itself stands at the beginning of a line


@cache
def _sayings() -> dict[str, re.Pattern[str] | None]:
    with _FILE.open("rb") as file:
        topics: dict[str, dict[str, list[str]]] = tomllib.load(file)
    return {
        topic: _any_of([p for listed in by_language.values() for p in listed]) for topic, by_language in topics.items()
    }


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def says(topic: str, text: str) -> bool:
    """True for a text by which a page shows what it is, in any of the languages."""
    text = text[:_LONGEST]
    if not text:
        return False
    pattern = _sayings()[topic]
    return (pattern is not None and pattern.search(fold(text)) is not None) or (
        topic in _IN_THE_RULES and rules_say(topic, text)
    )
