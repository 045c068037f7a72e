"""Archives in pages: what a backfill has to walk through."""

import re
from collections.abc import Iterable
from datetime import date
from html import escape
from random import Random

from tests.unruly.lists import XML, front_of, urlset
from tests.unruly.messages import Answer, Request
from tests.unruly.site import Site, Way, missing

OK = 200


def paged(path: str, *, on_a_page: int, says_next: bool = True) -> Way:
    """A list in pages, `?page=2` and so on; beyond the last one 404.

    With `says_next` the head links to the next page; without, only the numbers at the foot tell that there is more.
    """

    def answer(site: Site, request: Request) -> Answer:
        found = re.search(r"page=(\d+)", request.path)
        number = int(found[1]) if found else 1
        everything = site.published()
        shown = everything[(number - 1) * on_a_page : number * on_a_page]
        last = -(-len(everything) // on_a_page)
        if not shown:
            return missing(site, request)
        numbers = "".join(f'<a href="{path}?page={n}">{n}</a> ' for n in range(1, last + 1) if abs(n - number) <= 2)
        page = front_of(site, [(p.path, p.text.title) for p in shown], foot=f'<div class="pages">{numbers}</div>')
        return _with_next(page, f"{path}?page={number + 1}") if says_next and number < last else page

    return answer


def endless(path: str, *, on_a_page: int) -> Way:
    """As `paged`, but beyond the last page there is always another one, of any stories in any order."""
    honest = paged(path, on_a_page=on_a_page)

    def answer(site: Site, request: Request) -> Answer:
        found = re.search(r"page=(\d+)", request.path)
        number = int(found[1]) if found else 1
        page = honest(site, request)
        if page.status != OK:
            any_stories = Random(number).sample(site.published(), on_a_page)
            page = front_of(site, [(p.path, p.text.title) for p in any_stories])
        return _with_next(page, f"{path}?page={number + 1}")

    return answer


def day(site: Site, request: Request) -> Answer:
    """The stories of the day in the path, and beside them, every day, what is read most now."""
    shown = [p for p in site.published() if f"/{p.at:%Y/%m/%d}/" in request.path]
    return front_of(site, [(p.path, p.text.title) for p in (*shown, *site.published()[:2])])


def ring(site: Site, _request: Request) -> Answer:
    """An index that names itself, another one that answers the same, and two maps alike before the one of all."""
    places = ("/ring.xml", "/ring-2.xml", "/maps/new.xml", "/maps/new-again.xml", "/maps/all.xml")
    return _index(site, places)


def newest_two(site: Site, _request: Request) -> Answer:
    return urlset(site, site.published()[:2])


def everything(site: Site, _request: Request) -> Answer:
    return urlset(site, site.published())


def _with_next(page: Answer, address: str) -> Answer:
    link = f'<link rel="next" href="{escape(address)}"></head>'
    return Answer(body=page.body.replace(b"</head>", link.encode()))


def monthly_index(site: Site, _request: Request) -> Answer:
    """A sitemap index of dated sitemaps, one a month, the oldest first."""
    months = sorted({p.at.strftime("%Y-%m") for p in site.published()})
    return _index(site, [f"/sitemaps/{month}.xml" for month in months])


def _index(site: Site, paths: Iterable[str]) -> Answer:
    rows = "".join(f"<sitemap><loc>{site.url(path)}</loc></sitemap>" for path in paths)
    xml = f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'
    return Answer(body=xml.encode(), kind=XML)


def monthly_sitemap(site: Site, request: Request) -> Answer:
    month = date.fromisoformat(request.path.rpartition("/")[2].removesuffix(".xml") + "-01")
    return urlset(site, [p for p in site.published() if (p.at.year, p.at.month) == (month.year, month.month)])
