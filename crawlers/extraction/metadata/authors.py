"""Who wrote it: people and agencies, as a reader would name them."""

import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from crawlers.extraction.metadata import json_ld
from crawlers.extraction.metadata.about_page import Described
from crawlers.extraction.metadata.json_ld import Thing
from crawlers.extraction.metadata.marked_authors import authors_anywhere, authors_near
from crawlers.extraction.metadata.page_head import Head
from crawlers.extraction.metadata.person_names import names_in
from crawlers.extraction.page.comparing import bare
from crawlers.extraction.page.lines import Line

_LONGEST, _MOST = 200, 30
_META_AUTHORS = (
    "author", "article:author", "article:author_name", "og:article:author", "parsely-author", "sailthru.author",
    "cxenseparse:author", "articleauthor", "dc.creator", "dcterms.creator", "shareaholic:article_author_name",
    "citation_author",
)  # fmt: skip
_CAPITALISED = r"[A-ZА-ЯІЇЄҐ][\w’'ʼ.-]*(?![\w:])"
_FULL_NAME = rf"{_CAPITALISED}(?:\s{_CAPITALISED}){{1,3}}"
_ANNOUNCER = (
    r"^(?:By|Von|Par|Por)|\b(?:Written by|Reported by|Posted by|Authors?|Autor(?:in)?"
    r"|Автор(?:ка|и|ы)?(?: тексту| статті| матеріалу)?|Текст|Підготува(?:в|ла)|Подготовила?)"
)
# Names that the words of a line announce, whatever else the line says: "12:30 Автор: Іван Іваненко Переглядів: 7".
_ANNOUNCED = re.compile(
    rf"(?:{_ANNOUNCER})(?:\s?:| —| –)?\s+({_FULL_NAME}(?:(?:,| and| та| і| й| и| und) {_FULL_NAME})*)"
)


def people(
    tree: HtmlElement, head: Head, described: Described, lines: Sequence[Line], headline: int | None
) -> tuple[str, ...]:
    """The authors of an article, each once, from the first source that names any: JSON-LD, the byline, the head, the
    words of a line, a byline far from the headline. The outlet itself only where nobody else is named."""
    publishers = described.publishers()
    instead: dict[str, None] = {}
    for source in _sources(tree, head, described, lines, headline):
        named = dict.fromkeys(source)
        if not all(head.is_site(name, publishers) for name in named):
            return tuple(_once(named))[:_MOST]
        instead |= named
    return tuple(_once(instead))[:1]


def _sources(
    tree: HtmlElement, head: Head, described: Described, lines: Sequence[Line], headline: int | None
) -> Iterator[Iterable[str]]:
    yield (name for text in _claimed(described.article, described) for name in names_in(text))
    yield authors_near(lines, headline)
    yield (name for text in _claimed(described.page, described) for name in names_in(text))
    for meta in _META_AUTHORS:
        yield (name for text in head.all(meta) for name in ([text] if head.is_site(text) else names_in(text)))
    yield (name for line in _around(lines, headline) if (said := _ANNOUNCED.search(line)) for name in names_in(said[1]))
    yield authors_anywhere(tree, lines, headline)


def _claimed(things: Iterable[Thing], described: Described) -> Iterator[str]:
    """The names of the authors in JSON-LD; one that is only referred to is looked up."""
    for thing in things:
        for author in _each(thing.get("author")):
            yield from json_ld.names(author if author.get("name") else described.referred(author))


def _each(value: object) -> Iterator[Thing]:
    """The authors of an `author`: objects, where some write an object and some a name, or lists of both."""
    for entry in value[:50] if isinstance(value, list) else [value]:
        if isinstance(entry, dict):
            yield entry
        elif isinstance(entry, str):
            yield {"name": entry}
        elif isinstance(entry, list):
            yield from _each(entry)


def _around(lines: Sequence[Line], headline: int | None) -> Iterator[str]:
    """The lines around the headline, where a byline stands; all lines where the headline is not on the page."""
    for line in lines:
        if headline is None or -8 <= line.number - headline <= 15:  # noqa: PLR2004 - a guess
            yield line.text[:_LONGEST]


def _once(found: Iterable[str]) -> Iterator[str]:
    """Each name once, however it is written: the account "olena-kovalenko" is Olena Kovalenko."""
    known: set[str] = set()
    for name in found:
        letters = bare(name)
        if letters not in known:
            known.add(letters)
            yield name
