"""The article pages of the press, and its lists of articles, as a crawl would get them."""

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

from crawlers.outlet import Outlet, load_outlets
from tests.press import ARTICLES, Gold, Press
from tests.press.article_files import read_articles
from tests.press.outlets import OUTLETS

_NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class PressPage:
    """One page with what it was written as."""

    html: bytes
    charset: str | None
    outlet: Outlet
    gold: Gold


def press_pages() -> list[PressPage]:
    """Every article page of the press, fetched from its server."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Press(_NOW, start=_NOW - timedelta(days=3), timeline=None) as press,
    ):
        press.write_outlets(Path(folder))
        outlets = load_outlets(Path(folder))
        return [_fetched(gold, outlets[slug]) for slug in outlets for gold in press.golds(slug)]


def _fetched(gold: Gold, outlet: Outlet) -> PressPage:
    with urlopen(gold.url, timeout=10) as answer:
        return PressPage(html=answer.read(), charset=answer.headers.get_content_charset(), outlet=outlet, gold=gold)


def press_fronts() -> list[tuple[bytes, str, Outlet, frozenset[str]]]:
    """The front and section pages of the press: bytes, address, outlet, and the addresses of the outlet's stories."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Press(_NOW, start=_NOW - timedelta(days=3), timeline=None) as press,
    ):
        press.write_outlets(Path(folder))
        outlets = load_outlets(Path(folder))
        return [
            (_read(url), url, outlets[slug], frozenset(gold.url for gold in press.golds(slug)))
            for slug in outlets
            for url in _fronts_of(slug, outlets[slug].home.rstrip("/"))
        ]


def _fronts_of(slug: str, root: str) -> list[str]:
    facts = OUTLETS[slug]
    lists = {
        facts.section_address[article.language].format(section=article.section)
        for article in read_articles(ARTICLES)[slug]
    }
    return [root + path for path in (*facts.editions.values(), *sorted(lists))]


def _read(url: str) -> bytes:
    with urlopen(url, timeout=10) as answer:
        return bytes(answer.read())
