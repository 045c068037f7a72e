"""Real crawls for the tests that need them."""

from collections.abc import Iterator

import pytest

from tests.crawling import Crawls


@pytest.fixture(scope="session")
def crawl() -> Iterator[Crawls]:
    """Runs real crawls, each call in a process of its own."""
    with Crawls() as crawls:
        yield crawls
