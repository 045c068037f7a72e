"""Time: everything that knows clocks, processes and signals.

Here: the daemon and its ticks, one forked child a crawl, the one writer, the command line and the looks that it orders
(`explain`, `add`, `check --live`, `crawl --since`). Never: a URL, a selector, an SQL statement. Imports `crawlers` and
`storage`; nothing imports it.
"""
