"""The spider that looks at a site nobody knows yet: pages, feeds and sitemaps alike, unread."""

import zlib
from collections.abc import Iterator

from scrapy.http import Response

from crawlers import outcomes
from crawlers.answers import header
from crawlers.discovery.addresses import normalised
from crawlers.reading import Look
from crawlers.spiders.page_spider import PageSpider
from storage.findings import Finding, PageSeen


class SurveySpider(PageSpider):
    """A PageSpider that judges nothing: a feed is no page, and no failure either."""

    def parse_page(self, response: Response, look: Look) -> Iterator[Finding]:
        yield PageSeen(
            crawl_id=self.plan.crawl_id,
            outlet=self.plan.outlet,
            seen_at=self.now(),
            url=look.url,
            outcome=outcomes.of_status(response.status),
            http_status=response.status,
            final_url=normalised(response.url),
            page=zlib.compress(response.body, 6),
            content_type=(header(response, "Content-Type") or "")[:200] or None,
            size=len(response.body),
        )
