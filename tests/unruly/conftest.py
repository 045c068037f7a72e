"""Sites whose ports a crawl may visit, and the service that watches them."""

import multiprocessing.forkserver
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.unruly.outlets import START
from tests.unruly.site import Facts, Site
from tests.unruly.watching import Watch


@pytest.fixture(scope="module")
def watch_over(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Watch]]:
    """Opens the sites of these facts, and gives the watch over them; a fork server knows those of the last watch."""
    with ExitStack() as stack:

        def start(*facts: Facts) -> Watch:
            sites = [stack.enter_context(Site(each, START)) for each in facts]
            os.environ["VARTA_ALLOW_ADDRESSES"] = ",".join(site.allow for site in sites)
            _stop_fork_server()
            return Watch(tmp_path_factory.mktemp("unruly") / "varta.db", sites)

        yield start
    os.environ.pop("VARTA_ALLOW_ADDRESSES", None)
    _stop_fork_server()


def _stop_fork_server() -> None:
    multiprocessing.forkserver._forkserver._stop()  # type: ignore[attr-defined]  # made for tests; has no types
