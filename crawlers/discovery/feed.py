"""RSS, RDF and Atom through feedparser, on bytes: a feed that is not well-formed but has entries is used."""

from calendar import timegm
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import feedparser

from storage.records import Link

MAX_BYTES = 4 << 20  # a feed bomb of 0.6 MB cost feedparser 5 s; real feeds are below 1 MB


def feed_links(body: bytes, url: str) -> tuple[list[Link], str | None]:
    """The entries of a feed as links, as they stand there, and what is wrong with it."""
    if len(body) > MAX_BYTES:
        return [], f"the feed has {len(body)} bytes; more than {MAX_BYTES} are not parsed"
    try:
        # As a stream: bytes that are the name of a file on this machine would be opened and read.
        feed = feedparser.parse(BytesIO(body), response_headers={"content-location": url})
    except Exception as error:  # noqa: BLE001  a parser of strangers' bytes: whatever it raises is their fault
        return [], f"not a feed: {error}"
    links = [link for link in (_link(entry, feed.feed.get("language")) for entry in feed.entries) if link]
    return links, None if links or feed.get("version") else "not a feed: neither RSS nor Atom"


def _link(entry: Any, language: str | None) -> Link | None:
    url = entry.get("link") or entry.get("id")
    if not isinstance(url, str) or not url.startswith(("http", "/")):
        return None
    # dict's own get: feedparser's falls back from one to the other, and warns of it.
    updated = dict.get(entry, "updated_parsed")
    return Link(
        url=url,
        title=entry.get("title"),
        published=_moment(entry.get("published_parsed") or updated),
        language=language[:2].lower() if language else None,
    )


def _moment(parsed: Any) -> datetime | None:
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError):
        return None  # the year 0 or 10000
