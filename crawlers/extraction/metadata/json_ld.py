"""What a page says of itself in JSON-LD, read defensively: publishers send graphs, lists, broken JSON and nonsense."""

import html
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from lxml.html import HtmlElement

_ARTICLE_TYPE = re.compile(r"(Article|Posting|Report|Review|Recipe|Opinion)$|^LiveBlog|^NewsMediaPost")
_NOT_AN_ARTICLE = frozenset({"NewsMediaOrganization", "AggregateRating"})
_COMMENTED = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>|/\*\s*\]\]>\s*\*/)\s*$"
)
_TRAILING_COMMA = re.compile(r",\s*([\]}])")
_MOST_OBJECTS = 500  # of one page; a guess: the largest real graph seen had 60
_LONGEST = 2_000_000  # characters of one script

Thing = Mapping[str, Any]


def is_article(thing: Thing) -> bool:
    """True for an object that describes an article, a live blog or the like."""
    return any(_ARTICLE_TYPE.search(name) for name in types(thing))


def things(tree: HtmlElement) -> list[Thing]:
    """All JSON-LD objects of a page, graphs and lists taken apart. Never raises."""
    return things_in(script for script in tree.iter("script") if "ld+json" in (script.get("type") or "").lower())


def things_in(scripts: Iterable[HtmlElement]) -> list[Thing]:
    """All JSON-LD objects in script elements. Never raises."""
    found: list[Thing] = []
    for script in scripts:
        text = script.text or ""
        if len(text) < _LONGEST:
            found.extend(_objects(_load(text)))
        if len(found) > _MOST_OBJECTS:
            break
    return found[:_MOST_OBJECTS]


def addresses(thing: Thing) -> list[str]:
    """The addresses of the page that an object describes, as it gives them."""
    values = (thing.get(key) for key in ("mainEntityOfPage", "url", "@id"))
    found = (value.get("@id") or value.get("url") if isinstance(value, Mapping) else value for value in values)
    return [value for value in found if isinstance(value, str)]


def types(thing: Thing) -> list[str]:
    """The names of its types, without the vocabulary's address."""
    names = thing.get("@type")
    return [
        name.rsplit("/", 1)[-1]
        for name in (names if isinstance(names, list) else [names])
        if isinstance(name, str) and name not in _NOT_AN_ARTICLE
    ]


def text(value: object) -> str | None:
    """A string out of what may be a string, a list of them or an object with a name, a value or an address."""
    if isinstance(value, str):
        return html.unescape(value).strip() or None
    if isinstance(value, list):
        return next((found for found in map(text, value[:20]) if found), None)
    if isinstance(value, Mapping):
        return next((found for key in ("name", "@value", "url", "@id") if (found := text(value.get(key)))), None)
    return None


def first_text(things: Sequence[Thing], key: str) -> str | None:
    """The first text that any of the objects has under a key."""
    return next((found for thing in things if (found := text(thing.get(key)))), None)


def names(value: object) -> list[str]:
    """The names in an `author`: a string, an object, or a list of both."""
    if isinstance(value, list):
        return [name for entry in value[:50] for name in names(entry)]
    if isinstance(value, Mapping):
        value = value.get("name")
        return names(value) if isinstance(value, str | list) else []
    return [html.unescape(value).strip()] if isinstance(value, str) and value.strip() else []


def _load(script: str) -> object:
    for attempt in _readings(script):
        try:
            return json.loads(attempt, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _readings(script: str) -> Iterator[str]:
    """A script as it is, which mostly does; without the comment around it; without the commas before a list ends."""
    yield script
    bare = _COMMENTED.sub("", _COMMENTED.sub("", script)).strip().rstrip(";")
    yield bare
    yield _TRAILING_COMMA.sub(r"\1", bare)


def _objects(loaded: object) -> Iterator[Thing]:
    agenda, seen = [loaded], 0
    while agenda and seen < _MOST_OBJECTS:
        value = agenda.pop(0)
        seen += 1
        if isinstance(value, list):
            agenda.extend(value[:_MOST_OBJECTS])
        elif isinstance(value, dict):
            yield value
            agenda.extend(value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value)
