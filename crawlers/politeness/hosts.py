"""A crawl stays on its outlet's hosts, redirects included."""

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import IgnoreRequest

from crawlers.discovery.addresses import is_on_hosts
from storage.addresses import host_of


class OffsiteRequest(IgnoreRequest):
    """A redirect led to a host that is not the outlet's."""


class OwnHostsOnly:
    """Refuses requests to other hosts than those of the outlet's file and of its sources."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "OwnHostsOnly":
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        hosts: tuple[str, ...] = self.crawler.spider.hosts  # type: ignore[union-attr]  # a request has a spider
        if not is_on_hosts(request.url, hosts):
            raise OffsiteRequest(f"leads to {host_of(request.url)}, which is not among the outlet's hosts")
