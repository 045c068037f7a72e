"""Sitemaps, news sitemaps and their indexes: addresses with what they say of title, time and language."""

import zlib
from datetime import UTC, datetime

from lxml import etree

from storage.records import Link

MAX_BYTES = 32 << 20  # unpacked; the protocol allows 50 MB, no outlet seen comes near
_ROOTS = ("urlset", "sitemapindex")
_GZIP = b"\x1f\x8b"


def sitemap_links(body: bytes) -> tuple[list[Link], list[str], str | None]:
    """The pages of a sitemap and the sitemaps of an index, each newest first, and what is wrong with it."""
    try:
        root = _parsed(_unpacked(body))
    except (etree.LxmlError, ValueError, zlib.error) as error:
        return [], [], f"not a sitemap: {error}"
    entries = [entry for entry in root.iterchildren() if isinstance(entry.tag, str)]
    sitemaps = [entry for entry in entries if _name(entry) == "sitemap"]
    pages = [entry for entry in entries if _name(entry) == "url"]
    if not (pages or sitemaps) and _name(root) not in _ROOTS:
        return [], [], f"not a sitemap: its root is <{_name(root)}>"
    links = [link for link in map(_link, _newest_first(pages)) if link.url]
    return links, [loc for loc in (_text(entry, "loc") for entry in _newest_first(sitemaps)) if loc], None


def _unpacked(body: bytes) -> bytes:
    if not body.startswith(_GZIP):
        return body
    unpacker = zlib.decompressobj(wbits=31)
    unpacked = unpacker.decompress(body, MAX_BYTES)
    if unpacker.unconsumed_tail:
        raise ValueError(f"more than {MAX_BYTES} bytes when unpacked")
    return unpacked


def _parsed(body: bytes) -> etree._Element:
    # Nothing a stranger's XML names is ever loaded or expanded.
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    root = etree.fromstring(body, parser)
    if root is None:
        raise ValueError("no XML")
    return root


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname


def _text(entry: etree._Element, name: str) -> str:
    """The text of the first descendant of that local name: namespaces in the wild are misspelt too often to ask for."""
    found = next((x for x in entry.iter() if isinstance(x.tag, str) and _name(x) == name and x.text), None)
    return (found.text or "").strip() if found is not None else ""


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None  # no date, or a moment before the year 1 or after 9999


def _age_key(entry: etree._Element) -> datetime:
    moment = _moment(_text(entry, "publication_date") or _text(entry, "lastmod"))
    return moment or datetime.min.replace(tzinfo=UTC)


def _newest_first(entries: list[etree._Element]) -> list[etree._Element]:
    return sorted(entries, key=_age_key, reverse=True)  # stable: undated ones keep the outlet's own order


def _link(entry: etree._Element) -> Link:
    return Link(
        url=_text(entry, "loc"),
        title=_text(entry, "title") or None,
        published=_moment(_text(entry, "publication_date")),
        language=_text(entry, "language")[:2].lower() or None,
    )
