"""How long one page takes, against the library whose body the first engine starts from.

What is known of a line or of a name is remembered from page to page. So a page is read with nothing remembered, with
what five other pages of its outlet left, as in a crawl, and again, which is the least it takes. Beside them stands the
parse in C alone: what is more than that is Python, here and there.
"""

import sys
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import fmean, median
from types import ModuleType

import trafilatura
from lxml import html as lxml_html

from crawlers.extraction import extract
from tests.benchmarks import corpora
from tests.benchmarks.press_pages import press_pages
from tests.benchmarks.timing import each_interleaved

_EVERY = 4  # of the fundus pages, as in the notes: 38 pages of 332 KB
_OF_AN_OUTLET, _OTHERS = 4, 5  # pages measured of each outlet that has many, and pages of it that were read before


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page, and others of its outlet."""

    html: bytes
    url: str
    others: Sequence["Page"] = ()


Way = Callable[[Page], object]


def measure() -> list[str]:
    """Milliseconds of processor time a page, and shares of trafilatura's: on the press, and on real pages if any."""
    groups = {"the press": [Page(html=page.html, url=page.gold.url) for page in press_pages()]}
    if corpora.are_here():
        groups |= _real_pages() | {"outlets of many pages": _pages_of_outlets()}
    lines = [line for name, pages in groups.items() for line in _compared(name, pages)]
    return lines if corpora.are_here() else [*lines, corpora.NOT_HERE]


def share_of_trafilatura() -> float:
    """Our processor time on real pages, read again, as a share of trafilatura's, page by page in turn."""
    pages = [page for group in _real_pages().values() for page in group] if corpora.are_here() else []
    theirs, ours = each_interleaved([_by_trafilatura, _by_varta], pages)
    return fmean(ours) / fmean(theirs)


def _compared(name: str, pages: Sequence[Page]) -> list[str]:
    """A table of one kind of pages."""
    ways: dict[str, Way] = {
        "trafilatura.extract, its defaults": _by_trafilatura,
        "the parse in C alone": _parse,
        "(forget)": _forget,
        "varta extract, nothing remembered": _by_varta,
        **({"(others)": _read_others, "varta extract, as in a crawl": _by_varta} if pages[0].others else {}),
        "varta extract, the page again": _by_varta,
    }
    times = dict(zip(ways, each_interleaved(list(ways.values()), pages), strict=True))
    size = fmean(len(page.html) for page in pages) / 1024
    return [
        f"{f'{name}: {len(pages)} pages of {size:.0f} KB':<44} ms: mean  median   share: of the mean  median of shares",
        *_rows({way: seconds for way, seconds in times.items() if not way.startswith("(")}),
    ]


def _rows(times: Mapping[str, Sequence[float]]) -> list[str]:
    """One line a way: the first is what the others are shares of."""
    theirs = next(iter(times.values()))
    return [
        f"  {way:<44} {1000 * fmean(ours):7.2f} {1000 * median(ours):7.2f} {fmean(ours) / fmean(theirs):20.3f}"
        f" {median(mine / other for mine, other in zip(ours, theirs, strict=True)):17.3f}"
        for way, ours in times.items()
    ]


def _real_pages() -> dict[str, list[Page]]:
    """Real pages by where they are from."""
    fundus = [row for row in corpora.gold("extraction") if row["source"] == "fundus"][::_EVERY]
    return {
        "fundus": [Page(html=corpora.page_of("extraction", row), url=row["url"]) for row in fundus],
        "Ukrainian outlets": [
            Page(html=corpora.page_of("ukraine", row), url=row["url"]) for row in corpora.gold("ukraine")
        ],
    }


def _pages_of_outlets() -> list[Page]:
    """The last pages of each outlet that has many, with the first ones as the others."""
    by_host: dict[str, list[Page]] = defaultdict(list)
    for row in corpora.gold("multipage", "index.jsonl"):
        url = f"https://{row['host']}/news/{row['file'].removesuffix('.html.gz')}"
        by_host[row["host"]].append(Page(html=corpora.page_of("multipage", row), url=url))
    return [
        Page(html=page.html, url=page.url, others=pages[:_OTHERS])
        for pages in by_host.values()
        for page in pages[_OTHERS:][-_OF_AN_OUTLET:]
    ]


def _by_trafilatura(page: Page) -> object:
    return trafilatura.extract(page.html, url=page.url, with_metadata=True)


def _parse(page: Page) -> object:
    return lxml_html.document_fromstring(page.html, parser=lxml_html.HTMLParser(encoding="utf-8", huge_tree=True))


def _by_varta(page: Page) -> object:
    return extract(page.html, page.url)


def _read_others(page: Page) -> None:
    _forget(page)
    for other in page.others:
        _by_varta(other)


def _forget(_: Page) -> None:
    """Empty what is remembered of pages. Caches without a bound hold rules, which are read once in a process."""
    for module in [module for name, module in sys.modules.items() if name.startswith("crawlers.extraction.")]:
        for empty in _caches(module):
            empty()


def _caches(module: ModuleType) -> list[Callable[[], None]]:
    """What empties the bounded caches of a module."""
    found = [value for value in vars(module).values() if hasattr(value, "cache_parameters")]
    return [value.cache_clear for value in found if value.cache_parameters()["maxsize"] is not None]
