"""Finding articles: the bytes of a feed, sitemap or front page -> links. Pure: no network, clock, log or Scrapy."""

from crawlers.discovery.links import FoundLinks, article_links
from crawlers.discovery.listing import Sitemap

__all__ = ["FoundLinks", "Sitemap", "article_links"]
