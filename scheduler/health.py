"""Is everything as it should be? Answers in plain words, None when it is."""

import os
import sys
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from scheduler.crawl_process import fork_server

ANSWER_SECONDS = 30


def contact_problem(contact: str) -> str | None:
    """What to say to somebody whose crawls do not say whose they are."""
    if contact:
        return None
    return "VARTA_CONTACT is not set: outlets cannot ask who is visiting them; set it to your URL or mail address"


def preload_problem() -> str | None:
    """Why crawls would be ten times slower than need be; None when the fork server has everything imported."""
    context = fork_server()
    reading_end, writing_end = context.Pipe(duplex=False)
    child = context.Process(target=_tell_facts, args=(writing_end,), daemon=True)
    child.start()
    writing_end.close()
    facts = reading_end.recv() if reading_end.poll(ANSWER_SECONDS) else None
    child.join()
    return _problem(facts)


def _tell_facts(pipe: "Connection[Any, Any]") -> None:
    """Asks the server, not the child: a child always has one thread, and has imported Scrapy to come here."""
    threads = len(list(Path(f"/proc/{os.getppid()}/task").iterdir()))
    preloaded: frozenset[str] = getattr(sys.modules.get("scheduler.preload"), "PRELOADED", frozenset())
    pipe.send((threads, "twisted.internet.reactor" in sys.modules, "scrapy.crawler" in preloaded))


def _problem(facts: tuple[int, bool, bool] | None) -> str | None:
    if facts is None:
        return "the fork server does not answer"
    threads, has_reactor, has_scrapy = facts
    if not has_scrapy:
        return "the fork server has not imported Scrapy: is Varta installed for this Python? (pip install -e .)"
    if has_reactor:
        return "the fork server has a Twisted reactor: its crawls cannot have their own"
    return f"the fork server has {threads} threads: forking them is not safe" if threads > 1 else None
