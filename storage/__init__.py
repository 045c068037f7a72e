"""The memory: one SQLite file and every sentence that can be said to it.

Here: all SQL, all transactions, the schema, the views people read, the weave of versions, the weight of an edit, which
stories are one in two languages, which outlet is silently broken.
Never: HTML, HTTP, Scrapy, APScheduler, processes. Usable from a plain Python prompt::

    archive = Archive.open("varta.db")
    archive.changes(since=...)

Imports nothing of ours; `crawlers` and `scheduler` import it.
"""
