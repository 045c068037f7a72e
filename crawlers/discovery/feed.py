"""RSS, RDF and Atom through feedparser, and JSON Feed: a feed that is not well-formed but has entries is used."""

from calendar import timegm
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import feedparser

from crawlers.discovery.character_references import without_halves
from crawlers.discovery.headlines import plain_headline
from crawlers.discovery.json_feed import json_feed_listing
from crawlers.discovery.listing import Listing
from crawlers.discovery.mail_dates import mail_date
from crawlers.discovery.moments import moment_of
from crawlers.errors import ExtractionError
from crawlers.extraction.page.charset import as_utf8
from storage.findings import Link
from storage.language_codes import declared_language

MAX_BYTES = 4 << 20  # a feed bomb of 0.6 MB cost feedparser 5 s; real feeds are below 1 MB
LONGEST_PAUSE = timedelta(days=1)
_PERIODS = {
    "hourly": timedelta(hours=1),
    "daily": timedelta(days=1),
    "weekly": timedelta(days=7),
    "monthly": timedelta(days=30),
    "yearly": timedelta(days=365),
}
_MAX_NOTE = 200


def feed_listing(body: bytes, url: str, is_own: Callable[[str], bool] = lambda _: True) -> Listing:
    """The entries of a feed, as they stand there. Where an entry names several addresses, the first that `is_own`."""
    if len(body) > MAX_BYTES:
        return Listing(problem=f"the feed has {len(body)} bytes; more than {MAX_BYTES} are not parsed")
    try:
        text, _ = as_utf8(body)
    except ExtractionError as error:
        return Listing(problem=f"not a feed: {error}")
    text = text.removeprefix(b"\xef\xbb\xbf").strip(b" \t\r\n\x00")
    if text.startswith(b"{"):
        return json_feed_listing(text.decode("utf-8", "replace"), is_own)
    # As a stream: bytes that are the name of a file on this machine would be opened and read. The charset that we found
    # stands above the one that the feed declares.
    headers = {"content-location": url, "content-type": "application/xml; charset=utf-8"}
    stream = BytesIO(without_halves(text))
    try:
        feed = feedparser.parse(stream, response_headers=headers)
    except Exception as error:  # noqa: BLE001  a parser of strangers' bytes: whatever it raises is their fault
        return Listing(problem=f"not a feed: {error}")
    return _listing(feed, text, is_own)


def _listing(feed: Any, text: bytes, is_own: Callable[[str], bool]) -> Listing:
    language = declared_language(feed.feed.get("language"))
    links = tuple(link for link in (_link(entry, language, is_own) for entry in feed.entries) if link)
    if not links and not feed.get("version"):
        is_page = b"<html" in text[:2000].lower() or b"<!doctype html" in text[:200].lower()
        return Listing(
            problem="not a feed: a web page" if is_page else "not a feed: neither RSS nor Atom nor JSON Feed"
        )
    wrong = feed.get("bozo_exception")
    return Listing(
        links=links,
        pause_asked=_pause_asked(feed.feed),
        note=f"not well-formed: {wrong}"[:_MAX_NOTE] if feed.get("bozo") and wrong else None,
    )


def _link(entry: Any, language: str | None, is_own: Callable[[str], bool]) -> Link | None:
    addresses = [url for url in _addresses(entry) if url.startswith(("http:", "https:", "/"))]
    if not addresses:
        return None
    return Link(
        url=next(filter(is_own, addresses), addresses[0]),
        title=plain_headline(entry.get("title")),
        published=_moment(entry, "published") or _moment(entry, "updated"),
        language=language,
    )


def _addresses(entry: Any) -> Iterator[str]:
    """The addresses that an entry gives itself: a feed's service may put its own, counting one in the link's place."""
    link, name = entry.get("link"), entry.get("id")
    for url in (entry.get("feedburner_origlink"), entry.get("pheedo_origlink"), link, name):
        if isinstance(url, str):
            yield url.strip()
    if isinstance(link, str):
        yield from _addresses_within(link)


def _addresses_within(url: str) -> Iterator[str]:
    try:
        yield from (value for _, value in parse_qsl(urlsplit(url).query) if value.startswith(("http:", "https:")))
    except ValueError:
        return  # no address, or a query of a thousand fields


def _pause_asked(feed: Any) -> timedelta | None:
    """The longer of the pauses that a feed asks for by `ttl` and by `sy:updatePeriod`; a day at most."""
    pauses = [pause for pause in (_ttl(feed.get("ttl")), _update_pause(feed)) if pause]
    return min(max(pauses), LONGEST_PAUSE) if pauses else None


def _ttl(minutes: Any) -> timedelta | None:
    number = _number(minutes)
    return timedelta(minutes=number) if number else None


def _update_pause(feed: Any) -> timedelta | None:
    period = _PERIODS.get(str(feed.get("sy_updateperiod") or "").strip().lower())
    return period / (_number(feed.get("sy_updatefrequency")) or 1) if period else None


def _number(text: Any) -> int | None:
    digits = str(text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) <= 6 else None  # noqa: PLR2004


def _moment(entry: Any, name: str) -> datetime | None:
    """As it is written, where a zone stands there that we know: feedparser takes others than its own for UTC."""
    # dict's own get: feedparser's falls back from one name to the other, and warns of it.
    written, parsed = dict.get(entry, name), dict.get(entry, f"{name}_parsed")
    if isinstance(written, str) and (written.strip().isdecimal() or mail_date(written)):
        return moment_of(written)
    try:
        return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
    except (ValueError, OverflowError):
        return None  # the year 0 or 10000
