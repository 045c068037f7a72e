"""Pages read again inside a process of their own: under the limits of a crawl, without the archive and the network."""

import logging
import os
from dataclasses import replace
from multiprocessing.connection import Connection

from crawlers.outlet import Outlet
from crawlers.rereading import reread
from crawlers.wire import encode
from scheduler.crawl_child import Limits, restrain
from storage.plans import RereadingPlan


def reread_in_child(plan: RereadingPlan, outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    """The target of the forked process: sends one finding a page, each before the next page is read."""
    restrain(limits)
    logging.basicConfig(level=logging.WARNING)
    for finding in reread(plan, outlet):
        slim = finding.extraction and replace(finding.extraction, dropped=(), standing=())
        rest = memoryview(encode(replace(finding, extraction=slim)))
        while rest:
            rest = rest[os.write(pipe.fileno(), rest) :]
