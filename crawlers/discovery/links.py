"""From the bytes of any source to the outlet's own links, each once, the newest first."""

from dataclasses import dataclass
from datetime import timedelta

from crawlers.discovery.addresses import is_home, is_on_hosts, looks_like_article, may_be_article, normalised
from crawlers.discovery.feed import feed_links
from crawlers.discovery.front_page import front_page_links
from crawlers.discovery.sitemap import sitemap_links
from crawlers.outlet import Outlet
from storage.addresses import host_of
from storage.records import Link, SourceKind

MAX_LINKS = 500  # of one reading: a feed holds 20-100, a news sitemap covers two days; more is a backfill's work
HEADLINE_LENGTH, HEADLINE_WORDS = 25, 4  # menu entries are shorter; a guess that costs one look where it is wrong
MAX_SITEMAPS = 5  # of one index, newest first; older ones are a backfill's work, too


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLinks:
    """What a source held: links of the outlet, how many led elsewhere, and further sitemaps to read (of an index)."""

    links: tuple[Link, ...] = ()
    left_out: int = 0  # links beyond MAX_LINKS
    offsite: int = 0
    sitemaps: tuple[str, ...] = ()
    pause: timedelta | None = None  # between two readings, as the source itself wishes
    problem: str | None = None  # why there is nothing, in plain words


def article_links(body: bytes, kind: SourceKind, url: str, outlet: Outlet) -> FoundLinks:
    """The links of a feed, sitemap, news sitemap or front page. Never raises on any bytes."""
    match kind:
        case "feed":
            found, problem = feed_links(body, url)
            sitemaps: list[str] = []
        case "front":
            found, problem = front_page_links(body, url)
            sitemaps = []
        case _:
            found, sitemaps, problem = sitemap_links(body)
    own, offsite = _own(found, kind, url, outlet)
    nested = [sub for sub in (normalised(sitemap, url) for sitemap in sitemaps) if sub]
    allowed = [sub for sub in nested if is_on_hosts(sub, (*outlet.hosts, host_of(url)))]
    return FoundLinks(
        links=tuple(own.values())[:MAX_LINKS],
        left_out=max(0, len(own) - MAX_LINKS),
        offsite=offsite,
        sitemaps=tuple(allowed[:MAX_SITEMAPS]),
        problem=problem,
    )


def _own(found: list[Link], kind: SourceKind, base: str, outlet: Outlet) -> tuple[dict[str, Link], int]:
    own: dict[str, Link] = {}
    offsite = 0
    for link in found:
        url = normalised(link.url, base)
        if url is None or is_home(url, outlet.home):
            continue
        if not is_on_hosts(url, outlet.hosts):
            offsite += 1
        elif url not in own and _is_wanted(url, link.title, kind, outlet):
            own[url] = Link(url=url, title=link.title, published=link.published, language=link.language)
    return own, offsite


def _is_wanted(url: str, title: str | None, kind: SourceKind, outlet: Outlet) -> bool:
    """Feeds and news sitemaps list articles only; plain sitemaps pages that are worth one look; front pages everything.

    Of a front page's links those are articles that have such an address, or that are shown as a headline.
    """
    if kind in ("feed", "news-sitemap") and outlet.article.url is None:
        return True
    if looks_like_article(url, outlet):
        return True
    return may_be_article(url, outlet) and (kind != "front" or _is_headline(title or ""))


def _is_headline(text: str) -> bool:
    return len(text) >= HEADLINE_LENGTH and len(text.split()) >= HEADLINE_WORDS
