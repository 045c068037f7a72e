"""The rules of page chrome, read once from the files beside this: phrases, words of class names, brand names.

They are data so that adding one needs no code, and a language is one more file.
"""

import hashlib
import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).parent
_EDGES = " \t.,:;!?…•·|»«›‹→←↓↑▼▲►▶+-–—\"'“”„()[]*"
_APOSTROPHES = "’ʼ`‘"
_LONGEST = 300  # characters of a line that is told by its beginning or by a pattern; longer ones are prose (a guess)
_LONGEST_PROMPT = 600  # of one in which the outlet speaks to its readers; the longest seen had 540


def fold(line: str) -> str:
    """A line as the phrase lists have it: lower case, one apostrophe, nothing but words at its edges."""
    return _spaced(line).strip(_EDGES)


def _spaced(line: str) -> str:
    for apostrophe in _APOSTROPHES:  # str.translate is ten times as slow
        line = line.replace(apostrophe, "'")
    return " ".join(line.casefold().split())


def _read(name: str) -> dict[str, Any]:
    with (_FOLDER / name).open("rb") as file:
        return tomllib.load(file)


_RULES = [_read(path.name) for path in sorted(_FOLDER.glob("??.toml"))]
_BRANDS = _read("brands.toml")
BRANDS = frozenset(_BRANDS["names"])
STRUCTURE = {key: frozenset(words) for key, words in _read("structure.toml").items()}


def _gather(key: str) -> list[str]:
    return [text for rules in _RULES for text in rules.get(key, ())]


_compiled = cache(re.compile)  # when first wanted: a command that reads no page needs none of them


def _any_of(patterns: Iterable[str]) -> str:
    """One pattern of several; `<network>` and `<agency>` stand for any of the names in brands.toml."""
    joined = "|".join(f"(?:{pattern})" for pattern in patterns)
    for kind in ("network", "agency"):
        joined = joined.replace(f"<{kind}>", f"(?:{'|'.join(_BRANDS[kind])})")
    return joined


_WORD = re.compile(r"\w+|©")
_STEM = 4  # letters of a word that tell which patterns are worth trying


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in _WORD.findall(text)}


class _Keyed:
    """Patterns under the words that a line must have before they are tried. Most lines have none of those words."""

    def __init__(self, *keys: str) -> None:
        self._at_start: dict[str, list[str]] = defaultdict(list)  # tried at one position only they cost a tenth
        self._anywhere: dict[str, list[str]] = defaultdict(list)
        for words, patterns in (item for rules in _RULES for key in keys for item in rules.get(key, {}).items()):
            self._add(self._at_start, words, [text for text in patterns if text.startswith("^")])
            self._add(self._anywhere, words, [text for text in patterns if not text.startswith("^")])
        self._known = self._at_start.keys() | self._anywhere.keys()

    def _add(self, by_stem: dict[str, list[str]], words: str, patterns: list[str]) -> None:
        if patterns:
            for stem in _stems(words):
                by_stem[stem].append(_any_of(patterns))

    def find(self, folded: str, stems: set[str]) -> bool:
        """True where a pattern matches the line, which has these stems."""
        if stems.isdisjoint(self._known):
            return False
        at_start, anywhere = _listed(self._at_start, stems), _listed(self._anywhere, stems)
        return any(_compiled(text).match(folded) for text in at_start) or any(
            _compiled(text).search(folded) for text in anywhere
        )


def _listed(by_stem: dict[str, list[str]], stems: set[str]) -> set[str]:
    return {text for stem in stems & by_stem.keys() for text in by_stem[stem]}


_PAIR = 2  # letters by which beginnings are looked up


def _beginnings() -> dict[str, str]:
    """How chrome begins, by the first letters. Where a beginning ends in a letter, the word must end too."""
    found: dict[str, list[str]] = defaultdict(list)
    for text in map(_spaced, _gather("begins")):
        found[text[:_PAIR]].append(re.escape(text) + (r"(?!\w)" if text[-1].isalnum() else ""))
    return {pair: _any_of(patterns) for pair, patterns in found.items()}


_ENDS = frozenset(map(fold, _gather("ends")))
_PERHAPS = frozenset(map(fold, _gather("perhaps")))
_WHOLE = frozenset(map(fold, _gather("whole"))) | _PERHAPS | _ENDS
_REPORTS = _any_of(_gather("reports"))
_SOURCE_LABELS = frozenset(map(fold, _gather("source_labels")))
_QUOTES = "\"'»”’"
_A_LABEL = re.compile(r"[^:|©/]{0,60}[:|©/]")  # "Read also:", "Photo by Jane Miller /"
_COUNT = re.compile(r"[\s(\[:]+\d+$")  # how many comments there are
_BEGINS = _beginnings()
_PATTERNS, _PROMPTS, _WALL = _Keyed("patterns", "subscribe_to_read"), _Keyed("prompts"), _Keyed("subscribe_to_read")
_SAYINGS = {topic: _any_of(_gather(topic)) for topic in ("comments", "challenge", "consent", "not_found", "gallery")}


def is_chrome(line: str) -> bool:
    """True for a line that is page chrome by its words alone, in any of the languages."""
    return len(line) <= _LONGEST_PROMPT and _is_chrome(line)


@lru_cache(maxsize=20_000)  # chrome repeats on every page; long texts do not, and would fill the memory
def _is_chrome(line: str) -> bool:
    spaced = _spaced(line)
    folded = spaced.strip(_EDGES)
    return folded in _WHOLE or (_asks_or_labels(spaced, folded) and not _reports(spaced))


def _asks_or_labels(spaced: str, folded: str) -> bool:
    stems = _stems(folded)
    if _PROMPTS.find(folded, stems):
        return True
    return len(spaced) <= _LONGEST and (_begins_so(spaced.lstrip(_EDGES)) or _PATTERNS.find(folded, stems))


def _reports(spaced: str) -> bool:
    """True for a sentence that says who said it: "Join us, the mayor told the crowd." is no prompt."""
    return spaced.rstrip(_QUOTES).endswith(".") and _A_LABEL.match(spaced) is None and _says_who(spaced)


def _says_who(spaced: str) -> bool:
    return _compiled(_REPORTS).search(spaced) is not None


def is_source_label(text: str) -> bool:
    """True for the word that announces where something was said: "Source:", «Джерело:»."""
    return fold(text) in _SOURCE_LABELS


def _begins_so(text: str) -> bool:
    beginnings = _BEGINS.get(text[:_PAIR])
    return beginnings is not None and _compiled(beginnings).match(text) is not None


def may_be_text(line: str) -> bool:
    """True for a line that is chrome in a menu and may be a sub-heading or an answer among paragraphs."""
    return fold(line) in _PERHAPS


def ends_the_article(line: str) -> bool:
    """True for the heading of what stands after articles: related stories, comments."""
    return _COUNT.sub("", fold(line)) in _ENDS


def opens_comments(line: str) -> bool:
    """True for the heading of readers' comments: unlike related stories, they are never a box within the text."""
    return ends_the_article(line) and says("comments", line)


def says(topic: str, line: str) -> bool:
    """True for a line by which a page shows what it is: one of the sayings that the rule files have under `topic`."""
    folded = fold(line)
    if topic == "subscribe_to_read":
        return _WALL.find(folded, _stems(folded))
    return _compiled(_SAYINGS[topic]).search(folded) is not None


@cache
def rules_hash() -> str:
    """A fingerprint of all rule files: a page extracted under another one may read differently now."""
    digest = hashlib.sha256()
    for path in sorted(_FOLDER.parent.rglob("*.toml")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]
