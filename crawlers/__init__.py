"""The web: everything that knows HTTP or HTML. One crawl is a function of a plan: CrawlPlan in, Findings out.

Here: outlets as facts, the one spider, discovery of links, extraction of articles, politeness, when to look again.
Never: SQL, schedules, processes, a database handle. `extraction`, `discovery` and the modules that say when to look
(`recheck`, `polling`) are pure: no network, clock, log or Scrapy. Imports `storage` only.
"""
