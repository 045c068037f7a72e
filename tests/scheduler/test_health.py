"""Whether the fork server is fit to be forked, asked of real fork servers, good and bad."""

import multiprocessing
import os

import pytest

from scheduler.crawl_process import fork_server
from scheduler.health import _problem, _tell_facts, contact_problem, preload_problem

pytestmark = pytest.mark.usefixtures("no_fork_server")


def start_server(preload: str) -> None:
    """A fork server with another preload than ours; it serves until it is stopped."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([preload])
    process = context.Process(target=os.getpid, daemon=True)
    process.start()
    process.join()


def test_the_fork_server_has_one_thread_no_reactor_and_scrapy_which_is_no_problem():
    reading_end, writing_end = fork_server().Pipe(duplex=False)
    child = fork_server().Process(target=_tell_facts, args=(writing_end,), daemon=True)
    child.start()
    assert reading_end.recv() == (1, False, True)
    child.join()
    reading_end.close()
    writing_end.close()
    assert preload_problem() is None


def test_a_preload_that_was_not_imported_is_told_with_its_remedy():
    start_server("scheduler.preload_misspelt")  # the server swallows the ImportError
    problem = preload_problem()
    assert problem
    assert "has not imported Scrapy" in problem
    assert "pip install" in problem


def test_a_preload_that_starts_a_thread_is_told():
    start_server("tests.scheduler.preload_with_a_thread")
    assert preload_problem() == "the fork server has 2 threads: forking them is not safe"


def test_a_preload_that_installs_a_reactor_is_told():
    start_server("tests.scheduler.preload_with_a_reactor")
    assert preload_problem() == "the fork server has a Twisted reactor: its crawls cannot have their own"


def test_silence_is_a_problem():
    assert _problem(None) == "the fork server does not answer"


def test_a_crawler_that_does_not_say_whose_it_is_is_told_what_to_set():
    assert contact_problem("mailto:desk@example.org") is None
    assert "VARTA_CONTACT is not set" in (contact_problem("") or "")
