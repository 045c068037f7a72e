"""The next page of a paged list, as its links tell it: older stories stand there."""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple
from urllib.parse import urlsplit

from crawlers.discovery.address_evidence import address_evidence
from crawlers.discovery.front_page import FrontPage
from storage.addresses import url_key

_NEXT = re.compile(
    r"[\s.]*(?:next(?: page)?|older(?: \w+)?|(?:load|show) (?:more|older)(?: \w+)?|more news|"
    r"далі|вперед|наступна(?: сторінка)?|(?:наступні|старіші|давніші)(?: \w+)?|попередні (?:записи|новини)|раніше|"
    r"(?:показати|завантажити) (?:ще|більше)(?: \w+)?|більше новин|ще новини|"
    r"дальше|следующая(?: страница)?|ещё|еще)?[\s.]*[›»→>]*[\s.]*",
    re.IGNORECASE,
)
_NUMBERED = (
    re.compile(r"([?&](?:page|paged|p|pg|pagenum|PAGEN_\d|start|offset)=)(\d{1,6})(?=&|$)", re.IGNORECASE),
    re.compile(
        r"(/(?:page|pagenum|p|pg|storinka|stranica|страница|сторінка)[/_-]?)(\d{1,6})(?=/?$|/?\?)", re.IGNORECASE
    ),
    re.compile(r"(/)(\d{1,4})(?=/?$|/?\?)"),
)
_STEPS = ("start=", "offset=")  # count stories, not pages
_SECOND = 2  # what follows a page without a number; `/?p=12345` is a story, `/2026/` a year
_OF_A_STORY = frozenset(("a number", "a date in the path", "a headline in the path", "a token"))


class _Numbered(NamedTuple):
    """An address that counts pages: what is left without the number, how it counts, and the number."""

    list_key: str
    style: str
    number: int


def next_page(page: FrontPage, url: str) -> str | None:
    """The address of the page after this one, or None at the end: by `rel`, by the words of a link, by the numbers."""
    here = url_key(url)
    declared = [address for address in page.next_pages if address and url_key(address) != here]
    anchors = [anchor for anchor in page.anchors if anchor.url and url_key(anchor.url) != here]
    said = [anchor.url for anchor in anchors if anchor.text and _NEXT.fullmatch(anchor.text)]
    following = _following(url)
    choices = (
        *declared,
        *(address for address in said if following(address)),
        *_lowest((number, anchor.url) for anchor in anchors if (number := following(anchor.url) or 0) >= _SECOND),
        *(address for address in said if not _is_story(address)),
    )
    return next((address for address in choices if _is_neighbour(address, url)), None)


def _lowest(numbered: Iterable[tuple[int, str]]) -> list[str]:
    return [address for _, address in sorted(numbered, key=lambda pair: pair[0])[:1]]


def _is_story(address: str) -> bool:
    """An arrow may lead to the next story of a row, too."""
    evidence = set(address_evidence(address))
    return bool(evidence & _OF_A_STORY) and "a page of a list" not in evidence


def _is_neighbour(address: str, url: str) -> bool:
    return urlsplit(address).netloc.removeprefix("www.") == urlsplit(url).netloc.removeprefix("www.")


def _following(url: str) -> Callable[[str], int | None]:
    """Asks of an address for its number, if it counts on from a page."""
    list_key = url_key(url)
    here = {(numbered.list_key, numbered.style): numbered.number for numbered in _numbers_of(url)}

    def number_of(address: str) -> int | None:
        for numbered in _numbers_of(address):
            own = here.get((numbered.list_key, numbered.style))
            if own is None and numbered.list_key == list_key and (numbered.number <= _SECOND or _is_step(numbered)):
                return numbered.number
            if own is not None and _counts_on(numbered, own):
                return numbered.number
        return None

    return number_of


def _is_step(numbered: _Numbered) -> bool:
    return numbered.style in _STEPS


def _counts_on(numbered: _Numbered, own: int) -> bool:
    return numbered.number > own and (numbered.style != "/" or numbered.number == own + 1)


def _numbers_of(url: str) -> list[_Numbered]:
    """The ways in which an address may count pages."""
    found = []
    for pattern in _NUMBERED:
        for match in pattern.finditer(url):
            rest = url[: match.start()] + ("?" if match[1].startswith("?") else "") + url[match.end() :]
            plain = rest.replace("?&", "?").rstrip("?")
            found.append(_Numbered(url_key(plain), match[1].lower().strip("?&"), int(match[2])))
    return found
