"""The next page of a paged list, as its links tell it: older stories stand there."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from crawlers.discovery.front_page import FrontPage
from storage.addresses import url_key

_NEXT = re.compile(
    r"[\s.]*(?:next(?: page)?|older(?: \w+)?|load more|show more|more news|"
    r"далі|наступна(?: сторінка)?|наступні|(?:старіші|давніші)(?: \w+)?|раніше|(?:показати|завантажити) ще|"
    r"більше новин|ще новини|дальше|следующая(?: страница)?|ещё|еще)?[\s.]*[›»→>]*[\s.]*",
    re.IGNORECASE,
)
_NUMBERED = (
    re.compile(r"([?&](?:page|paged|p|pg|pagenum|PAGEN_\d|start|offset)=)(\d{1,6})(?=&|$)", re.IGNORECASE),
    re.compile(
        r"(/(?:page|pagenum|p|pg|storinka|stranica|страница|сторінка)[/_-]?)(\d{1,6})(?=/?$|/?\?)", re.IGNORECASE
    ),
    re.compile(r"(/)(\d{1,4})(?=/?$|/?\?)"),
)


class _Numbered(NamedTuple):
    """An address that counts pages: what is left without the number, how it counts, and the number."""

    list_key: str
    style: str
    number: int


def next_page(page: FrontPage, url: str) -> str | None:
    """The address of the page after this one, or None at the end: by `rel`, by the numbers, by the words of a link."""
    here = url_key(url)
    declared = (address for address in page.next_pages if url_key(address) != here)
    anchors = [anchor for anchor in page.anchors if anchor.url and url_key(anchor.url) != here]
    said = (anchor.url for anchor in anchors if anchor.text and _NEXT.fullmatch(anchor.text))
    found = next(declared, None) or _numbered_next((anchor.url for anchor in anchors), url) or next(said, None)
    return found if found and _is_neighbour(found, url) else None


def _is_neighbour(address: str, url: str) -> bool:
    return urlsplit(address).netloc.removeprefix("www.") == urlsplit(url).netloc.removeprefix("www.")


def _numbered_next(addresses: Iterable[str], url: str) -> str | None:
    """The lowest number above this page's own, among the addresses of the same list."""
    here = {(numbered.list_key, numbered.style): numbered.number for numbered in _numbers_of(url)}
    above = []
    for address in addresses:
        for numbered in _numbers_of(address):
            own = here.get((numbered.list_key, numbered.style))
            if own is None and numbered.list_key == url_key(url):
                own = 1
            if own is not None and numbered.number > own:
                above.append((numbered.number, address))
    return min(above, key=lambda pair: pair[0])[1] if above else None


def _numbers_of(url: str) -> list[_Numbered]:
    """The ways in which an address may count pages."""
    found = []
    for pattern in _NUMBERED:
        for match in pattern.finditer(url):
            rest = url[: match.start()] + ("?" if match[1].startswith("?") else "") + url[match.end() :]
            found.append(
                _Numbered(url_key(rest.replace("?&", "?").rstrip("?")), match[1].lower().strip("?&"), int(match[2]))
            )
    return found
