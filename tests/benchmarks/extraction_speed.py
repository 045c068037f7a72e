"""How long one page takes, against the library whose body the first engine starts from."""

from datetime import UTC, datetime, timedelta
from urllib.request import urlopen

import trafilatura

from crawlers.extraction import extract
from tests.benchmarks.timing import interleaved, ratios
from tests.press import Press


def measure() -> list[str]:
    """Milliseconds of processor time a page, and the ratio, on the pages of the press."""
    pages = _press_pages()
    ways = {
        "trafilatura.extract, its defaults": lambda page: trafilatura.extract(page[0], url=page[1], with_metadata=True),
        "varta extract": lambda page: extract(page[0], page[1]),
    }
    return ratios(interleaved(ways, pages), 1e-3, "ms a page")


def _press_pages() -> list[tuple[bytes, str]]:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    with Press(now, start=now - timedelta(days=3), timeline=None) as press:
        urls = [gold.url for outlet in press.outlets for gold in press.golds(outlet)]
        return [(urlopen(url, timeout=10).read(), url) for url in urls]
