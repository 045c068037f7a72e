"""What one crawl reads of a source's sitemaps below its index. Pure.

Some indexes name thousands: dated ones that are long dead must not starve the fresh (Common Crawl's news crawler was
full of them). So the newest come first, and of them no more than a budget of numbers and bytes, none that has not
changed since the index was read last, and none that was gone within a day.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from crawlers.discovery import Sitemap

MAX_DEPTH = 2  # an index of indexes is met, more is a mistake
MAX_SITEMAPS = 12  # of a source in a crawl: two days of the busiest outlets are in two; guesses, as the bytes are
MAX_BYTES = 64 << 20  # in all, unpacked or not
SLACK = timedelta(hours=36)  # lastmod is often a day without an hour, and of another zone


@dataclass(slots=True)
class SitemapBudget:
    """What is left to read of one source's sitemaps."""

    read_at: datetime | None = None  # when the index was read last
    gone: Collection[str] = ()  # addresses at which there was nothing to read of late
    count: int = MAX_SITEMAPS
    size: int = MAX_BYTES
    met: set[str] = field(default_factory=set)

    def chosen(self, sitemaps: Iterable[Sitemap], depth: int) -> list[str]:
        """Which of these to read, `depth` levels below the source; they are spent then."""
        if depth > MAX_DEPTH or self.size <= 0:
            return []
        worth = [sitemap.url for sitemap in sitemaps if self._is_worth_it(sitemap)][: self.count]
        self.count -= len(worth)
        self.met.update(worth)
        return worth

    def spend(self, size: int) -> None:
        """Count the bytes of one that was read."""
        self.size -= size

    def _is_worth_it(self, sitemap: Sitemap) -> bool:
        if sitemap.url in self.met or sitemap.url in self.gone:
            return False
        return self.read_at is None or sitemap.changed_at is None or sitemap.changed_at >= self.read_at - SLACK
