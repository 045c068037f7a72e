"""Finding articles: the bytes of a feed, sitemap, front page or archive -> links. Pure: no network, clock, log, Scrapy.

Also what an address is and says, where an archive goes on, and (`proposing`) the sources of a site nobody knows yet.
"""

from crawlers.discovery.links import FoundLinks, article_links
from crawlers.discovery.listing import Sitemap

__all__ = ["FoundLinks", "Sitemap", "article_links"]
