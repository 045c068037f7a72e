"""What can go wrong while kept pages are read again: targets for `reread_outdated`, in processes of their own."""

import os
import signal
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection

import scheduler.reread_child
from crawlers.outlet import Outlet
from crawlers.rereading import reread
from crawlers.wire import HEAD, encode
from scheduler.crawl_child import Limits
from scheduler.reread_child import reread_in_child
from storage.findings import Reextracted
from storage.plans import RereadingPlan

DEADLY = 2  # the article whose page kills whoever reads it


def dies_at_one_page(plan: RereadingPlan, outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    def deadly(plan: RereadingPlan, outlet: Outlet) -> Iterator[Reextracted]:
        for finding in reread(plan, outlet):
            if finding.article_id == DEADLY:
                os.kill(os.getpid(), signal.SIGKILL)
            yield finding

    scheduler.reread_child.reread = deadly  # type: ignore[attr-defined]  # in this process alone
    reread_in_child(plan, outlet, pipe, limits)


def hangs(plan: RereadingPlan, outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    while True:
        pass


def lies(plan: RereadingPlan, outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    """Says something about articles that it was not asked for, then what is no finding at all."""
    for finding in reread(plan, outlet):
        for lie in (replace(finding, article_id=finding.article_id + 1000), replace(finding, outlet="another")):
            os.write(pipe.fileno(), encode(lie))
    os.write(pipe.fileno(), HEAD.pack(4) + b"lies")
