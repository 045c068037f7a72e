"""Who wrote it: people and agencies, as a reader would name them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from crawlers.extraction import json_ld
from crawlers.extraction.plain_text import cut, plain
from crawlers.extraction.structure import names

_LONGEST, _MOST = 200, 30
_PREFIX = re.compile(
    r"^(?:by|written by|story by|reported by|words by|text by|author|authors|from"
    r"|автор|автори|авторка|автор статті|автор матеріалу|текст|підготував|підготувала"
    r"|авторы|автор статьи|подготовил|подготовила)(?:\s*[:\-–—]\s*|\s+)",
    re.IGNORECASE,
)
_JOINERS = re.compile(r"\s*[;|\n]\s*|\s*,\s+(?:and\s+)?|\s+(?:and|та|і|й|и|&)\s+(?=[A-ZА-ЯІЇЄҐ])")
_NOT_A_NAME = re.compile(r":|@|www\.|\d{4}|^(?:admin|administrator|editor|root|user|none|null|автор)$", re.IGNORECASE)
_BYLINE = re.compile(
    r"(?:^|[\s_-])(?:by-?line|author|authors|author-?name|post-author|entry-author|autor|avtor|c-byline|writer)"
    r"(?:$|[\s_-])|(?:byline|author)(?:__|-|_)?(?:name|link)|(?:article|news|post|entry|story)[_-]+(?:author|byline)",
    re.IGNORECASE,
)
_NOT_THE_ARTICLE = frozenset({
    "comment", "comments", "commentlist", "comment-list", "footer", "sidebar", "blogs", "columns", "columnists",
    "authors-list", "related", "popular", "latest",
})  # fmt: skip
_PERSON = re.compile(r"[^\W\d_a-zа-яіїєґ][\w’'ʼ.-]*(?: [\w’'ʼ.-]+){1,3}")
_LONGEST_BYLINE = 120  # characters: a longer author element is a biography
_CAPITALISED = r"[A-ZА-ЯІЇЄҐ][\w’'ʼ.-]*(?![\w:])"
_FULL_NAME = rf"{_CAPITALISED}(?:\s{_CAPITALISED}){{1,3}}"
_ANNOUNCER = r"^By|\b(?:Written by|Reported by|Author|Автор(?:ка|и)?(?: тексту| статті)?|Текст|Підготувала?|Подготовил)"
# Names that the words of a line announce, whatever else the line says: "12:30 Автор: Іван Іваненко Переглядів: 7".
_ANNOUNCED = re.compile(rf"(?:{_ANNOUNCER})(?::| —| –)?\s+({_FULL_NAME}(?:(?:,| and| та| і| й| и) {_FULL_NAME})*)")


def people(
    tree: HtmlElement, in_head: Sequence[str], things: Sequence[json_ld.Thing], around_headline: Sequence[str]
) -> tuple[str, ...]:
    """The authors of an article, each once, from the first source that names any: JSON-LD, the byline, the head,
    the words of a line."""
    claimed = [name for thing in things for name in json_ld.names(thing.get("author"))]
    announced = [found[1] for line in around_headline if (found := _ANNOUNCED.search(line[:_LONGEST]))]
    for source in (claimed, list(_marked(tree, around_headline)), list(in_head), announced):
        people_named = dict.fromkeys(name for text in source for name in _names(text))
        if people_named:
            return tuple(people_named)[:_MOST]
    return ()


def _names(text: str) -> Iterator[str]:
    text = _PREFIX.sub("", plain(text))
    for part in _JOINERS.split(text):
        name = part.strip(" .,:;·•-–—|")
        if name and any(char.isalpha() for char in name) and not _NOT_A_NAME.search(name) and len(name.split()) < 8:  # noqa: PLR2004
            yield cut(name, _LONGEST)


def _marked(tree: HtmlElement, around_headline: Sequence[str]) -> Iterator[str]:
    """The texts of the elements that are marked as naming the author, the most explicit marks first.

    A page marks the authors of comments, of columns beside the article and of its own design too.
    """
    elements = list(tree.iter("a", "span", "div", "p", "address", "li", "cite", "b", "strong"))
    for marked in (_by_microdata, _by_relation, _by_class):
        texts = [_short_text(element) for element in elements if marked(element) and not _is_elsewhere(element)]
        if marked is _by_class:
            texts = [text for text in texts if _is_a_byline(text, around_headline)]
        found = _outermost_once(text for text in texts if text)
        if found:
            yield from found
            return


def _is_a_byline(text: str, around_headline: Sequence[str]) -> bool:
    """True for names of people that stand near the headline: a class name alone is weak evidence."""
    return any(text in line or line in text for line in around_headline) and all(
        _PERSON.fullmatch(name) for name in _names(text)
    )


def _by_microdata(element: HtmlElement) -> bool:
    return bool(element.get("itemprop") == "author")


def _by_relation(element: HtmlElement) -> bool:
    return "author" in (element.get("rel") or "").split()


def _by_class(element: HtmlElement) -> bool:
    return _BYLINE.search(element.get("class") or "") is not None


def _is_elsewhere(element: HtmlElement) -> bool:
    return any(
        ancestor.tag in {"footer", "aside", "nav"} or not _NOT_THE_ARTICLE.isdisjoint(names(ancestor))
        for ancestor in element.iterancestors()
    )


def _short_text(element: HtmlElement) -> str:
    text = plain(str(element.text_content())[: _LONGEST_BYLINE * 4])
    return text if len(text) <= _LONGEST_BYLINE else ""


def _outermost_once(texts: Iterable[str]) -> list[str]:
    """Nested marked elements say the same name twice."""
    kept: list[str] = []
    for text in texts:
        if not any(text in other for other in kept):
            kept.append(text)
    return kept
