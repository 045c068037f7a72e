"""What many tests start from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crawlers.outlet import Outlet, Source
from storage.archive import Archive


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    """A fresh archive in a real file, open for writing."""
    with Archive.create(tmp_path / "varta.db") as archive:
        yield archive


@pytest.fixture
def outlet() -> Outlet:
    """An outlet that nobody knows, with one feed."""
    return Outlet(
        slug="harbour-courier",
        name="Harbour Courier",
        home="https://courier.example/",
        timezone="Europe/Kyiv",
        languages=("en",),
        hosts=("courier.example",),
        sources=(Source(kind="feed", url="https://courier.example/rss"),),
    )
