"""Scrapy's settings for every crawl, stand-alone or under the daemon. The only configuration of `crawlers`.

Scrapy's defaults suit scraping by hand; those that are unsafe for a program that reads strangers' pages for months
are turned off here, each beside its reason. Sizes and times were measured on hostile servers.
"""

import os
from pathlib import Path

BOT_NAME = "varta"
SPIDER_LOADER_CLASS = "crawlers.spiders.loader.OutletLoader"

# ---- who we are, from the environment ----
CONTACT = os.environ.get("VARTA_CONTACT", "")
OUTLETS_DIR = os.environ.get("VARTA_OUTLETS") or str(Path(__file__).parent / "outlets")
DATABASE = os.environ.get("VARTA_DATABASE") or "varta.db"
ALLOW_ADDRESSES = os.environ.get("VARTA_ALLOW_ADDRESSES", "")
USER_AGENT = f"Varta/0.1 (news archive; {CONTACT or 'no contact given'})"
ROBOTSTXT_USER_AGENT = "Varta"

# ---- one path for every page ----
ITEM_PIPELINES = {"crawlers.pipelines.RecordFindings": 100}
EXTENSIONS = {
    "crawlers.extensions.RecordCrawl": 100,
    "scrapy.extensions.telnet.TelnetConsole": None,
    "scrapy.extensions.logstats.LogStats": None,
    "scrapy.extensions.memusage.MemoryUsage": None,  # the child has a hard limit of its own
}
DOWNLOADER_MIDDLEWARES = {
    "crawlers.politeness.hosts.OwnHostsOnly": 50,
    "crawlers.politeness.robots.ObeyRobots": 100,
    "crawlers.politeness.keep_pace.KeepPace": 110,  # when the Crawl-delay is known; robots.txt comes by, too
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware": None,  # allows everything when robots.txt fails
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware": None,  # knows no ports; ours does
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": None,  # a due time in the archive is the retry
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": None,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": None,  # the address guard would see only the proxy
}

# ---- polite ----
ROBOTSTXT_OBEY = True
CONCURRENT_REQUESTS = 1  # one crawl is one outlet: one request at a time
CONCURRENT_REQUESTS_PER_DOMAIN = 1
SCHEDULER_MEMORY_QUEUE = "scrapy.squeues.FifoMemoryQueue"  # in the plan's order: the newest links first
CONCURRENT_ITEMS = 8  # 100 by default: as many encoded findings would wait in memory
AUTOTHROTTLE_ENABLED = False  # never slows down on 429 or 503
DOWNLOAD_DELAY = 5  # of a slot that KeepPace does not know: there is none

# ---- safe ----
TWISTED_DNS_RESOLVER = "crawlers.politeness.address_guard.GuardedResolver"
REMOTE_CONTROL_ENABLED = False  # an HTTP server that runs code, on by default
TELNETCONSOLE_ENABLED = False
DOWNLOAD_HANDLERS = {"file": None, "data": None, "ftp": None, "s3": None}
DOWNLOAD_VERIFY_CERTIFICATES = True
DOWNLOAD_TLS_MIN_VERSION = "TLSv1.2"
DOWNLOAD_MAXSIZE = 8 << 20  # lxml needs 37 times the bytes of the worst page; spiders ask for more for sitemaps
DOWNLOAD_WARNSIZE = 0
DOWNLOAD_TIMEOUT = 30  # of the whole answer, not of a pause in it
DNS_TIMEOUT = 10
REDIRECT_MAX_TIMES = 5
REFERRER_POLICY = "no-referrer"
COOKIES_ENABLED = False
URLLENGTH_LIMIT = 2083
HTTPCACHE_ENABLED = False
HTTPERROR_ALLOW_ALL = True  # every status reaches the spider: each becomes a row
DUPEFILTER_CLASS = "scrapy.dupefilters.BaseDupeFilter"  # the plan knows what is known

# ---- quiet ----
LOG_LEVEL = os.environ.get("VARTA_LOG_LEVEL", "WARNING")
LOG_SHORT_NAMES = True
