"""What a page's own structure says is chrome: tags, roles, class and id names, blocks of links.

Names are read as words ("news__share-block" is news, share, block). An element that holds much of the page's prose is
never chrome by its name: themes wrap whole pages in `form`, `aside` or `div.sidebar-open`.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from lxml.html import HtmlElement

from crawlers.extraction.chrome_rules import STRUCTURE
from crawlers.extraction.lines import Line

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_SEPARATORS = re.compile(r"[-_]+")
_MUCH, _NEARLY_ALL = 0.35, 0.95  # shares of the page's prose; guesses, no page of the corpora is near either
_PROSE_OF_AN_ARTICLE = 1200  # characters with few links among them: no sidebar has that
_FEW_LINKS = 0.15
_LONG_NAME = 4  # parts between hyphens: a longer class or id is a slug made of a headline
_LINKS_MANY = 0.7


class Structure:
    """The verdict of structure on each element of one page, found once and remembered."""

    def __init__(self, tree: HtmlElement, lines: Sequence[Line], dropped: Sequence[HtmlElement] = ()) -> None:
        self._dropped = set(dropped)
        self._contents = _contents(lines)
        self._kinds = _of_kinds(self._contents)
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
        if element.tag in {"footer", "nav"} or words & STRUCTURE["strong_words"]:
            return not self._holds_nearly_all(element) and element.find(".//h1") is None
        if not (_is_box(element) or _is_named_chrome(element, words)):
            return False
        return not self._holds_the_article(element)

    def _holds_nearly_all(self, element: HtmlElement) -> bool:
        contents = self._contents.get(element)
        return contents is not None and contents.prose >= _NEARLY_ALL * self._total

    def _holds_the_article(self, element: HtmlElement) -> bool:
        """True for an element, or for all of its name together, with much of the page's prose."""
        contents = self._contents.get(element, _Contents())
        if contents.prose >= _MUCH * self._total or (contents.prose >= _PROSE_OF_AN_ARTICLE and contents.has_few_links):
            return True
        together = self._kinds.get((element.tag, element.get("class")), _Contents())
        return together.has_few_links and together.prose - together.repeated >= _MUCH * self._total


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
    repeated: int = 0  # of the prose: what the page said before, as placeholders do
    text: int = 0
    linked: int = 0

    @property
    def has_few_links(self) -> bool:
        return self.linked < _FEW_LINKS * self.text


def names(element: HtmlElement) -> set[str]:
    """The words of an element's class and id, single ones and neighbours joined by a hyphen."""
    found: set[str] = set()
    for name in f"{element.get('class') or ''} {element.get('id') or ''}".split():
        words = [word.lower() for word in _WORD.findall(name)]
        if len(_SEPARATORS.split(name)) <= _LONG_NAME:
            found.update(words)
            found.update(map("-".join, pairwise(words)))
    return found


def is_link_line(line: Line) -> bool:
    """True for a line that is nothing but a link (or several), as in lists of other stories."""
    return line.link_share > _LINKS_MANY


def _of_kinds(contents: Mapping[HtmlElement, _Contents]) -> dict[tuple[str, str | None], _Contents]:
    """What the elements of each tag and class hold together."""
    found: dict[tuple[str, str | None], _Contents] = {}
    for element, held in contents.items():
        if held.prose and element.get("class"):
            together = found.setdefault((str(element.tag), element.get("class")), _Contents())
            together.prose += held.prose
            together.repeated += held.repeated
            together.text += held.text
            together.linked += held.linked
    return found


def _contents(lines: Sequence[Line]) -> dict[HtmlElement, _Contents]:
    found: dict[HtmlElement, _Contents] = {}
    told: set[str] = set()
    for line in lines:
        of_prose = prose(line)
        repeated = of_prose if line.text in told else 0
        told.add(line.text)
        element: HtmlElement | None = line.block
        while element is not None:
            contents = found.setdefault(element, _Contents())
            contents.prose += of_prose
            contents.repeated += repeated
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
