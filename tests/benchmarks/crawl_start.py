"""What one process a crawl costs: forked from the preloaded server, against a fresh interpreter."""

import asyncio
import subprocess
import sys
import time
from datetime import UTC, datetime
from statistics import median

from crawlers.outlet import Outlet, Source
from scheduler.crawl_child import Limits
from scheduler.crawl_process import run_crawl, warm_up
from storage.findings import Finding
from storage.plans import CrawlPlan

ROUNDS = 10
_OUTLET = Outlet(
    slug="bench",
    name="Bench",
    home="http://127.0.0.1/",
    timezone="UTC",
    languages=("en",),
    hosts=("127.0.0.1",),
    sources=(Source(kind="front", url="http://127.0.0.1/"),),
)


def measure() -> list[str]:
    """Milliseconds of wall time from start to reaped, of a crawl that has nothing to fetch."""
    warm_up()
    fresh = median(_timed(_fresh) for _ in range(3))
    forked = median(_timed(lambda: asyncio.run(_forked())) for _ in range(ROUNDS))
    return [
        f"fresh interpreter, imports only {fresh * 1e3:8.0f} ms    1.000",
        f"forked child, a whole crawl     {forked * 1e3:8.0f} ms   {forked / fresh:6.3f}",
    ]


def _timed(work: object) -> float:
    assert callable(work)
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _fresh() -> None:
    subprocess.run([sys.executable, "-c", "import scheduler.crawl_child"], check=True)


async def _forked() -> None:
    async def ignore(_: Finding) -> None:
        return

    plan = CrawlPlan(crawl_id=1, outlet="bench", now=datetime.now(UTC))
    ending = await run_crawl(plan, _OUTLET, ignore, Limits(seconds=30))
    assert ending.ended is not None, ending
