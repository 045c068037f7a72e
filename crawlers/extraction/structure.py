"""What a page's own structure says is chrome: tags, roles, class and id names, blocks of links.

Names are read as words ("news__share-block" is news, share, block). An element that holds much of the page's prose is
never chrome by its name: themes wrap whole pages in `form`, `aside` or `div.sidebar-open`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml.html import HtmlElement

from crawlers.extraction.chrome_rules import STRUCTURE
from crawlers.extraction.lines import Line

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_MUCH, _NEARLY_ALL = 0.35, 0.95  # shares of the page's prose; guesses, no page of the corpora is near either
_PROSE_OF_AN_ARTICLE = 1200  # characters with few links among them: no sidebar has that
_FEW_LINKS = 0.15
_LONG_NAME = 4  # words: a longer class or id is a slug made of a headline
_LINKS_MANY = 0.7


class Structure:
    """The verdict of structure on each element of one page, found once and remembered."""

    def __init__(self, tree: HtmlElement, lines: Sequence[Line], dropped: Sequence[HtmlElement] = ()) -> None:
        self._dropped = set(dropped)
        self._contents = _contents(lines)
        self._total = max(1, self._contents[tree].prose) if tree in self._contents else 1
        self._verdicts: dict[HtmlElement, bool] = {}

    def is_chrome(self, line: Line) -> bool:
        """True where the line stands in an element that is chrome by its kind or name."""
        unknown = []
        element: HtmlElement | None = line.block
        while element is not None and element not in self._verdicts:
            unknown.append(element)
            element = element.getparent()
        verdict = element is not None and self._verdicts[element]
        for child in reversed(unknown):
            verdict = verdict or self._is_chrome_itself(child)
            self._verdicts[child] = verdict
        return verdict

    def _is_chrome_itself(self, element: HtmlElement) -> bool:
        if element in self._dropped:
            return True
        if element.tag in {"html", "body", "main"}:
            return False
        words = names(element)
        contents = self._contents.get(element, _Contents())
        if words & STRUCTURE["strong_words"]:
            return contents.prose < _NEARLY_ALL * self._total and element.find(".//h1") is None
        if contents.is_an_article_s(self._total):
            return False
        return _is_box(element) or _is_named_chrome(element, words)


def _is_box(element: HtmlElement) -> bool:
    """True for a table of a single row inside another: no data, but a frame around a picture, a prompt, a biography."""
    if element.tag != "table" or sum(1 for _ in element.iter("tr")) > 1:
        return False
    return any(ancestor.tag == "td" for ancestor in element.iterancestors())


def _is_named_chrome(element: HtmlElement, words: set[str]) -> bool:
    if element.tag == "p":
        return bool(words & STRUCTURE["paragraph_words"])
    if words & STRUCTURE["layout_words"]:
        words = words - {"sidebar"}
    return (
        element.tag in STRUCTURE["tags"]
        or element.get("role") in STRUCTURE["roles"]
        or bool(words & STRUCTURE["words"])
    )


@dataclass(slots=True)
class _Contents:
    """How many characters an element holds: of unlinked prose, of anything, of links."""

    prose: int = 0
    text: int = 0
    linked: int = 0

    def is_an_article_s(self, prose_of_the_page: int) -> bool:
        if self.prose >= _MUCH * prose_of_the_page:
            return True
        return self.prose >= _PROSE_OF_AN_ARTICLE and self.linked < _FEW_LINKS * self.text


def names(element: HtmlElement) -> set[str]:
    """The words of an element's class and id, single ones and neighbours joined by a hyphen."""
    found: set[str] = set()
    for name in f"{element.get('class') or ''} {element.get('id') or ''}".split():
        words = [word.lower() for word in _WORD.findall(name)]
        if len(words) <= _LONG_NAME:
            found.update(words)
            found.update(map("-".join, pairwise(words)))
    return found


def is_link_line(line: Line) -> bool:
    """True for a line that is nothing but a link (or several), as in lists of other stories."""
    return line.link_share > _LINKS_MANY


def _contents(lines: Sequence[Line]) -> dict[HtmlElement, _Contents]:
    found: dict[HtmlElement, _Contents] = {}
    for line in lines:
        of_prose = prose(line)
        element: HtmlElement | None = line.block
        while element is not None:
            contents = found.setdefault(element, _Contents())
            contents.prose += of_prose
            contents.text += len(line.text)
            contents.linked += line.linked
            element = element.getparent()
    return found


_SENTENCE = re.compile(r"[.!?…:;。！？][\"'»”’)\]」』]*$|[.!?…。][\"'»”’)]*\s+[«\"“(]?\w")
_PROSE_LENGTH, _SENTENCE_LENGTH = 80, 25


def prose(line: Line) -> int:
    """How many characters of a line are prose: 0 for a heading, a menu entry, a link."""
    if line.link_share > _LINKS_MANY / 2:
        return 0
    length = len(line.text)
    is_sentence = length >= _SENTENCE_LENGTH and _SENTENCE.search(line.text) is not None
    return length - line.linked if is_sentence or length >= _PROSE_LENGTH else 0
