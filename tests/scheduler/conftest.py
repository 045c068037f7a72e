"""A press, a folder with its outlet files, and a fork server that may visit loopback."""

import multiprocessing.forkserver
import os
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.press import Press
from tests.scheduler.small_site import SmallSite


@pytest.fixture
def now() -> datetime:
    """The real time: real processes write it."""
    return datetime.now(UTC).replace(microsecond=0)


@pytest.fixture
def press(now: datetime) -> Iterator[Press]:
    """Five outlets that have published everything, on their third day."""
    with Press(now, start=now - timedelta(days=3), timeline=None) as press:
        yield press


@pytest.fixture(scope="module")
def newsstand() -> Iterator[Press]:
    """The press, for all tests of a file."""
    now = datetime.now(UTC).replace(microsecond=0)
    with Press(now, start=now - timedelta(days=3), timeline=None) as press:
        yield press


@pytest.fixture
def site() -> Iterator[SmallSite]:
    with SmallSite() as site:
        yield site


@pytest.fixture
def database(tmp_path: Path) -> Path:
    return tmp_path / "varta.db"


@pytest.fixture
def outlets(tmp_path: Path) -> Path:
    folder = tmp_path / "outlets"
    folder.mkdir()
    return folder


@pytest.fixture(scope="module")
def allow_addresses() -> Iterator[Callable[[str], None]]:
    """Sets VARTA_ALLOW_ADDRESSES for the crawls of a module: a fork server keeps the environment of its start."""

    def allow(addresses: str) -> None:
        os.environ["VARTA_ALLOW_ADDRESSES"] = addresses
        _stop_fork_server()

    yield allow
    os.environ.pop("VARTA_ALLOW_ADDRESSES", None)
    _stop_fork_server()


@pytest.fixture
def no_fork_server() -> Iterator[None]:
    """None runs at the start, and none is left at the end."""
    _stop_fork_server()
    yield
    _stop_fork_server()


def _stop_fork_server() -> None:
    multiprocessing.forkserver._forkserver._stop()  # type: ignore[attr-defined]  # made for tests; has no types
