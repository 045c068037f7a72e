"""Sitemaps, news sitemaps and their indexes: addresses with what they say of title, time and language.

The protocol (https://www.sitemaps.org/protocol.html) also allows plain text, one address a line, and feeds.
"""

import re
import zlib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from lxml import etree

from crawlers.discovery.character_references import without_halves
from crawlers.discovery.feed import feed_listing
from crawlers.discovery.headlines import plain_headline
from crawlers.discovery.listing import Listing, Sitemap
from crawlers.discovery.moments import day_in_address, moment_of
from storage.findings import Link
from storage.language_codes import declared_language, language_of_code

MAX_BYTES = 32 << 20  # packed or not; the protocol allows 50 MB, no outlet seen comes near
_ROOTS, _FEED_ROOTS = ("urlset", "sitemapindex"), ("rss", "feed", "RDF")
GZIP = b"\x1f\x8b"
ADDRESS_LINE = re.compile(rb"(?:\xef\xbb\xbf)?\s*https?://[^\s<>]+\s*(?:\n|\r|\Z)")  # of a sitemap in plain text
_BARE_AND = re.compile(rb"&(?!(?:[a-zA-Z]\w{1,9}|#\d{1,7}|#x[0-9a-fA-F]{1,6});)")  # of a query that nobody escaped
_MAX_EDITIONS = 10
# Of an index: what lists no stories, and comes last. Words that WordPress and its like put into the names.
_NOT_OF_STORIES = re.compile(
    r"(?:^|[-_])(?:tags?|categor(?:y|ies)|taxonom\w+|authors?|users?|pages|images?|videos?|attachments?|products?|static|"
    r"sections?|rubrics?)(?=[-_.\d]|sitemap)|^page[-_]sitemap",
    re.IGNORECASE,
)
_LAST_NUMBER = re.compile(r"(\d+)(?=\D*$)")
_NEVER = datetime.min.replace(tzinfo=UTC)


def sitemap_listing(body: bytes, url: str = "", is_own: Callable[[str], bool] = lambda _: True) -> Listing:
    """The pages of a sitemap and the sitemaps of an index, each newest first."""
    try:
        unpacked = _unpacked(body)
        if ADDRESS_LINE.match(unpacked):
            return _text_listing(unpacked)
        root = _parsed(unpacked)
        return feed_listing(unpacked, url, is_own) if _name(root) in _FEED_ROOTS else _xml_listing(root)
    except (etree.LxmlError, ValueError, zlib.error) as error:
        return Listing(problem=f"not a sitemap: {error}")


def _xml_listing(root: etree._Element) -> Listing:
    entries = [entry for entry in root.iterchildren() if isinstance(entry.tag, str)]
    sitemaps = [entry for entry in entries if _name(entry) == "sitemap"]
    pages = [entry for entry in entries if _name(entry) == "url"]
    if not (pages or sitemaps) and _name(root) not in _ROOTS:
        return Listing(problem=f"not a sitemap: its root is <{_name(root)}>")
    links = [link for link in map(_link, _newest_first(pages)) if link.url]
    return Listing(links=tuple(links), sitemaps=tuple(in_reading_order([_sitemap(entry) for entry in sitemaps])))


def in_reading_order(sitemaps: list[Sitemap]) -> list[Sitemap]:
    """The sitemaps of an index, those with the newest stories first, as far as their times and names tell.

    Numbered ones without a time: the first, then from the last back. One of the ends is the newest.
    """
    named = [sitemap for sitemap in sitemaps if sitemap.url]
    if not any(sitemap.changed_at or day_in_address(sitemap.url) for sitemap in named):
        named = _ends_first(named)
    newest_first = sorted(
        named, key=lambda sitemap: (sitemap.changed_at or _NEVER, day_in_address(sitemap.url) or _NEVER), reverse=True
    )
    return sorted(newest_first, key=lambda sitemap: bool(_NOT_OF_STORIES.search(sitemap.url.rpartition("/")[2])))


def _ends_first(sitemaps: list[Sitemap]) -> list[Sitemap]:
    numbers = [_LAST_NUMBER.search(sitemap.url) for sitemap in sitemaps[1:]]
    values = [int(number[1]) for number in numbers if number]
    if len(values) < len(sitemaps) - 1 or values != sorted(values):
        return sitemaps
    return [*sitemaps[:1], *reversed(sitemaps[1:])]


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(GZIP):
        return body
    unpacker = zlib.decompressobj(wbits=31)
    unpacked = unpacker.decompress(body, MAX_BYTES)
    if unpacker.unconsumed_tail:
        raise ValueError(f"more than {MAX_BYTES} bytes when unpacked")
    return unpacked


def _text_listing(body: bytes) -> Listing:
    lines = (line.strip() for line in body.decode("utf-8-sig", "replace").splitlines())
    links = [Link(url=line) for line in lines if line.startswith(("http:", "https:"))]
    return Listing(links=tuple(sorted(links, key=lambda link: day_in_address(link.url) or _NEVER, reverse=True)))


def _parsed(body: bytes) -> etree._Element:
    # Nothing a stranger's XML names is ever loaded or expanded.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    root = etree.fromstring(without_halves(_BARE_AND.sub(b"&amp;", body.lstrip())), parser)
    if root is None:
        raise ValueError("no XML")
    return root


def _name(element: etree._Element) -> str:
    # Not lxml's QName: where a namespace is not declared, the prefix stays in the name, and raises there.
    return str(element.tag).rpartition("}")[2].rpartition(":")[2]


def _text(entry: etree._Element, name: str) -> str:
    """The text of the first child of that local name: namespaces in the wild are misspelt too often to ask for."""
    found = next((child for child in _children(entry, name) if child.text), None)
    return (found.text or "").strip() if found is not None else ""


def _news(entry: etree._Element) -> etree._Element:
    """Where an entry tells of its story: pictures and films in it have titles and dates, too."""
    return next(_children(entry, "news"), entry)


def _children(entry: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in entry.iterchildren() if isinstance(child.tag, str) and _name(child) == name)


def _newest_first(entries: list[etree._Element]) -> list[etree._Element]:
    return sorted(entries, key=_age_key, reverse=True)  # stable: undated ones keep the outlet's own order


def _age_key(entry: etree._Element) -> datetime:
    said = moment_of(_text(_news(entry), "publication_date")) or moment_of(_text(entry, "lastmod"))
    return said or day_in_address(_text(entry, "loc")) or _NEVER


def _sitemap(entry: etree._Element) -> Sitemap:
    return Sitemap(_text(entry, "loc"), moment_of(_text(entry, "lastmod")))


def _link(entry: etree._Element) -> Link:
    news = _news(entry)
    publication = next(_children(news, "publication"), news)
    return Link(
        url=_text(entry, "loc"),
        title=plain_headline(_text(news, "title")),
        published=moment_of(_text(news, "publication_date")),
        language=declared_language(_text(publication, "language")),
        editions=_editions(entry),
    )


def _editions(entry: etree._Element) -> tuple[tuple[str, str], ...]:
    """The page in other languages, as `xhtml:link hreflang` names them."""
    links = list(_children(entry, "link"))
    pairs = [(language_of_code(x.get("hreflang")), (x.get("href") or "").strip()) for x in links[:_MAX_EDITIONS]]
    return tuple((language, url) for language, url in pairs if language and url)
