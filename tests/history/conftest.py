"""A watch over papers: their ports are open, and the fork server may visit them."""

import multiprocessing.forkserver
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from tests.history.paper import Paper
from tests.history.watching import Watch


@pytest.fixture(scope="module")
def watch_over(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Watch]]:
    """Opens papers, and gives the watch over them; the fork server of a module's last watch sees them all."""
    with ExitStack() as stack:
        hosts: list[str] = []

        def start(*papers: Paper) -> Watch:
            for paper in papers:
                stack.enter_context(paper)
                hosts.append(paper.host)
            os.environ["VARTA_ALLOW_ADDRESSES"] = ",".join(hosts)
            _stop_fork_server()
            return Watch(tmp_path_factory.mktemp("watch") / "varta.db", papers)

        yield start
    os.environ.pop("VARTA_ALLOW_ADDRESSES", None)
    _stop_fork_server()


def _stop_fork_server() -> None:
    multiprocessing.forkserver._forkserver._stop()  # type: ignore[attr-defined]  # made for tests; has no types
