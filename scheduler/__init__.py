"""Time: everything that knows clocks, processes and signals.

Here: the daemon and its ticks, one forked child a crawl, the one writer, the command line. Never: a URL, a selector, an
SQL statement. Imports `crawlers` and `storage`; nothing imports it.
"""
