"""A page to an article: metadata, lines, language, chrome, verdict.

`extractor` is the recipe, and each folder a step of it: `page` (bytes to lines), `metadata`, `chrome` (who says that a
line is chrome; phrase lists as data), `article` (where it stands, its parts), `verdict` (is it one?). Everything that
reads HTML and decides what the article is belongs here. Never: network, clock, log, Scrapy, a database. `extract` is
a pure function of its arguments.
"""

from crawlers.extraction.chrome.rules import rules_hash
from crawlers.extraction.extractor import EXTRACTOR_VERSION, extract
from crawlers.extraction.reading_rules import reading_hash, reading_of
from storage.records import DroppedLine, Extraction, Verdict

__all__ = [
    "EXTRACTOR_VERSION",
    "DroppedLine",
    "Extraction",
    "Verdict",
    "extract",
    "reading_hash",
    "reading_of",
    "rules_hash",
]
