"""Which of a page's JSON-LD objects describe the page itself: those with its headline or its address.

Objects about other stories, such as teasers, fall out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from crawlers.extraction.metadata import json_ld
from crawlers.extraction.metadata.json_ld import Thing
from crawlers.extraction.metadata.page_head import Head
from crawlers.extraction.page.comparing import bare
from crawlers.extraction.page.lines import Line
from crawlers.extraction.page.plain_text import plain

_ALIKE = 60  # letters of a headline that must agree where the rest was cut off or added


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """The JSON-LD of a page: the article's own objects, those of the page around it, and all of them."""

    article: tuple[Thing, ...]
    page: tuple[Thing, ...]
    everything: tuple[Thing, ...]

    def publishers(self) -> list[str]:
        """The names of whoever publishes the article."""
        return [name for thing in self.article for name in json_ld.names(thing.get("publisher"))]

    def referred(self, reference: Thing) -> Thing:
        """The object of the page that another one refers to by its address."""
        address = reference.get("@id")
        if not isinstance(address, str):
            return reference
        return next(
            (thing for thing in self.everything if thing.get("@id") == address and thing.get("name")), reference
        )


def describe(head: Head, lines: Sequence[Line], headings: Iterable[str]) -> Described:
    """What the page's JSON-LD says of the page itself."""
    things = json_ld.things_in(head.scripts)
    articles = [thing for thing in things if json_ld.is_article(thing)]
    pages = [thing for thing in things if "WebPage" in json_ld.types(thing)]
    return Described(
        article=_own(articles, lines, [*headings, *head.all("og:title", "twitter:title")], head),
        page=tuple(thing for thing in pages if thing.get("datePublished")),
        everything=tuple(things),
    )


def _own(articles: Sequence[Thing], lines: Sequence[Line], headlines: Sequence[str], head: Head) -> tuple[Thing, ...]:
    if not articles:
        return ()
    texts = {bare(text) for text in headlines}
    found = [thing for thing in articles if _has_headline(thing, texts)]
    if not any(thing.get("headline") or thing.get("name") for thing in found):
        paths = {_path(address) for address in head.addresses()} - {""}
        found += [thing for thing in articles if thing not in found and _has_address(thing, paths)]
    if not found:
        texts = {bare(line.text) for line in lines}
        found = [thing for thing in articles if _has_headline(thing, texts)]
    return tuple(found)


def _has_headline(thing: Thing, texts: set[str]) -> bool:
    headline = bare(plain(json_ld.text(thing.get("headline")) or json_ld.text(thing.get("name")) or ""))
    return not headline or headline in texts or any(headline[:_ALIKE] in text for text in texts)


def _has_address(thing: Thing, paths: set[str]) -> bool:
    return any(_path(address) in paths for address in json_ld.addresses(thing))


def _path(address: str) -> str:
    try:
        return unquote(urlsplit(address[max(0, address.rfind("http")) :]).path).strip("/")
    except ValueError:
        return ""
