"""How long one page takes, against the library whose body the first engine starts from."""

from collections.abc import Sequence
from statistics import fmean, median

import trafilatura

from crawlers.extraction import extract
from tests.benchmarks import corpora
from tests.benchmarks.press_pages import press_pages
from tests.benchmarks.timing import each_interleaved, ratios

Page = tuple[bytes, str]

_EVERY = 4  # of the fundus pages, as in the notes: 38 pages of 332 KB


def measure() -> list[str]:
    """Milliseconds of processor time a page, and the ratio: on the press, and on real pages where there are any."""
    groups = {"the press": [(page.html, page.gold.url) for page in press_pages()]} | _real_pages()
    lines = [line for name, pages in groups.items() for line in (f"{name}:", *_compared(pages))]
    return lines if corpora.are_here() else [*lines, corpora.NOT_HERE]


def share_of_trafilatura() -> float:
    """Our processor time on real pages as a share of trafilatura's, page by page in turn."""
    theirs, ours = _times([page for pages in _real_pages().values() for page in pages])
    return fmean(ours) / fmean(theirs)


def _compared(pages: Sequence[Page]) -> list[str]:
    theirs, ours = _times(pages)
    shares = [mine / other for mine, other in zip(ours, theirs, strict=True)]
    size = fmean(len(html) for html, _ in pages) / 1024
    return [
        *ratios({"trafilatura.extract, its defaults": fmean(theirs), "varta extract": fmean(ours)}, 1e-3, "ms a page"),
        f"median of the pages' own ratios {median(shares):.3f}; {len(pages)} pages, {size:.0f} KB on average",
    ]


def _times(pages: Sequence[Page]) -> list[list[float]]:
    return each_interleaved([_by_trafilatura, _by_varta], pages)


def _real_pages() -> dict[str, list[Page]]:
    """Real pages by where they are from; none where the corpora are not."""
    if not corpora.are_here():
        return {}
    fundus = [row for row in corpora.gold("extraction") if row["source"] == "fundus"][::_EVERY]
    return {
        "fundus": [(corpora.page_of("extraction", row), row["url"]) for row in fundus],
        "Ukrainian outlets": [(corpora.page_of("ukraine", row), row["url"]) for row in corpora.gold("ukraine")],
    }


def _by_trafilatura(page: Page) -> object:
    return trafilatura.extract(page[0], url=page[1], with_metadata=True)


def _by_varta(page: Page) -> object:
    return extract(page[0], page[1])
