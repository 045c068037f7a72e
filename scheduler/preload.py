"""Imported once by the fork server: everything a crawl imports, except a Twisted reactor.

Nothing else may import this module: it makes its process ignore SIGTERM and SIGHUP, so that a signal to the whole group
leaves the server alive until the daemon has stopped. The server swallows an ImportError in here, and every crawl then
takes ten times as long: `scheduler.health.preload_problem` tells.
"""

import importlib
import signal
import sys
from collections.abc import Iterator
from datetime import UTC

from scrapy.settings import Settings
from scrapy.utils.misc import load_object

import crawlers.settings
from crawlers.extraction.metadata.dates import date_in_words

# Modules that a crawl imports and no setting names; found by comparing sys.modules before and after a crawl.
_SPINE = (
    "scrapy.crawler scrapy.core.engine scrapy.core.scraper scrapy.core.spidermw scrapy.extension scrapy.spiderloader "
    "scrapy.utils.signal encodings.charmap encodings.cp1251 encodings.cp1252 encodings.koi8_u encodings.idna "
    "encodings.utf_8_sig encodings.latin_1 resource langdetect lxml.html _strptime tzdata.zoneinfo xml.sax.expatreader "
    "multiprocessing.popen_forkserver crawlers.extraction crawlers.spiders.outlet_spider crawlers.wire "
    "crawlers.outlet scheduler.crawl_child scheduler.reread_child"
)
# dateparser imports and compiles a language at its first date: 30 to 120 ms, once here instead of in every crawl.
_DATES = {"en": "24 August 1991", "uk": "24 серпня 1991", "ru": "24 августа 1991"}


def _component_paths(settings: Settings) -> Iterator[str]:
    """Every dotted path that a setting names, as key or value; Scrapy loads those that are turned off as well."""
    for key in settings:
        value = settings[key]
        if isinstance(value, str):
            parts = [value]
        elif hasattr(value, "items"):
            parts = [part for pair in dict(value).items() for part in pair]
        else:
            parts = []
        yield from (
            part
            for part in parts
            if isinstance(part, str) and part.startswith(("scrapy.", "crawlers.")) and "@" not in part
        )


def _import_everything() -> None:
    settings = Settings()
    settings.setmodule(crawlers.settings)
    for name in _SPINE.split():
        importlib.import_module(name)
    for path in sorted(set(_component_paths(settings))):
        load_object(path)
    for language, date in _DATES.items():
        date_in_words(date, UTC, language)


signal.signal(signal.SIGTERM, signal.SIG_IGN)
signal.signal(signal.SIGHUP, signal.SIG_IGN)
_import_everything()
PRELOADED = frozenset(sys.modules)
