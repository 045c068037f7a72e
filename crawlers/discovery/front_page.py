"""The links of a front, section or archive page: where each stands, and what is written there."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml import etree, html

from crawlers.discovery.places import HEADINGS, Places
from crawlers.errors import ExtractionError
from crawlers.extraction.page.charset import as_utf8

_CHROME_TYPES = re.compile("BreadcrumbList|SiteNavigationElement|WPHeader|WPFooter|WPSideBar")  # menus, to schema.org


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """One link as it stands on a page; `url` is absolute, and "" for what is no address."""

    url: str
    text: str = ""
    in_heading: bool = False
    in_content: bool = False  # in <main>, <article>, a box named after news or stories
    in_chrome: bool = False  # in a menu, header, footer, bread crumbs
    in_short_list: bool = False  # one of a list of short labels
    has_image: bool = False
    has_time: bool = False  # a clock time or a date beside it


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontPage:
    """The links of a page in its order, and those that its metadata list as stories or name as the next page."""

    anchors: tuple[Anchor, ...] = ()
    listed: tuple[str, ...] = ()
    next_pages: tuple[str, ...] = ()


def read_front_page(body: bytes, url: str) -> tuple[FrontPage, str | None]:
    """The links of a page, and what is wrong with it."""
    try:
        encoded, _ = as_utf8(body)
        parser = html.HTMLParser(encoding="utf-8", huge_tree=False)
        tree = html.document_fromstring(encoded.replace(b"\x00", b""), parser=parser)
    except (etree.LxmlError, ValueError, ExtractionError) as error:
        return FrontPage(), f"not a page: {error}"
    base = tree.find(".//base[@href]")
    origin = _joined(url, (base.get("href") or "") if base is not None else "") or url
    places = Places(tree)
    anchors = tuple(_anchor(element, origin, places) for element in tree.iter("a") if element.get("href"))
    return FrontPage(anchors=anchors, listed=tuple(_listed(tree, origin)), next_pages=tuple(_next(tree, origin))), None


def _anchor(element: html.HtmlElement, origin: str, places: Places) -> Anchor:
    place = places.of(element)
    return Anchor(
        url=_joined(origin, element.get("href") or ""),
        text=_text(element),
        in_heading=place.is_heading or any(child.tag in HEADINGS for child in element.iter()),
        in_content=place.is_content,
        in_chrome=place.is_chrome,
        in_short_list=places.is_in_short_list(element),
        has_image=element.find(".//img") is not None,
        has_time=places.has_time(element),
    )


def _text(element: html.HtmlElement) -> str:
    """What the link shows; of a picture, what stands for it."""
    if text := " ".join("".join(map(str, element.itertext())).split()):
        return text
    image = element.find(".//img[@alt]")
    return " ".join(
        (
            (image.get("alt") if image is not None else None) or element.get("title") or element.get("aria-label") or ""
        ).split()
    )


def _next(tree: html.HtmlElement, origin: str) -> Iterator[str]:
    for link in tree.iter("link", "a"):
        if "next" in (link.get("rel") or "").lower().split() and link.get("href"):
            yield _joined(origin, link.get("href") or "")


def _listed(tree: html.HtmlElement, origin: str) -> Iterator[str]:
    """The addresses of the ItemLists of the page's JSON-LD."""
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower():
            try:
                yield from (_joined(origin, url) for url in _urls_of_lists(json.loads(script.text or "")))
            except (ValueError, RecursionError):
                continue  # no JSON, or nested to break its readers


def _urls_of_lists(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _urls_of_lists(item)
    elif isinstance(value, dict):
        if _CHROME_TYPES.search(str(value.get("@type"))):
            return
        items = value.get("itemListElement")
        yield from (url for item in (items if isinstance(items, list) else [items]) if (url := _url_of_item(item)))
        yield from (url for key in ("@graph", "mainEntity") for url in _urls_of_lists(value.get(key)))


def _url_of_item(item: Any) -> str | None:
    if not isinstance(item, dict):
        return item if isinstance(item, str) else None
    inner = item.get("item")
    if any(_CHROME_TYPES.search(str(thing.get("@type"))) for thing in (item, inner) if isinstance(thing, dict)):
        return None
    url = item.get("url") or (inner.get("url") or inner.get("@id") if isinstance(inner, dict) else inner)
    return url if isinstance(url, str) else None


def _joined(origin: str, address: str) -> str:
    try:
        return urljoin(origin, address.strip())
    except ValueError:
        return ""
