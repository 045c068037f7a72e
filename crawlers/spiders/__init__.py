"""Chooses the next request. No selector, no hash, no write.

The one spider, named after each outlet by its loader; and what it is for a backfill, for sources alone, for a page or
a site that a person asks about.
"""
