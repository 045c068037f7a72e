"""Title, authors, date, section, image and canonical address of a page, each with a preference for what readers see.

A page says these things several times over (JSON-LD, Open Graph, microdata, plain elements), and not always the same.
What stands on the page wins over what is only claimed in its head; a JSON-LD object about another page is not believed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import tzinfo
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawlers.extraction.metadata import json_ld
from crawlers.extraction.metadata.about_page import describe
from crawlers.extraction.metadata.authors import people
from crawlers.extraction.metadata.dates import Moment
from crawlers.extraction.metadata.editions import declared_editions
from crawlers.extraction.metadata.page_head import Head
from crawlers.extraction.metadata.publication import DatedPage, find_publication
from crawlers.extraction.metadata.title import find_title, first_headings, headline_number
from crawlers.extraction.page.lines import Line
from crawlers.extraction.page.plain_text import cut, plain
from storage.records import Edition

_LONGEST_URL = 2083
_LONGEST_SECTION = 200


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
    editions: tuple[Edition, ...] = ()
    things: tuple[json_ld.Thing, ...] = ()  # the article's own JSON-LD objects


def read_metadata(tree: HtmlElement, lines: Sequence[Line], url: str, where: tzinfo, language: str | None) -> Metadata:
    """Everything a page says of itself. `lines` are its visible lines, `where` the zone of times that name none."""
    head = Head(tree, url)
    headings = first_headings(lines, head)
    described = describe(head, lines, [heading.text for heading in headings])
    title = find_title(lines, headings, head, described.article)
    headline = headline_number(lines, title)
    spoken = _declared(tree) or language or head.language()
    dated = DatedPage(
        tree=tree, lines=lines, head=head, described=described, headline=headline, where=where, language=spoken
    )
    moment, evidence = find_publication(dated)
    things = described.article
    return Metadata(
        title=title,
        descriptions=_descriptions(head, things),
        authors=people(tree, head, described, lines, headline),
        published=moment,
        published_from=evidence,
        section=_section(head, things),
        image_url=_absolute(url, head.first("og:image", "twitter:image") or json_ld.first_text(things, "image")),
        canonical_url=_absolute(url, head.canonical or head.first("og:url")),
        editions=declared_editions(tree, head, things, url),
        things=things,
    )


def _declared(tree: HtmlElement) -> str | None:
    """The language that the page declares, as a two-letter code."""
    declared = (tree.get("lang") or tree.get("xml:lang") or "").strip()[:2].lower()
    return "uk" if declared == "ua" else declared or None


def _descriptions(head: Head, things: Sequence[json_ld.Thing]) -> tuple[str, ...]:
    in_head = head.all("og:description", "description", "twitter:description")
    found = in_head or [plain(text) for thing in things if (text := json_ld.text(thing.get("description")))]
    return tuple(dict.fromkeys(text for text in found if text))


def _section(head: Head, things: Sequence[json_ld.Thing]) -> str | None:
    in_head = head.first("article:section", "og:article:section", "section")
    found = plain(json_ld.first_text(things, "articleSection") or in_head or "")
    return cut(found, _LONGEST_SECTION) or None


def _absolute(base: str, address: str | None) -> str | None:
    """An http address; None for data:, javascript: and what cannot be one."""
    if not address or len(address) > _LONGEST_URL:
        return None
    try:
        absolute = urljoin(base, plain(address))
        return absolute if urlsplit(absolute).scheme in {"http", "https"} and urlsplit(absolute).netloc else None
    except ValueError:
        return None
