"""The bridge from the spider to whoever keeps what was found. Transforms nothing."""

from scrapy.crawler import Crawler

from storage.findings import Finding


class RecordFindings:
    """Hands each finding to the crawl's recorder, in the order they were found."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "RecordFindings":
        return cls(crawler)

    async def process_item(self, item: Finding) -> Finding:
        await self.crawler.spider.recorder.record(item)  # type: ignore[union-attr]  # an item has a spider
        return item
