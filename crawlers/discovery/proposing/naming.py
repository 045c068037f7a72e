"""What to call an outlet: its name, and the slug that becomes the name of its file."""

import re
from collections.abc import Iterable

from lxml import etree

from crawlers.discovery.addresses import registrable_domain
from crawlers.discovery.proposing.home_page import TITLE_PARTS, HomePage
from crawlers.extraction.page.plain_text import cut, plain

_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME, _LONGEST_SLUG = 60, 40  # characters


def name_of(page: HomePage, feeds: Iterable[bytes], host: str) -> str:
    """How the site calls itself, else how its feeds do, else what stands first in the title of its window."""
    titles = (TITLE_PARTS.split(title)[0] for title in (*map(_feed_title, feeds), page.title))
    return cut(page.name or next((title for title in titles if title), "") or registrable_domain(host), _LONGEST_NAME)


def slug_of(name: str, host: str) -> str:
    """The name in lower case and hyphens where it is in Latin letters, else the domain's first word."""
    slug = _slug(name) if name.isascii() else ""
    domain = registrable_domain(host)
    first = domain.split(".")[0]
    return slug if 1 < len(slug) <= _LONGEST_SLUG else _slug(first if any(map(str.isalpha, first)) else domain)


def _slug(text: str) -> str:
    return _NOT_IN_A_SLUG.sub("-", text.lower()).strip("-")


def _feed_title(body: bytes) -> str:
    try:
        root = etree.fromstring(body, etree.XMLParser(resolve_entities=False, no_network=True, recover=True))
    except (etree.LxmlError, ValueError):
        return ""
    title = next(root.iter("{*}title"), None) if root is not None else None
    return plain((title.text or "") if title is not None else "")
