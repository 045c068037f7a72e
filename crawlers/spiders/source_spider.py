"""The spider that tries an outlet's sources and follows none of their links."""

from collections.abc import Iterator

from scrapy import Request
from scrapy.http import Response

from crawlers.spiders.outlet_spider import OutletSpider
from storage.findings import Finding
from storage.plans import DueSource


class SourceSpider(OutletSpider):
    """An OutletSpider that asks for no page: sources, and the sitemaps that an index names."""

    def parse_source(self, response: Response, source: DueSource, depth: int) -> Iterator[Finding | Request]:
        for found in super().parse_source(response, source, depth):
            if not (isinstance(found, Request) and found.callback == self.parse_page):
                yield found
