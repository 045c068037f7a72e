"""From the bytes of any source to the outlet's own links, each once, the newest first."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import timedelta

from crawlers.discovery.addresses import is_home, is_on_hosts, normalised
from crawlers.discovery.feed import feed_listing
from crawlers.discovery.front_page import read_front_page
from crawlers.discovery.link_score import is_file, looks_like_article, may_be_article
from crawlers.discovery.listing import Listing, Sitemap
from crawlers.discovery.page_links import article_links_of_page
from crawlers.discovery.paging import next_page
from crawlers.discovery.sitemap import sitemap_listing
from crawlers.outlet import Outlet
from storage.addresses import host_of, is_amp, url_key
from storage.findings import Link
from storage.records import SourceKind

MAX_LINKS = 500  # of one reading: a feed holds 20-100, a news sitemap covers two days; more is a backfill's work
PROTOCOL_LIMIT = 50_000  # of links and of sitemaps in one sitemap: the protocol's own


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLinks:
    """What a source held: links of the outlet, how many led elsewhere, and what to read further."""

    links: tuple[Link, ...] = ()
    left_out: int = 0  # links beyond MAX_LINKS
    offsite: int = 0
    sitemaps: tuple[Sitemap, ...] = ()  # of an index
    next_page: str | None = None  # of a paged list
    pause_asked: timedelta | None = None  # between two readings, as the feed itself asks; a day at most
    note: str | None = None  # what is wrong with a source that could be used all the same
    problem: str | None = None  # why there is nothing, in plain words


def article_links(body: bytes, kind: SourceKind, url: str, outlet: Outlet, *, everything: bool = False) -> FoundLinks:
    """The links of a feed, sitemap, news sitemap, front page or archive. Never raises on any bytes.

    With `everything`, as a backfill wants it, a reading ends only where a sitemap itself must: at 50,000.
    """
    if kind == "front":
        found = _of_front_page(body, url, outlet)
    elif kind == "feed":
        found = _own(feed_listing(body, url, lambda address: _is_own(address, url, outlet)), kind, url, outlet)
    else:
        listing = sitemap_listing(body, url, lambda address: _is_own(address, url, outlet))
        found = _own(listing, kind, url, outlet)
        if listing.problem and kind == "archive":
            found = _of_front_page(body, url, outlet)
    most = PROTOCOL_LIMIT if everything else MAX_LINKS
    return replace(
        found,
        links=found.links[:most],
        left_out=max(0, len(found.links) - most),
        sitemaps=found.sitemaps[:PROTOCOL_LIMIT],
    )


def _is_own(address: str, base: str, outlet: Outlet) -> bool:
    url = normalised(address, base)
    return url is not None and is_on_hosts(url, outlet.hosts) and not is_home(url, outlet.home)


def _of_front_page(body: bytes, url: str, outlet: Outlet) -> FoundLinks:
    page, problem = read_front_page(body, url)
    links, offsite = article_links_of_page(page, url, outlet)
    following = normalised(next_page(page, url) or "about:blank")
    is_near = following is not None and is_on_hosts(following, (*outlet.hosts, host_of(url)))
    return FoundLinks(links=links, offsite=offsite, next_page=following if is_near else None, problem=problem)


def _own(listing: Listing, kind: SourceKind, base: str, outlet: Outlet) -> FoundLinks:
    own: dict[str, dict[str, Link]] = {}  # by page, and by the page's spelling: all are its names
    offsite = 0
    for link in listing.links:
        url = normalised(link.url, base)
        if url is None or is_home(url, outlet.home):
            continue
        if not is_on_hosts(url, outlet.hosts):
            offsite += 1
        elif _is_wanted(url, kind, outlet):
            spellings = own.setdefault(url_key(url), {})
            spellings.setdefault(url, replace(link, url=url, editions=_editions(link, base)))
    return FoundLinks(
        # The first is the one that is fetched.
        links=tuple(link for page in own.values() for link in sorted(page.values(), key=lambda link: is_amp(link.url))),
        offsite=offsite,
        sitemaps=tuple(_sitemaps(listing.sitemaps, base, outlet)),
        pause_asked=listing.pause_asked,
        note=listing.note,
        problem=listing.problem,
    )


def _is_wanted(url: str, kind: SourceKind, outlet: Outlet) -> bool:
    """Feeds and news sitemaps list articles only; plain sitemaps everything, of which pages are worth one look."""
    if kind in ("feed", "news-sitemap"):
        if is_file(url):
            return False
        return outlet.article.url is None or looks_like_article(url, outlet)
    return may_be_article(url, outlet)


def _editions(link: Link, base: str) -> tuple[tuple[str, str], ...]:
    named = ((language, normalised(url, base)) for language, url in link.editions)
    return tuple((language, url) for language, url in named if url)


def _sitemaps(sitemaps: Iterable[Sitemap], base: str, outlet: Outlet) -> Iterable[Sitemap]:
    """Those on the outlet's hosts, or beside the index."""
    for sitemap in sitemaps:
        url = normalised(sitemap.url, base)
        if url is not None and is_on_hosts(url, (*outlet.hosts, host_of(base))):
            yield sitemap._replace(url=url)
