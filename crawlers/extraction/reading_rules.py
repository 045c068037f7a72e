"""A fingerprint of everything that decides how the pages of an outlet are read, but for the code itself."""

import hashlib
import json
from collections.abc import Iterable

from crawlers.extraction.chrome_rules import rules_hash
from crawlers.outlet import Outlet


def reading_hash(outlet: Outlet, chrome: Iterable[str]) -> str:
    """16 hexadecimal digits: another rule file, hint of the outlet's file or learned line gives others.

    An article that was read under other rules may read differently now without having been edited.
    """
    hints = (outlet.timezone, outlet.languages, outlet.keep, outlet.article.body, outlet.article.drop)
    said = json.dumps([rules_hash(), hints, sorted(chrome)], ensure_ascii=False)
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:16]
