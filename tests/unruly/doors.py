"""One story behind many addresses, and all addresses changed at once."""

import re
from dataclasses import replace
from datetime import datetime
from html import escape

from tests.history.page import page_of
from tests.unruly.lists import front_of, rss
from tests.unruly.messages import Answer, Request
from tests.unruly.site import Site, Way, missing
from tests.unruly.stories import Piece

# ---- one story, eight addresses -------------------------------------------------------------------------------------


def addresses(site: Site, piece: Piece) -> list[str]:
    """Where a story is linked: all of these lead to its page."""
    return [
        f"{piece.path}?utm_source=rss&utm_medium=feed",
        f"{piece.path}?from=main",
        f"{piece.path}/",
        f"/amp{piece.path}",
        f"/print{piece.path}",
        f"/news/{_id(piece)}-the-same-under-another-slug",
        f"http://{site.host.upper()}{piece.path}",
        piece.path,
    ]


def front_of_doors(site: Site, _request: Request) -> Answer:
    """Every story by every one of its addresses."""
    return front_of(site, [(href, p.text.title) for p in site.published()[:4] for href in addresses(site, p)[1:]])


def feed_with_tracking(site: Site, _request: Request) -> Answer:
    return rss([(p.text.title, site.url(addresses(site, p)[0]), p.at) for p in site.published()[:4]])


def door(site: Site, request: Request) -> Answer:
    """The story behind any of its addresses; a slug that is not its own redirects to the one that is."""
    path = re.sub(r"^/(amp|print)/", "/", request.path.partition("?")[0]).rstrip("/")
    number = re.match(r"/news/(\d+)-", path)
    piece = next((p for p in site.published() if number and _id(p) == number[1]), None)
    if piece is None:
        return missing(site, request)
    if path != piece.path:
        return Answer(status=301, headers=(("Location", site.url(piece.path)),))
    if request.path.startswith("/print/"):  # says nothing of where it belongs
        return Answer(body=bare_page(piece).encode())
    if request.path.startswith("/amp/"):
        canonical = f'<link rel="canonical" href="{site.url(piece.path)}">'
        return Answer(body=bare_page(piece, canonical).encode())
    return Answer(body=page_of(replace(piece.text, canonical=piece.path), request.now, host=site.host).encode())


def _id(piece: Piece) -> str:
    return piece.path.split("/")[-1].split("-")[0]


def bare_page(piece: Piece, head: str = "") -> str:
    """The text, and as good as nothing around it."""
    text = piece.text
    body = "".join(f"<p>{escape(line)}</p>" for line in text.paragraphs)
    return (
        f'<!doctype html><html lang="{text.language}"><head><meta charset="utf-8"><title>{escape(text.title)}</title>'
        f"{head}</head><body><h1>{escape(text.title)}</h1><p>{', '.join(text.authors)}</p>{body}</body></html>"
    )


# ---- a redesign -----------------------------------------------------------------------------------------------------


def redesigned(at: datetime, before: Way, after: Way) -> Way:
    return lambda site, request: (before if request.now < at else after)(site, request)


def new_path(piece: Piece) -> str:
    """After the redesign: the slug first, then the number, in a folder of its day."""
    number, _, slug = piece.path.rpartition("/")[2].partition("-")
    return f"/stories/{piece.at:%Y/%m/%d}/{slug}-{number}/"


def new_story(site: Site, request: Request) -> Answer:
    piece = next((p for p in site.published() if new_path(p) == request.path), None)
    return Answer(body=new_page(piece).encode()) if piece else missing(site, request)


def to_new_path(site: Site, request: Request) -> Answer:
    piece = site.piece_at(request.path)
    if piece is None:
        return missing(site, request)
    return Answer(status=301, headers=(("Location", site.url(new_path(piece))),))


def new_front(site: Site, _request: Request) -> Answer:
    return front_of(site, [(new_path(p), p.text.title) for p in site.published()[:5]], foot="<footer>2026</footer>")


def new_page(piece: Piece) -> str:
    """Another template: no JSON-LD, other elements, other names, another order, other furniture."""
    text = piece.text
    body = "".join(f'<p class="c-text__p">{escape(line)}</p>' for line in text.paragraphs)
    return (
        f'<!doctype html><html lang="{text.language}"><head><meta charset="utf-8">'
        f'<title>{escape(text.title)}</title><meta property="og:title" content="{escape(text.title)}">'
        f'<meta property="article:published_time" content="{text.published.isoformat()}"></head>'
        '<body><div id="app"><div class="c-bar"><a href="/">Home</a> <a href="/sport/">Sport</a></div>'
        f'<div class="c-hero"><h1 class="c-hero__title">{escape(text.title)}</h1>'
        f'<div class="c-hero__by">{", ".join(text.authors)}</div></div><div class="c-text">{body}</div>'
        '<div class="c-more"><h4>More stories</h4><a href="/stories/2026/11/01/a-heron-on-the-roof-901/">A heron on '
        "the roof</a></div></div></body></html>"
    )
