"""The names in elements that are marked as naming the author: by microdata, by relation, by class.

A page marks the authors of comments, of columns beside the article and of its own design too, so a mark counts near
the headline first, and elsewhere only where it is explicit.
"""

import re
from collections.abc import Callable, Container, Iterable, Iterator, Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from crawlers.extraction.metadata.beside import homes, stands_beside
from crawlers.extraction.metadata.person_names import first_names, is_name, without_by_word
from crawlers.extraction.page.lines import Line
from crawlers.extraction.page.plain_text import plain

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
_ADDRESS = re.compile(r"/(?:authors?|autor(?:en|es|y)?|avtor[iy]?|auteurs?|reporters?|journalists?)/.", re.IGNORECASE)
_LONGEST = 120  # characters: a longer author element is a biography
_ABOVE, _BELOW = 8, 15  # lines around the headline where a byline stands: a guess
_PERSON = re.compile(r"[^\W\d_a-zа-яіїєґ][\w’'ʼ.-]*(?: [\w’'ʼ.-]+){1,3}")

Marked = list[tuple[HtmlElement, int]]  # elements and how plainly they are marked


def authors_near(lines: Sequence[Line], headline: int | None) -> list[str]:
    """The names that marked elements near the headline say, or links to the pages of authors."""
    if headline is None:
        return []
    article = homes(lines, headline)
    near = lines[max(0, headline - _ABOVE) : headline + _BELOW + 1]
    around = list(dict.fromkeys(element for line in near for element in _around(line.block, article)))
    return _strongest(_marked(around, article), _names_of) or _linked(around, article)


def authors_anywhere(tree: HtmlElement, lines: Sequence[Line], headline: int | None) -> list[str]:
    """The names that elements say which microdata or a relation marks, or which alone say who it was."""
    return _strongest(_marked(tree.iter(*_TAGS), homes(lines, headline)), _names_of_one)


def _around(block: HtmlElement, article: Container[HtmlElement]) -> Iterator[HtmlElement]:
    """A block, what stands in it, and what it stands in apart from the headline."""
    yield block
    yield from block.iterdescendants(*_TAGS)
    yield from (ancestor for ancestor in block.iterancestors() if ancestor not in article)


def _marked(elements: Iterable[HtmlElement], article: Container[HtmlElement]) -> Marked:
    """The marked elements of the article, outer ones first, and how plainly they are marked."""
    found = ((element, _strength(element)) for element in elements)
    return [(element, strength) for element, strength in found if strength and not stands_beside(element, article)]


def _strongest(marked: Marked, read: Callable[[Sequence[HtmlElement], int], list[str]]) -> list[str]:
    """The names that the most plainly marked elements say."""
    for strength in (3, 2, 1):
        if found := read([element for element, its in marked if its == strength], strength):
            return found
    return []


def _linked(elements: Iterable[HtmlElement], article: Container[HtmlElement]) -> list[str]:
    """The people whose names are links to the pages of authors."""
    links = (element for element in elements if element.tag == "a" and _ADDRESS.search(element.get("href") or ""))
    texts = (plain(str(link.text_content())) for link in links if not stands_beside(link, article))
    return [text for text in dict.fromkeys(texts) if _PERSON.fullmatch(text) and is_name(text)]


def _strength(element: HtmlElement) -> int:
    """How plainly an element is marked as naming the author: 3 by microdata, 2 by relation, 1 by class, 0 not."""
    if element.get("itemprop") == "author":
        return 3
    if "author" in (element.get("rel") or ""):
        return 2
    kind = element.get("class")
    return int(kind is not None and _is_a_byline_class(kind))


@lru_cache(maxsize=10_000)  # the pages of an outlet have the same classes
def _is_a_byline_class(name: str) -> bool:
    return _CLASS.search(name) is not None and _NOT_A_BYLINE.search(name) is None


def _names_of(elements: Sequence[HtmlElement], _: int = 0) -> list[str]:
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


def _names_of_one(elements: Sequence[HtmlElement], strength: int) -> list[str]:
    """The names that the elements say. Of those marked by class only it is the first that announces its names, else
    all of them if they say the same person: several bylines are those of other stories."""
    if strength > 1:
        return _names_of(elements)
    announced = next((element for element in elements if _announces(element)), None)
    if announced is not None:
        return _names_of([announced])
    said = {tuple(_said(element)) for element in elements} - {()}
    return list(said.pop()) if len(said) == 1 and all(_PERSON.fullmatch(name) for each in said for name in each) else []


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
