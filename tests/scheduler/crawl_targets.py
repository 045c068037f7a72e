"""What can go wrong inside a crawl's process: targets for `run_crawl`, and spiders that are broken in the child alone.

The fork server's children import this module by name. Each takes what `crawl_in_child` takes; what is broken in here is
broken in one process, which ends.
"""

import asyncio
import ctypes
import hashlib
import json
import os
import random
import re
import resource
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from multiprocessing.connection import Connection
from typing import Any

import crawlers.settings
from crawlers.outlet import Outlet
from crawlers.pipelines import RecordFindings
from crawlers.recorders import PipeRecorder
from crawlers.spiders.outlet_spider import OutletSpider
from crawlers.wire import HEAD, encode
from scheduler.crawl_child import LAST_RESORT, Limits, crawl_in_child, restrain
from storage.findings import CrawlEnded, PageRead
from storage.plans import CrawlPlan
from storage.records import Outcome

FOR_EVER = 3600.0  # seconds
ENDLESS = re.compile(r"(a+)+$")
STUCK_ON = "a" * 60 + "!"
MANY = 50


# ---- whole crawls, with something broken in the child ---------------------------------------------------------------


def crawl(plan: CrawlPlan, outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    """The real thing, allowed to visit the outlet's own hosts on loopback."""
    crawlers.settings.ALLOW_ADDRESSES = ",".join(outlet.hosts)
    crawl_in_child(plan, outlet, pipe, limits)


def callback_raises(plan: CrawlPlan, outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    def parse_page(*_: Any, **__: Any) -> None:
        raise RuntimeError("no page is good enough")

    _break(OutletSpider, parse_page=parse_page)
    crawl(plan, outlet, pipe, limits)


def one_page_raises(plan: CrawlPlan, outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    parse_page = OutletSpider.parse_page

    def sometimes(self: OutletSpider, response: Any, look: Any) -> Iterator[Any]:
        if look.url == plan.urls[3].url:
            raise RuntimeError("not this one")
        yield from parse_page(self, response, look)

    _break(OutletSpider, parse_page=sometimes)
    crawl(plan, outlet, pipe, limits)


def pipeline_raises(plan: CrawlPlan, outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    async def process_item(*_: Any) -> None:
        raise RuntimeError("the pipeline is clogged")

    _break(RecordFindings, process_item=process_item)
    crawl(plan, outlet, pipe, limits)


def from_crawler_raises(plan: CrawlPlan, outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    def from_crawler(*_: Any, **__: Any) -> None:
        raise RuntimeError("this spider is never born")

    _break(OutletSpider, from_crawler=from_crawler)
    crawl(plan, outlet, pipe, limits)


def callback_eats_memory(plan: CrawlPlan, outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    def parse_page(*_: Any, **__: Any) -> None:
        bytearray(limits.memory_bytes)

    _break(OutletSpider, parse_page=parse_page)
    crawl(plan, outlet, pipe, limits)


def callback_never_ends(plan: CrawlPlan, outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    def parse_page(*_: Any, **__: Any) -> None:
        ENDLESS.match(STUCK_ON)

    _break(OutletSpider, parse_page=parse_page)
    crawl(plan, outlet, pipe, limits)


def _break(owner: type, **parts: Any) -> None:
    for name, part in parts.items():
        setattr(owner, name, part)


# ---- processes that do not even crawl -------------------------------------------------------------------------------


def exit_at_once(_plan: CrawlPlan, _outlet: Outlet, _pipe: Connection, limits: Limits) -> None:
    restrain(limits)
    os._exit(7)


def segfault(_plan: CrawlPlan, _outlet: Outlet, _pipe: Connection, limits: Limits) -> None:
    restrain(limits)
    ctypes.string_at(0)


def sleep_for_ever(_plan: CrawlPlan, _outlet: Outlet, _pipe: Connection, limits: Limits) -> None:
    restrain(limits)
    time.sleep(FOR_EVER)


def sleep_unrestrained(_plan: CrawlPlan, _outlet: Outlet, _pipe: Connection, _limits: Limits) -> None:
    """A child that has not come to `setsid` yet: it is no group of its own, and no alarm is set."""
    time.sleep(FOR_EVER)


def sleep_until_the_alarm(_plan: CrawlPlan, _outlet: Outlet, _pipe: Connection, limits: Limits) -> None:
    """As if the daemon had missed the deadline: the kernel's alarm comes after a second."""
    restrain(replace(limits, seconds=1 - LAST_RESORT))
    time.sleep(FOR_EVER)


def endless_regex(_plan: CrawlPlan, _outlet: Outlet, _pipe: Connection, limits: Limits) -> None:
    restrain(limits)
    ENDLESS.match(STUCK_ON)


def tell_restraints(plan: CrawlPlan, _outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    """In its last word, as JSON: what `restrain` has made of this process."""
    restrain(limits)
    ignored = (number.name for number in signal.Signals if signal.getsignal(number) is signal.SIG_IGN)
    facts = {
        "leads a session": os.getsid(0) == os.getpid(),
        "memory": resource.getrlimit(resource.RLIMIT_AS)[0],
        "processor seconds": resource.getrlimit(resource.RLIMIT_CPU)[0],
        "core dumps": resource.getrlimit(resource.RLIMIT_CORE)[0],
        "seconds to the alarm": signal.alarm(0),
        "ignores": sorted(set(ignored) - {"SIGPIPE", "SIGXFSZ"}),  # which Python ignores anyway
    }
    os.write(pipe.fileno(), encode(_last_word(plan, detail=json.dumps(facts))))


def leave_a_descendant(plan: CrawlPlan, _outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    """Ends well, but leaves a process of its own behind, whose pid it tells."""
    restrain(limits)
    if (pid := os.fork()) == 0:
        os.close(pipe.fileno())
        time.sleep(FOR_EVER)
    os.write(pipe.fileno(), encode(_last_word(plan, detail=str(pid))))


# ---- what comes through the pipe ------------------------------------------------------------------------------------


def send_for_ever(plan: CrawlPlan, _outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    """Large pages without end, each with its own check sum; `http_status` is the sender's pid."""
    restrain(limits)
    source = random.Random(os.getpid())
    while True:
        page = source.randbytes(300_000)
        finding = replace(_page(plan, os.getpid()), page=page, detail=hashlib.sha256(page).hexdigest())
        _write_all(pipe.fileno(), encode(finding))


def stop_in_mid_message(plan: CrawlPlan, _outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    restrain(limits)
    message = encode(replace(_page(plan), page=bytes(30_000)))
    _write_all(pipe.fileno(), message)
    _write_all(pipe.fileno(), message[:20_000])
    os.kill(os.getpid(), signal.SIGSTOP)


def record_much_at_once(plan: CrawlPlan, _outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    """Fifty pages of a megabyte wait to be recorded; each tells in `http_status` when its message left, in ms."""
    restrain(limits)
    recorder = PipeRecorder(pipe.fileno())
    text = "x" * (1 << 20)
    before = _peak_memory_mb()

    async def record(number: int) -> None:
        await recorder.record(replace(_page(plan), url=f"http://example.test/{number}", final_url=text))
        sent.append(int(time.monotonic() * 1000))

    async def record_all() -> None:
        await asyncio.gather(*(record(number) for number in range(MANY)))
        for moment in sent:
            await recorder.record(_page(plan, moment))
        await recorder.record(replace(_last_word(plan), peak_memory_mb=_peak_memory_mb() - before))

    sent: list[int] = []
    asyncio.run(record_all())


def announce_seventeen_megabytes(_plan: CrawlPlan, _outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    _say(limits, pipe, HEAD.pack(17 << 20) + b"{")


def send_random_bytes(_plan: CrawlPlan, _outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    _say(limits, pipe, b"\xff\xfe\x00\x01" + random.Random(7).randbytes(500))


def send_no_json(_plan: CrawlPlan, _outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    _say(limits, pipe, _framed(b"<html>\xff</html>"))


def send_a_list(_plan: CrawlPlan, _outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    _say(limits, pipe, _framed(b'["kind", "CrawlEnded"]'))


def send_unknown_kind(_plan: CrawlPlan, _outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    _say(limits, pipe, _framed(b'{"kind": "os.system", "command": "true"}'))


def send_wrong_type(plan: CrawlPlan, _outlet: Outlet, pipe: Connection, limits: Limits) -> None:
    body = encode(_last_word(plan))[HEAD.size :]
    _say(limits, pipe, _framed(body.replace(b'"pages": 0', b'"pages": "none"')))


def _say(limits: Limits, pipe: Connection, said: bytes) -> None:
    restrain(limits)
    _write_all(pipe.fileno(), said)
    time.sleep(FOR_EVER)  # it is the daemon that ends such a child


def _framed(body: bytes) -> bytes:
    return HEAD.pack(len(body)) + body


def _write_all(fd: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def _page(plan: CrawlPlan, number: int | None = None) -> PageRead:
    return PageRead(
        crawl_id=plan.crawl_id,
        outlet=plan.outlet,
        seen_at=plan.now,
        url="http://example.test/",
        outcome=Outcome.FETCHED,
        http_status=number,
    )


def _last_word(plan: CrawlPlan, detail: str | None = None) -> CrawlEnded:
    return CrawlEnded(crawl_id=plan.crawl_id, outlet=plan.outlet, seen_at=plan.now, outcome="finished", detail=detail)


def _peak_memory_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
