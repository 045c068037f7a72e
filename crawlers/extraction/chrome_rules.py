"""The rules of page chrome, read once from `chrome/`: phrases by language, words of class names, brand names.

They are data so that adding one needs no code.
"""

import hashlib
import re
import tomllib
from functools import cache, lru_cache
from pathlib import Path

_FOLDER = Path(__file__).parent / "chrome"
_LANGUAGES = ("en", "uk", "ru")
_TOPICS = ("comments", "challenge", "consent", "not_found", "subscribe_to_read", "gallery")
_EDGES = " \t.,:;!?…•·|»«›‹→←↓↑▼▲►▶+-–—\"'“”()[]*"
_APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "`": "'", "‘": "'"})
_LONGEST = 300  # characters of a line that is told by its beginning or by a pattern; longer ones are prose (a guess)


def fold(line: str) -> str:
    """A line as the phrase lists have it: lower case, one apostrophe, nothing but words at its edges."""
    return _spaced(line).strip(_EDGES)


def _spaced(line: str) -> str:
    return " ".join(line.casefold().translate(_APOSTROPHES).split())


def _read(name: str) -> dict[str, list[str]]:
    with (_FOLDER / name).open("rb") as file:
        return tomllib.load(file)


_RULES = [_read(f"{language}.toml") for language in _LANGUAGES]


def _gather(key: str) -> list[str]:
    return [text for rules in _RULES for text in rules.get(key, ())]


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def _beginning(text: str) -> str:
    """A beginning as a pattern: where it ends in a letter, the word must end too."""
    folded = _spaced(text)
    return re.escape(folded) + (r"(?!\w)" if folded[-1].isalnum() else "")


BRANDS = frozenset(_read("brands.toml")["names"])
STRUCTURE = {key: frozenset(words) for key, words in _read("structure.toml").items()}
_ENDS = frozenset(map(fold, _gather("ends")))
_WHOLE = frozenset(map(fold, _gather("whole"))) | _ENDS
_BEGINS = _any_of([_beginning(text) for text in _gather("begins")])
# Most patterns are anchored: tried at one position only they cost a tenth.
_AT_THE_START = _any_of([pattern for pattern in _gather("patterns") if pattern.startswith("^")])
_ANYWHERE = _any_of([pattern for pattern in _gather("patterns") if not pattern.startswith("^")])
_SAYINGS = {topic: _any_of(_gather(topic)) for topic in _TOPICS}


@lru_cache(maxsize=20_000)  # chrome repeats on every page
def is_chrome(line: str) -> bool:
    """True for a line that is page chrome by its words alone, in any of the languages."""
    spaced = _spaced(line)
    if len(spaced) > _LONGEST:
        return False
    folded = spaced.strip(_EDGES)
    if folded in _WHOLE:
        return True
    if _BEGINS.match(spaced.lstrip(_EDGES)) or _AT_THE_START.match(folded):
        return True
    return _ANYWHERE.search(folded) is not None or says("subscribe_to_read", line)


def ends_the_article(line: str) -> bool:
    """True for the heading of what stands after articles: related stories, comments."""
    return fold(line) in _ENDS


def opens_comments(line: str) -> bool:
    """True for the heading of readers' comments: unlike related stories, they are never a box within the text."""
    return ends_the_article(line) and says("comments", line)


def says(topic: str, line: str) -> bool:
    """True for a line by which a page shows what it is: one of the sayings that the rule files have under `topic`."""
    return _SAYINGS[topic].search(fold(line)) is not None


@cache
def rules_hash() -> str:
    """A fingerprint of the rule files: a page extracted under another one may read differently now."""
    digest = hashlib.sha256()
    for path in sorted(_FOLDER.glob("*.toml")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
