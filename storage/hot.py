"""Which articles are hot: re-checked often, so that an edit that comes with an upgrade of the extractor must be told.

Their pages are kept. Of an article that is not hot, the first look by another extractor that differs is ours.
"""

from datetime import timedelta

HOT_INTERVAL = timedelta(hours=27)  # looked at again within a day, and what the ladder strays from it
HOT_AGE = timedelta(days=7)  # since its first sight or last change: 30 KB a page, 40 outlets' are under a gigabyte

# Of the table articles, as `a`; :soon is now + HOT_INTERVAL, :recent is now - HOT_AGE.
IS_HOT = """
  a.due_at IS NOT NULL AND a.due_at <= :soon AND max(a.first_seen_at, coalesce(a.changed_at, '')) >= :recent
"""
