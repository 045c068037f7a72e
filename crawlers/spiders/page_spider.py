"""The spider for one page that a person asks about: fetched and judged as in a crawl, and handed over as it came."""

import zlib
from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from scrapy import Request
from scrapy.http import Response

from crawlers.extraction.page.plain_text import cut, plain
from crawlers.reading import Look
from crawlers.spiders.outlet_spider import OutletSpider
from storage.findings import Finding, Hop, PageRead, PageSeen

_LONGEST_HEADER = 200  # characters


class PageSpider(OutletSpider):
    """An OutletSpider whose pages are PageSeen: the bytes of every answer, redirects, address, content type."""

    def parse_page(self, response: Response, look: Look) -> Iterator[Finding]:
        content_type = (response.headers.get("Content-Type") or b"").decode("latin-1")
        yield _seen(
            self.reader.page(response, look),
            response.request,
            page=zlib.compress(response.body, 6),
            address=str(response.ip_address) if response.ip_address else None,
            content_type=cut(plain(content_type), _LONGEST_HEADER) or None,
            size=len(response.body),
        )

    def page_failed(self, failure: Any) -> Iterator[Finding]:
        request: Request = failure.request
        finding = self.reader.failed_page(request.cb_kwargs["look"], failure.value)
        yield _seen(finding, request, final_url=request.url)


def _seen(finding: PageRead, request: Request | None, **facts: Any) -> PageSeen:
    """The finding with these facts, and without the extraction: the page itself goes along."""
    known = {field.name: getattr(finding, field.name) for field in fields(finding)} | {"extraction": None}
    return PageSeen(**(known | facts), redirects=_hops(request.meta if request else {}))


def _hops(meta: dict[str, Any]) -> tuple[Hop, ...]:
    """The redirects that Scrapy followed; it notes a status, or a word where there was none."""
    left, why = meta.get("redirect_urls", ()), meta.get("redirect_reasons", ())
    return tuple(
        Hop(str(url), reason if isinstance(reason, int) else None) for url, reason in zip(left, why, strict=False)
    )
