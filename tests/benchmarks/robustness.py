"""Ten thousand mutated pages: how many raise, and how many break a promise."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from tests.benchmarks import corpora
from tests.benchmarks.press_pages import press_pages
from tests.crawlers.extraction.mutations import mutated
from tests.crawlers.extraction.promises import broken_promises

PAGES = 10_000
_LARGEST = 60_000  # bytes; pages above take most of the time and are mutated no differently
_TWICE = 10  # every tenth page is read a second time


class Source(NamedTuple):
    """A page to be mutated."""

    html: bytes
    url: str


def measure() -> list[str]:
    """The counts, and the first pages that went wrong, each with what makes it again."""
    pages = sources()
    raised, broken = harm(pages, range(PAGES))
    return [
        f"{PAGES} mutations of {len(pages)} pages: {len(raised)} exceptions, {len(broken)} broken promises",
        *raised[:20],
        *broken[:20],
    ]


def sources(largest: int = _LARGEST) -> list[Source]:
    """The press, and the pages of the corpora up to that many bytes where there are any, the smallest first."""
    found = [Source(page.html, page.gold.url) for page in press_pages()]
    if corpora.are_here():
        for name in ("extraction", "ukraine"):
            found += [Source(corpora.page_of(name, row), row["url"]) for row in corpora.gold(name)]
    return sorted((page for page in found if len(page.html) <= largest), key=lambda page: (len(page.html), page.url))


def harm(pages: Sequence[Source], seeds: Sequence[int]) -> tuple[list[str], list[str]]:
    """What raised, and which promises were broken, when page after page is mutated with these seeds."""
    raised, broken = [], []
    for seed in seeds:
        page = pages[seed % len(pages)]
        html, charset = mutated(page.html, seed)
        try:
            wrong = broken_promises(html, page.url, charset, twice=seed % _TWICE == 0)
        except Exception as error:  # noqa: BLE001 - this is what is counted
            raised.append(f"seed {seed}, {page.url}: {type(error).__name__}: {error}")
        else:
            broken += [f"seed {seed}, {page.url}: {kind} ({count}×)" for kind, count in Counter(wrong).items()]
    return raised, broken
