"""What a page says of itself in elements that are made for machines, and its headings: one look over the tree."""

from collections.abc import Iterable
from functools import cached_property
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawlers.extraction.page.comparing import bare
from crawlers.extraction.page.plain_text import plain

_A_NAME = 5  # letters: fewer may stand in an address by chance
_SITE_NAMES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "copyright", "publisher")


class Head:
    """The `meta` elements of a page by name, in lower case, its canonical address, editions, title and the like."""

    def __init__(self, tree: HtmlElement, url: str = "") -> None:
        self.canonical: str | None = None
        self.browser_title = ""
        self.headings: list[HtmlElement] = []  # of the first level
        self.scripts: list[HtmlElement] = []  # that hold JSON-LD
        self.alternates: list[HtmlElement] = []  # links to the page in other languages
        self._url = url
        self._values: dict[str, list[str]] = {}
        for element in tree.iter("meta", "script", "h1", "link", "title"):
            self._take(element, str(element.tag))

    def _take(self, element: HtmlElement, tag: str) -> None:
        if tag == "meta":
            name = element.get("property") or element.get("name") or element.get("itemprop")
            value = element.get("content")
            if name and value:
                self._values.setdefault(name.strip().lower(), []).append(value)
        elif tag == "script":
            if "ld+json" in (element.get("type") or "").lower():
                self.scripts.append(element)
        elif tag == "h1":
            self.headings.append(element)
        elif tag == "link":
            self._take_link(element, (element.get("rel") or "").lower())
        elif not self.browser_title:
            self.browser_title = plain(element.text or "")

    def _take_link(self, element: HtmlElement, relation: str) -> None:
        if relation == "canonical" and self.canonical is None:
            self.canonical = element.get("href")
        elif relation == "alternate" and element.get("hreflang"):
            self.alternates.append(element)

    def first(self, *names: str) -> str | None:
        return next(iter(self.all(*names)), None)

    def all(self, *names: str) -> list[str]:
        said = self._values
        values = (plain(value) for name in names if name in said for value in said[name])
        return [value for value in values if value]

    def addresses(self) -> list[str]:
        """Where the page stands, as it was fetched and as it says itself."""
        return [address for address in (self._url, self.canonical, self.first("og:url")) if address]

    def language(self) -> str | None:
        """The language that the page's `meta` elements name, as a two-letter code."""
        named = self.first("og:locale", "content-language", "language", "dc.language") or ""
        return named[:2].lower() if named[:2].isalpha() and not named[2:3].isalpha() else None

    def is_site(self, name: str, publishers: Iterable[str] = ()) -> bool:
        """True for the name of the site itself: as it calls itself, or as its address reads."""
        letters = bare(name)
        if not letters or letters in self._site_names or any(letters == bare(other) for other in publishers):
            return bool(letters)
        return any(letters == host or (len(letters) >= _A_NAME and letters in host) for host in self._hosts)

    @cached_property
    def _site_names(self) -> frozenset[str]:
        return frozenset(map(bare, self.all(*_SITE_NAMES)))

    @cached_property
    def _hosts(self) -> frozenset[str]:
        hosts = {_host(address) for address in self.addresses()}
        return frozenset(bare(part) for host in hosts for part in (host, host.rpartition(".")[0]) if part)


def _host(address: str) -> str:
    address = address[max(0, address.rfind("http")) :]  # an archive's address holds the page's own
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
