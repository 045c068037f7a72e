"""The names in elements that are marked as naming the author: by microdata, by relation, by class.

A page marks the authors of comments, of columns beside the article and of its own design too, so a mark counts near
the headline first, and elsewhere only where it is explicit.
"""

import re
from collections.abc import Iterator, Sequence

from lxml.html import HtmlElement

from crawlers.extraction.lines import Line
from crawlers.extraction.person_names import first_names
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
    "comment", "comments", "commentlist", "comment-list", "footer", "sidebar", "blogs", "columns", "columnists",
    "authors-list", "related", "popular", "latest", "teaser", "widget", "quote", "theme-author", "recommended",
})  # fmt: skip
_LONGEST = 120  # characters: a longer author element is a biography
_ABOVE, _BELOW = 8, 15  # lines around the headline where a byline stands: a guess
_PERSON = re.compile(r"[^\W\d_a-zа-яіїєґ][\w’'ʼ.-]*(?: [\w’'ʼ.-]+){1,3}")


def marked_authors(tree: HtmlElement, lines: Sequence[Line], headline: int | None) -> list[str]:
    """The names that marked elements say: near the headline, else where microdata or a relation marks them."""
    marked = [(element, strength) for element in tree.iter(*_TAGS) if (strength := _strength(element))]
    if not marked:
        return []
    near = {line.block for line in lines if headline is not None and -_ABOVE <= line.number - headline <= _BELOW}
    above = set(near)
    for block in near:
        above.update(block.iterancestors())
    close = [entry for entry in marked if _is_near(entry[0], near, above)]
    for entries in (close, marked):
        for strength in (3, 2, 1):
            elements = [element for element, its in entries if its == strength and not _is_elsewhere(element)]
            found = _names_of(elements)
            if found and (entries is close or strength > 1 or _is_one_byline(elements, found)):
                return found
    return []


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


def _is_one_byline(elements: Sequence[HtmlElement], found: Sequence[str]) -> bool:
    """True where all elements say the same people: several bylines are those of other stories."""
    return all(map(_PERSON.fullmatch, found)) and all(
        set(_said(element)) in (set(), set(found)) for element in elements
    )


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


def _is_near(element: HtmlElement, near: set[HtmlElement], above: set[HtmlElement]) -> bool:
    return element in above or any(ancestor in near for ancestor in element.iterancestors())


def _is_elsewhere(element: HtmlElement) -> bool:
    return any(
        ancestor.tag in {"footer", "nav", "aside"} or not _NOT_THE_ARTICLE.isdisjoint(names(ancestor))
        for ancestor in (element, *element.iterancestors())
    )
