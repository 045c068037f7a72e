"""A fingerprint of everything that decides how the pages of an outlet are read, but for the code itself."""

import hashlib
import json
from collections.abc import Callable, Iterable

from crawlers.extraction.chrome.rules import rules_hash
from crawlers.extraction.extractor import EXTRACTOR_VERSION
from crawlers.outlet import Outlet


def reading_of(outlet: Outlet) -> Callable[[Iterable[str]], tuple[str, str]]:
    """By which code and rules the pages of an outlet are read once certain lines are learned."""
    return lambda chrome: (EXTRACTOR_VERSION, reading_hash(outlet, chrome))


def reading_hash(outlet: Outlet, chrome: Iterable[str]) -> str:
    """16 hexadecimal digits: another rule file, hint of the outlet's file or learned line gives others.

    An article that was read under other rules may read differently now without having been edited.
    """
    hints = (outlet.timezone, outlet.languages, outlet.keep, outlet.article.body, outlet.article.drop)
    said = json.dumps([rules_hash(), hints, sorted(chrome)], ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]
