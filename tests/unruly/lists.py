"""Feeds, sitemaps and front pages, honest and other: what leads to an outlet's pieces."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime, timedelta
from email.utils import format_datetime
from html import escape
from random import Random

from tests.unruly.messages import Answer, Request
from tests.unruly.site import Site, Way
from tests.unruly.stories import Piece

XML = "application/xml; charset=utf-8"
SHOWN = 4  # entries of a feed, links of a front page
AN_ADVERTISEMENT = "http://advertisement.example/lanterns-at-half-price-until-friday"
A_YEAR_IN_MINUTES = 525_600
DEAD_SITEMAPS = 300

Entry = tuple[str, str, datetime]  # title, address, time


def feed_of(number: int) -> Way:
    """RSS of the newest pieces, and nothing wrong with it."""
    return lambda site, _: rss([(p.text.title, site.url(p.path), p.at) for p in site.published()[:number]])


feed = feed_of(SHOWN)


def lying_feed(vanishing: int, hours: float) -> Way:
    """Entries in any order, old ones dated now, advertisements among them, a time to live of a year, broken XML.

    The entry of the piece with number `vanishing` is gone again after some hours.
    """

    def answer(site: Site, request: Request) -> Answer:
        stays = timedelta(hours=hours)
        shown = [p for p in site.published() if p.number != vanishing or request.now < p.at + stays][:SHOWN]
        old = timedelta(hours=6)
        entries: list[Entry] = [
            (f"{p.text.title} & more", site.url(p.path), request.now if request.now - p.at > old else p.at)
            for p in shown
        ]
        entries += [("Half price until Friday", AN_ADVERTISEMENT, request.now)] * 2
        Random(request.number).shuffle(entries)
        told = rss(entries, ttl=A_YEAR_IN_MINUTES)
        # No XML: a control character, and an ampersand that stands alone.
        return Answer(body=told.body.replace(b"&amp; more", b"\x0b & more"), kind=XML)

    return answer


def rss(entries: Iterable[Entry], ttl: int | None = None) -> Answer:
    items = "".join(
        f"<item><title>{escape(title)}</title><link>{escape(url)}</link><guid>{escape(url)}</guid>"
        f"<pubDate>{format_datetime(at)}</pubDate></item>"
        for title, url, at in entries
    )
    lives = "" if ttl is None else f"<ttl>{ttl}</ttl>"
    head = f"<title>News</title><link>http://localhost/</link><description>News</description>{lives}"
    xml = f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>{head}{items}</channel></rss>'
    return Answer(body=xml.encode(), kind=XML)


def urlset(site: Site, shown: Iterable[Piece]) -> Answer:
    rows = "".join(
        f"<url><loc>{escape(site.url(p.path))}</loc><lastmod>{p.at.isoformat()}</lastmod></url>" for p in shown
    )
    return Answer(
        body=f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode(), kind=XML
    )


# ---- an index of the dead -------------------------------------------------------------------------------------------


def dead_days(before: date) -> list[date]:
    """The days whose sitemaps are dead, the oldest first."""
    return [before - timedelta(days=n) for n in range(DEAD_SITEMAPS, 0, -1)]


def index_of_the_dead(start: datetime) -> Way:
    """One sitemap a day, as their names say and nothing else does, the oldest first; only today's month is alive."""

    def answer(site: Site, request: Request) -> Answer:
        names = [f"/sitemaps/{day}.xml" for day in [*dead_days(start.date()), request.now.date()]]
        rows = "".join(f"<sitemap><loc>{site.url(name)}</loc></sitemap>" for name in names)
        xml = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'
        return Answer(body=xml.encode(), kind=XML)

    return answer


def dated_sitemap(start: datetime) -> Way:
    """Of a day since the start: all that is published. Of an earlier one: 404, nothing at all, or 404 after a while."""

    def answer(site: Site, request: Request) -> Answer:
        day = date.fromisoformat(request.path.rpartition("/")[2].removesuffix(".xml"))
        if day >= start.date():
            return urlset(site, site.published())
        dead = (Answer(status=404), Answer(kind=XML), Answer(status=404, pause=0.05))
        return dead[day.toordinal() % len(dead)]

    return answer


# ---- front pages ----------------------------------------------------------------------------------------------------


def front(site: Site, _request: Request) -> Answer:
    """The newest pieces under their headlines."""
    return front_of(site, [(p.path, p.text.title) for p in site.published()[:SHOWN]])


def section(remainder: int, of: int = 2) -> Way:
    """The newest of those pieces whose number leaves this remainder."""

    def answer(site: Site, _request: Request) -> Answer:
        shown = [p for p in site.published() if p.number % of == remainder]
        return front_of(site, [(p.path, p.text.title) for p in shown[:SHOWN]])

    return answer


_MENU = {
    "en": (("/about/", "About"), ("/tags/harbour/", "Harbour"), ("/contacts/", "Contacts"), ("/privacy/", "Privacy")),
    "uk": (("/pro-nas/", "Про нас"), ("/tags/mist/", "Міст"), ("/contacts/", "Контакти"), ("/reklama/", "Реклама")),
}


def front_of(site: Site, links: Sequence[tuple[str, str]], foot: str = "") -> Answer:
    """A page that links to these, below a menu."""
    menu = "".join(f'<li><a href="{href}">{word}</a></li>' for href, word in _MENU[site.facts.language])
    shown = "".join(f'<li><h3><a href="{escape(href)}">{escape(title)}</a></h3></li>' for href, title in links)
    html = (
        f'<!doctype html><html lang="{site.facts.language}"><head><meta charset="utf-8"><title>{site.slug}</title>'
        f"</head><body><nav><ul>{menu}</ul></nav><main><ul>{shown}</ul></main>{foot}</body></html>"
    )
    return Answer(body=html.encode())
