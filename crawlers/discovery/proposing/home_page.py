"""What a site says of itself on its front page: its name and language, its feeds, its editions in other languages."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from crawlers.discovery.addresses import normalised, registrable_domain
from crawlers.extraction.metadata.page_head import Head
from crawlers.extraction.page.parse import parse
from storage.addresses import host_of
from storage.language_codes import declared_language, language_of_code

# RSS Board's autodiscovery, RFC 4287, JSON Feed 1.1; plain XML types are met in the wild.
_FEED_TYPES = (
    *("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json"),
    *("application/xml", "text/xml"),
)
_FEED_PATH = re.compile(r"(?:^|[/._-])(?:rss|feeds?|atom)(?:[/._-]|$)", re.IGNORECASE)
# What editions are called in addresses. That /uk/ may be a section about Britain is told by its headlines.
_EDITION_PATH = re.compile(r"/(?:en|eng|english|uk|ua|ukr|ukrainian|ru|rus)/?", re.IGNORECASE)
TITLE_PARTS = re.compile(r"\s+[|—–·•:-]\s+")
EDITION = "an edition of the front page"


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """An address that a front page names, and the language that it is said to be in."""

    url: str
    language: str | None = None
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomePage:
    """A front page's own words. Every address is normalised; feeds may be anywhere, editions are on the same domain."""

    url: str
    name: str = ""  # as it calls itself; "" where it does not say
    title: str = ""  # of the browser's window
    language: str | None = None  # as declared: not evidence of what its articles are written in
    feeds: tuple[Declared, ...] = ()
    editions: tuple[Declared, ...] = ()
    links: tuple[str, ...] = ()  # all that lead to the same domain


def read_home_page(body: bytes, url: str, charset: str | None = None) -> HomePage:
    """What a front page declares. Raises what `parse` raises."""
    tree = parse(body, charset).tree
    base = tree.find(".//base[@href]")
    origin = _joined(url, base.get("href") or "") if base is not None else url
    head = Head(tree, url)
    return HomePage(
        url=url,
        name=_name(head),
        title=head.browser_title,
        language=declared_language(tree.get("lang") or tree.get("xml:lang")),
        feeds=_once(_feeds(tree, origin or url)),
        editions=_once(edition for edition in _editions(tree, origin or url) if edition.url != normalised(url)),
        links=tuple(dict.fromkeys(_links(tree, origin or url))),
    )


def _name(head: Head) -> str:
    said = head.first("og:site_name", "application-name", "apple-mobile-web-app-title")
    parts = TITLE_PARTS.split(head.browser_title)
    return said or next((part for part in parts if head.is_site(part)), "")


def _feeds(tree: HtmlElement, origin: str) -> Iterator[Declared]:
    for link in tree.iter("link"):
        kind = (link.get("type") or "").split(";")[0].strip().lower()
        if "alternate" in (link.get("rel") or "").lower().split() and kind in _FEED_TYPES:
            yield Declared(url=_joined(origin, link.get("href") or ""), by="link rel=alternate")
    for url in _links(tree, origin):
        if _FEED_PATH.search(urlsplit(url).path):
            yield Declared(url=url, by="a link on the page")


def _editions(tree: HtmlElement, origin: str) -> Iterator[Declared]:
    for element in tree.iter("link", "a"):
        url = _joined(origin, element.get("href") or "")
        language = language_of_code(element.get("hreflang"))
        is_alternate = element.tag == "a" or "alternate" in (element.get("rel") or "").lower().split()
        is_named = language is not None and is_alternate
        if url and is_same_site(url, origin) and (is_named or _EDITION_PATH.fullmatch(urlsplit(url).path)):
            yield Declared(url=url, language=language if is_named else None, by=EDITION)


def _links(tree: HtmlElement, origin: str) -> Iterator[str]:
    for anchor in tree.iter("a"):
        url = _joined(origin, anchor.get("href") or "")
        if url and is_same_site(url, origin):
            yield url


def is_same_site(url: str, other: str) -> bool:
    """Whether two addresses belong to what one owner registered."""
    return registrable_domain(host_of(url)) == registrable_domain(host_of(other))


def _joined(origin: str, address: str) -> str:
    try:
        return normalised(urljoin(origin, address.strip())) or "" if address else ""
    except ValueError:
        return ""


def _once(found: Iterator[Declared]) -> tuple[Declared, ...]:
    return tuple({each.url: each for each in found if each.url}.values())
