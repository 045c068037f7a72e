"""Title, authors, date, section, image and canonical address of a page, each with a preference for what readers see.

A page says these things several times over (JSON-LD, Open Graph, microdata, plain elements), and not always the same.
What stands on the page wins over what is only claimed in its head; a JSON-LD object about another page is not believed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawlers.extraction import json_ld
from crawlers.extraction.authors import people
from crawlers.extraction.comparing import bare
from crawlers.extraction.dates import Moment
from crawlers.extraction.lines import Line
from crawlers.extraction.page_head import Head
from crawlers.extraction.plain_text import cut, plain
from crawlers.extraction.publication import dates_for_machines, find_publication
from crawlers.extraction.title import find_title, headline_number, is_in_h1

_LONGEST_URL = 2083
_LONGEST_SECTION = 200
_ALIKE = 60  # letters of a headline that must agree where the rest was cut off or added


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What a page is about, as it says. Empty strings and None where it says nothing that can be believed."""

    title: str = ""
    descriptions: tuple[str, ...] = ()  # candidates for the standfirst
    authors: tuple[str, ...] = ()
    published: Moment | None = None
    published_from: str | None = None
    section: str | None = None
    image_url: str | None = None
    canonical_url: str | None = None
    things: tuple[json_ld.Thing, ...] = ()  # the article's own JSON-LD objects


def read_metadata(tree: HtmlElement, lines: Sequence[Line], url: str, where: tzinfo, language: str | None) -> Metadata:
    """Everything a page says of itself. `lines` are its visible lines, `where` the zone of times that name none."""
    head = Head(tree)
    things = _about_this_page(tree, lines, head)
    machine_dates = dates_for_machines(tree, head, things)
    title = find_title(tree, lines, head, things)
    headline = headline_number(lines, title)
    moment, evidence = find_publication(machine_dates, lines, headline, where, language)
    in_head = head.all("author", "article:author", "parsely-author", "dc.creator")
    return Metadata(
        title=title,
        descriptions=_descriptions(head, things),
        authors=people(tree, in_head, things, _around(headline, lines)),
        published=moment,
        published_from=evidence,
        section=_section(head, things),
        image_url=_absolute(url, head.first("og:image", "twitter:image") or json_ld.first_text(things, "image")),
        canonical_url=_absolute(url, _canonical(tree) or head.first("og:url")),
        things=things,
    )


def _around(headline: int | None, lines: Sequence[Line]) -> list[str]:
    """The lines around the headline, where a byline stands; all lines where the headline is not on the page."""
    return [line.text for line in lines if headline is None or -8 <= line.number - headline <= 15]  # noqa: PLR2004 - a guess


def _about_this_page(tree: HtmlElement, lines: Sequence[Line], head: Head) -> tuple[json_ld.Thing, ...]:
    """The article's own JSON-LD objects: those with the page's headline, else those whose headline is shown at all.

    Objects about other stories, such as teasers, fall out where this page has one of its own.
    """
    things = json_ld.articles(tree)
    headlines = [line.text for line in lines if is_in_h1(line)] + head.all("og:title", "twitter:title")
    for shown in (headlines, [line.text for line in lines]):
        texts = {bare(text) for text in shown}
        found = tuple(thing for thing in things if _has_headline(thing, texts))
        if found:
            return found
    return ()


def _has_headline(thing: json_ld.Thing, texts: set[str]) -> bool:
    headline = bare(plain(json_ld.text(thing.get("headline")) or json_ld.text(thing.get("name")) or ""))
    return not headline or headline in texts or any(headline[:_ALIKE] in text for text in texts)


def _descriptions(head: Head, things: Sequence[json_ld.Thing]) -> tuple[str, ...]:
    found = [*head.all("og:description", "description", "twitter:description")]
    found += [plain(text) for thing in things if (text := json_ld.text(thing.get("description")))]
    return tuple(dict.fromkeys(text for text in found if text))


def _section(head: Head, things: Sequence[json_ld.Thing]) -> str | None:
    in_head = head.first("article:section", "og:article:section", "section")
    found = plain(json_ld.first_text(things, "articleSection") or in_head or "")
    return cut(found, _LONGEST_SECTION) or None


def _canonical(tree: HtmlElement) -> str | None:
    return next(
        (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), None
    )


def _absolute(base: str, address: str | None) -> str | None:
    """An http address; None for data:, javascript: and what cannot be one."""
    if not address or len(address) > _LONGEST_URL:
        return None
    try:
        absolute = urljoin(base, plain(address))
        return absolute if urlsplit(absolute).scheme in {"http", "https"} and urlsplit(absolute).netloc else None
    except ValueError:
        return None
