"""A real crawl that tells which modules it had to import. Imports nothing itself that the preload has not."""

import json
import os
import sys
from datetime import UTC, datetime
from multiprocessing.connection import Connection

import crawlers.settings
from crawlers.outlet import Outlet
from crawlers.wire import encode
from scheduler.crawl_child import Limits, crawl_in_child
from storage.findings import CrawlEnded
from storage.plans import CrawlPlan


def crawl_and_tell_imports(plan: CrawlPlan, outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    """After the crawl's last word another one, with the names of the modules imported after the fork in `detail`."""
    crawlers.settings.ALLOW_ADDRESSES = ",".join(outlet.hosts)
    crawl_in_child(plan, outlet, pipe, limits)
    imported = sorted(set(sys.modules) - sys.modules["scheduler.preload"].PRELOADED)
    ended = CrawlEnded(
        crawl_id=plan.crawl_id,
        outlet=plan.outlet,
        seen_at=datetime.now(UTC),
        outcome="finished",
        detail=json.dumps(imported),
    )
    os.write(pipe.fileno(), encode(ended))
