"""What a page's own structure says is chrome: tags, roles, class and id names, blocks of links.

Names are read as words ("news__share-block" is news, share, block). An element that holds much of the page's prose is
never chrome by its name: themes wrap whole pages in `form`, `aside` or `div.sidebar-open`.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Literal

from lxml.html import HtmlElement

from crawlers.extraction.chrome.rules import STRUCTURE
from crawlers.extraction.page.contents import Contents, Held
from crawlers.extraction.page.homes import HEADINGS
from crawlers.extraction.page.lines import Line

_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_SEPARATORS = re.compile(r"[-_]+")
_MUCH, _NEARLY_ALL = 0.35, 0.95  # shares of the page's prose; guesses, no page of the corpora is near either
_PROSE_OF_AN_ARTICLE = 1200  # characters with few links among them: no sidebar has that
_FEW_LINKS = 0.15
_LONG_NAME = 4  # parts between hyphens: a longer class or id is a slug made of a headline

Suspicion = Literal["none", "some", "strong"]


class Structure:
    """The verdict of structure on each element of one page, found once and remembered."""

    def __init__(self, lines: Sequence[Line], dropped: Sequence[HtmlElement] = ()) -> None:
        self._dropped = set(dropped)
        self._contents = Contents(lines)
        self._total = max(1, self._contents.prose_of_the_page)
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
        suspicion = _suspicion(str(element.tag), names(element), element.get("role"))
        if suspicion == "strong":
            return not self._holds_nearly_all(element) and element.find(".//h1") is None
        return (suspicion == "some" or _is_box(element)) and not self._holds_the_article(element)

    def _holds_nearly_all(self, element: HtmlElement) -> bool:
        return self._contents.of(element).prose >= _NEARLY_ALL * self._total

    def _holds_the_article(self, element: HtmlElement) -> bool:
        """True for an element, or for all of its name together, with much of the page's prose."""
        held = self._contents.of(element)
        if held.prose >= _MUCH * self._total or (held.prose >= _PROSE_OF_AN_ARTICLE and _has_few_links(held)):
            return True
        together = self._contents.of_its_name(element)
        return _has_few_links(together) and together.prose - together.repeated >= _MUCH * self._total


def _has_few_links(held: Held) -> bool:
    return held.linked < _FEW_LINKS * held.text


def _is_box(element: HtmlElement) -> bool:
    """True for a table of a single row inside another: no data, but a frame around a picture, a prompt, a biography."""
    if element.tag != "table" or sum(1 for _ in element.iter("tr")) > 1:
        return False
    return any(ancestor.tag == "td" for ancestor in element.iterancestors())


@lru_cache(maxsize=20_000)  # one design on every page
def _suspicion(tag: str, words: frozenset[str], role: str | None) -> Suspicion:
    """How much the kind and the names of an element say that it is chrome."""
    if tag in {"footer", "nav"} or words & STRUCTURE["strong_words"]:
        return "strong"
    if tag == "p":
        return "some" if words & STRUCTURE["paragraph_words"] else "none"
    if words & STRUCTURE["layout_words"]:
        words = words - {"sidebar"}
    if words & STRUCTURE["builder_words"]:
        words = words - {"widget"}
    named = tag in STRUCTURE["tags"] or role in STRUCTURE["roles"] or bool(words & STRUCTURE["words"])
    return "some" if named else "none"


def names(element: HtmlElement) -> frozenset[str]:
    """The words of an element's class and id, single ones and neighbours joined by a hyphen.

    The id of a heading is what the heading says: an anchor for a table of contents.
    """
    if element.tag in HEADINGS:
        return _words(element.get("class"), None)
    return _words(element.get("class"), element.get("id"))


@lru_cache(maxsize=20_000)  # one design on every page
def _words(its_class: str | None, its_id: str | None) -> frozenset[str]:
    found: set[str] = set()
    for name in f"{its_class or ''} {its_id or ''}".split():
        words = [word.lower() for word in _WORD.findall(name)]
        if len(_SEPARATORS.split(name)) <= _LONG_NAME:
            found.update(words)
            found.update(map("-".join, pairwise(words)))
    return frozenset(found)
