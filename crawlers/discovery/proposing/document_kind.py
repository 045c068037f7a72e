"""What kind of list some bytes are, whatever their address and content type say."""

import re
import zlib

from crawlers.discovery.sitemap import ADDRESS_LINE, GZIP
from storage.records import SourceKind

_LOOKED_AT = 256 << 10  # bytes: a news sitemap shows in its first entry
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
_ROOT = re.compile(rb"<([A-Za-z][\w.:-]*)")
_JSON_FEED = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{.{0,2000}?jsonfeed\.org/version/", re.DOTALL)
_KINDS: dict[bytes, SourceKind] = {
    b"rss": "feed",
    b"rdf": "feed",
    b"feed": "feed",
    b"urlset": "sitemap",
    b"sitemapindex": "sitemap",
    b"html": "front",
}
_NEWS_ENTRY = re.compile(rb"<(?:news:|n:)?(?:news|publication_date)\b")


def kind_of(body: bytes) -> SourceKind | None:
    """A feed, a sitemap, a news sitemap or a page ("front"), told by how it begins; None for anything else."""
    start = _beginning(body).replace(b"\x00", b"")  # UTF-16 as well is read by its letters alone
    if _JSON_FEED.match(start):
        return "feed"
    if ADDRESS_LINE.match(start):
        return "sitemap"
    root = _ROOT.search(_COMMENT.sub(b"", start))
    if root is None:
        return None
    name = root[1].lower()
    kind = _KINDS.get(name.rpartition(b":")[2]) or _KINDS.get(name.partition(b":")[0])
    if kind == "sitemap" and _NEWS_ENTRY.search(start):
        return "news-sitemap"
    return kind or ("front" if b"<body" in start.lower() else None)


def _beginning(body: bytes) -> bytes:
    if not body.startswith(GZIP):
        return body[:_LOOKED_AT]
    try:
        return zlib.decompressobj(wbits=31).decompress(body[:_LOOKED_AT], _LOOKED_AT)
    except zlib.error:
        return b""
