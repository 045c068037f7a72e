"""Every article page of the press, five layouts in two languages, is read exactly as it was written."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.request import urlopen

import pytest

from crawlers.extraction import extract
from crawlers.outlet import Outlet, load_outlets
from storage.records import Extraction, Verdict
from tests.press import ARTICLES, Gold, Press

NOW = datetime(2026, 11, 22, 10, tzinfo=UTC)
PAGES = [(path.parent.name, path.stem) for path in sorted(ARTICLES.glob("*/*.txt"))]


@dataclass(frozen=True)
class Newsstand:
    """An open press and its outlets as the program knows them."""

    press: Press
    outlets: dict[str, Outlet]

    def read(self, outlet: str, article: str) -> tuple[Gold, Extraction]:
        gold = self.press.gold(outlet, article)
        with urlopen(gold.url, timeout=10) as answer:
            charset = answer.headers.get_content_charset()
            return gold, extract(answer.read(), gold.url, outlet=self.outlets[outlet], charset=charset)


@pytest.fixture(scope="module")
def newsstand(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Newsstand]:
    folder: Path = tmp_path_factory.mktemp("outlets")
    with Press(NOW, start=NOW - timedelta(days=3), timeline=None) as press:
        press.write_outlets(folder)
        yield Newsstand(press, load_outlets(folder))


@pytest.mark.parametrize(("outlet", "article"), PAGES)
def test_a_page_of_the_press_is_read_as_it_was_written(newsstand, outlet, article):
    gold, extraction = newsstand.read(outlet, article)
    assert extraction.verdict is Verdict.ARTICLE
    assert (extraction.title, extraction.standfirst) == (gold.title, gold.standfirst)
    assert extraction.paragraphs == gold.paragraphs
    assert set(extraction.authors) == set(gold.authors)
    assert (extraction.published, extraction.language) == (gold.published, gold.language)


@pytest.mark.parametrize("slug", sorted({outlet for outlet, _ in PAGES}))
def test_the_front_page_of_an_outlet_is_a_section(newsstand, slug):
    home = newsstand.outlets[slug].home
    with urlopen(home, timeout=10) as answer:
        charset = answer.headers.get_content_charset()
        found = extract(answer.read(), home, outlet=newsstand.outlets[slug], charset=charset)
    assert found.verdict is Verdict.SECTION
