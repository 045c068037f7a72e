"""The names in elements that are marked as naming the author: by microdata, by relation, by class.

A page marks the authors of comments, of columns beside the article and of its own design too, so a mark counts near
the headline first, and elsewhere only where it is explicit.
"""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from crawlers.extraction.lines import Line
from crawlers.extraction.person_names import first_names, without_by_word
from crawlers.extraction.plain_text import plain
from crawlers.extraction.structure import names

_TAGS = (
    "a",
    "span",
    "div",
    "p",
    "address",
    "li",
    "cite",
    "b",
    "strong",
    "h2",
    "h3",
    "h4",
    "h5",
    "em",
    "i",
    "td",
    "section",
    "ul",
)
_CLASS = re.compile(r"auth?or|byline|writer|vcard|avtor|contributor|auteur|journalist", re.IGNORECASE)
_OF_A_NAME = re.compile(
    r"(?:^|[\s_-])(?:fn|name|author-?name|author__name|author_name|author-link|author__link)(?:$|\s)", re.IGNORECASE
)
_NOT_A_BYLINE = re.compile(
    r"comment|photo|image|caption|quote|(?:author|byline)\w*[-_]*title|bio\b|desc|social|avatar|twitter|facebook|count|form",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"/(?:authors?|autor(?:en|es)?|avtor[iy]?|auteurs?|reporter|people|profile|journalists?|redaktion)/", re.IGNORECASE
)
_NOT_THE_ARTICLE = frozenset({
    "comment", "comments", "commentlist", "comment-list", "footer", "sidebar", "blogs", "columnists",
    "authors-list", "related", "popular", "latest", "teaser", "widget", "quote", "theme-author", "recommended",
})  # fmt: skip
_LONGEST = 120  # characters: a longer author element is a biography
_ABOVE, _BELOW = 8, 15  # lines around the headline where a byline stands: a guess
_PERSON = re.compile(r"[^\W\d_a-zа-яіїєґ][\w’'ʼ.-]*(?: [\w’'ʼ.-]+){1,3}")


def marked_authors(tree: HtmlElement, lines: Sequence[Line], headline: int | None) -> list[str]:
    """The names that marked elements say: near the headline, else where microdata or a relation marks them, or where
    one element alone says who it was."""
    marked = [(element, strength) for element in tree.iter(*_TAGS) if (strength := _strength(element))]
    if not marked:
        return []
    around = _Around(lines, headline)
    marked = [entry for entry in marked if not around.is_elsewhere(entry[0])]
    close = [entry for entry in marked if around.is_near(entry[0])]
    for entries in (close, marked):
        for strength in (3, 2, 1):
            elements = [element for element, its in entries if its == strength]
            if strength == 1 and entries is marked:
                elements = _the_one(elements)
            if found := _names_of(elements):
                return found
    return []


class _Around:
    """Where the headline stands, and what is near it."""

    def __init__(self, lines: Sequence[Line], headline: int | None) -> None:
        near = lines[max(0, headline - _ABOVE) : headline + _BELOW + 1] if headline is not None else ()
        self._blocks = {line.block for line in near}
        self._above = self._blocks.copy()
        for block in self._blocks:
            self._above.update(block.iterancestors())
        home = lines[headline].block if headline is not None else None
        self._home = set() if home is None else {home, *home.iterancestors()}

    def is_near(self, element: HtmlElement) -> bool:
        return element in self._above or any(ancestor in self._blocks for ancestor in element.iterancestors())

    def is_elsewhere(self, element: HtmlElement) -> bool:
        """True in comments, footers and columns; what holds the headline as well is none, whatever it is called."""
        for ancestor in (element, *element.iterancestors()):
            if ancestor in self._home:
                return False
            if ancestor.tag in {"footer", "nav", "aside"} or not _NOT_THE_ARTICLE.isdisjoint(names(ancestor)):
                return True
        return False


def _strength(element: HtmlElement) -> int:
    """How plainly an element is marked as naming the author: 3 by microdata, 2 by relation, 1 by class, 0 not."""
    if element.get("itemprop") == "author":
        return 3
    if "author" in (element.get("rel") or ""):
        return 2
    kind = element.get("class")
    if kind and _CLASS.search(kind) and not _NOT_A_BYLINE.search(kind):
        return 1
    return 0


def _names_of(elements: Sequence[HtmlElement]) -> list[str]:
    """The names in the elements, each element's own; of marks inside marks the outer one is asked."""
    found: dict[str, None] = {}
    inside: set[HtmlElement] = set()
    for element in elements:
        if element not in inside:
            inside.update(element.iterdescendants())
            found |= dict.fromkeys(_said(element))
    return list(found)


def _announces(element: HtmlElement) -> bool:
    """True for an element that begins with a word for "by"."""
    text = plain(str(element.text_content())[:_LONGEST])
    return bool(text) and len(without_by_word(text)) < len(text)


def _the_one(elements: Sequence[HtmlElement]) -> list[HtmlElement]:
    """The first element that announces its name, else all of them if they say the same person.

    Several bylines are those of other stories.
    """
    announced = next((element for element in elements if _announces(element)), None)
    if announced is not None:
        return [announced]
    said = {tuple(_said(element)) for element in elements} - {()}
    return list(elements) if len(said) == 1 and all(map(_PERSON.fullmatch, said.pop())) else []


def _said(element: HtmlElement) -> Iterator[str]:
    for named in element.iterdescendants("a", "span", "div", "p", "h2", "h3", "h4", "b", "strong"):
        if (
            named.get("itemprop") == "name"
            or _OF_A_NAME.search(named.get("class") or "")
            or "author" in (named.get("rel") or "")
        ):
            yield from first_names([plain(text) for text in named.itertext()])
            return
    pieces = [plain(str(text)) for text in element.itertext()]
    if sum(map(len, pieces)) <= _LONGEST:
        yield from first_names(pieces)
