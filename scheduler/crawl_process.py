"""One crawl, or one reading of kept pages = one forked child with a deadline and a memory cap, from the daemon's side.

The pidfd tells its death, the pipe's end the end of its findings, CrawlEnded its success; the exit code is only a word
in a message to people. Findings arrive as messages on a raw pipe, read with back-pressure by an asyncio.StreamReader.
"""

import asyncio
import multiprocessing
import os
import signal
import sys
import threading
import types
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from multiprocessing import forkserver
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, ForkServerProcess
from typing import Any

from crawlers.errors import BrokenMessage
from crawlers.outlet import Outlet
from crawlers.wire import read_findings
from scheduler.crawl_child import Limits, crawl_in_child
from storage.findings import CrawlEnded, Finding
from storage.plans import CrawlPlan, RereadingPlan

READ_AHEAD = 1 << 18  # bytes read before the sink has taken what came: reading pauses then, and with it the crawl
DYING_SECONDS = 0.1  # a fork server that was killed is not replaced before it is dead: a second try at once failed, too
SERVER_DIED = "the fork server died"
_EXIT_WORDS = {
    -signal.SIGXCPU: "out of CPU time",
    -signal.SIGALRM: "deadline",
    255: SERVER_DIED,  # multiprocessing's own word for it
}

Sink = Callable[[Finding], Awaitable[None]]
Plan = CrawlPlan | RereadingPlan
Target = Callable[[Any, Outlet, Connection, Limits], None]  # Any: the plan that it is given


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """How a child ended. `ended` is its own last word, None when it had none: then `outcome` and `detail` are ours."""

    ended: CrawlEnded | None = None
    outcome: str = "died"
    detail: str = ""


def fork_server() -> ForkServerContext:
    """The context whose fork server has everything imported that a crawl needs."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["scheduler.preload"])
    # A child imports its parent's main module again, which costs it 60 ms, unless that is named like a package's.
    sys.modules["__main__"].__spec__ = types.SimpleNamespace(name="scheduler.__main__")  # type: ignore[assignment]
    return context


def _ensure_server() -> None:
    """Start the fork server if need be, deaf to Ctrl-C: that is for the command, which ends its children itself."""
    if threading.current_thread() is not threading.main_thread():
        forkserver.ensure_running()  # handlers may be set in the main thread only
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)  # inherited; multiprocessing unblocks what is only blocked
    try:
        forkserver.ensure_running()
    finally:
        signal.signal(signal.SIGINT, before)


def warm_up() -> None:
    """Start the fork server now: its imports take half a second and would stop the loop."""
    process = fork_server().Process(target=os.getpid, daemon=True)
    _ensure_server()
    process.start()
    process.join()


async def run_crawl(
    plan: CrawlPlan, outlet: Outlet, sink: Sink, limits: Limits, target: Target = crawl_in_child
) -> Ending:
    """Run one crawl in a child of its own: `run_child`."""
    return await run_child(plan, outlet, sink, limits, target)


async def run_child(plan: Plan, outlet: Outlet, sink: Sink, limits: Limits, target: Target) -> Ending:
    """Run `target` in a child, hand each finding to `sink`, and see to it that nothing of the child is left.

    Cancelling the task kills the child. Raises OSError or EOFError when no child could be started.
    """
    child, reading_end = await _started(target, plan, outlet, limits)
    pidfd = os.pidfd_open(child.pid or 0)
    ended, why, detail = None, "", ""
    try:  # from here on: a cancellation may come at any await, the first included
        async with asyncio.timeout(limits.seconds), _reading(reading_end) as reader:
            async for finding in read_findings(reader):
                if isinstance(finding, CrawlEnded):
                    ended = finding
                await sink(finding)
            await _exited(pidfd)
    except TimeoutError:
        why, detail = "deadline", f"not over after {limits.seconds:g} s; killed"
    except BrokenMessage as error:
        why, detail = "died", f"broken message: {error}"
    finally:
        code = await _reaped(child, pidfd)
    if why:
        return Ending(outcome=why, detail=detail)
    return Ending(ended=ended) if ended else _death(code)


async def _started(
    target: Target, plan: Plan, outlet: Outlet, limits: Limits
) -> "tuple[ForkServerProcess, Connection[Any, Any]]":
    """A running child and our end of its pipe; tried once more when the fork server has just died."""
    try:
        return _start(target, plan, outlet, limits)
    except (EOFError, OSError):
        await asyncio.sleep(DYING_SECONDS)
        return _start(target, plan, outlet, limits)


def _start(
    target: Target, plan: Plan, outlet: Outlet, limits: Limits
) -> "tuple[ForkServerProcess, Connection[Any, Any]]":
    context = fork_server()
    reading_end, writing_end = context.Pipe(duplex=False)
    child = context.Process(target=target, args=(plan, outlet, writing_end, limits), daemon=True)
    with writing_end:  # ours must go, or the end of the findings never comes
        try:
            _ensure_server()
            child.start()
        except BaseException:  # a cancellation too: the end goes, whatever stopped us, and it is raised again
            reading_end.close()
            raise
    return child, reading_end


@asynccontextmanager
async def _reading(pipe: "Connection[Any, Any]") -> AsyncIterator[asyncio.StreamReader]:
    reader = asyncio.StreamReader(limit=READ_AHEAD)
    with pipe:
        file = os.fdopen(os.dup(pipe.fileno()), "rb", buffering=0)
    loop = asyncio.get_running_loop()
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), file)
    try:
        yield reader
    finally:
        transport.close()


async def _exited(pidfd: int) -> None:
    """Waits for the true death of a process, whoever its parent is."""
    loop = asyncio.get_running_loop()
    done = asyncio.Event()
    loop.add_reader(pidfd, done.set)
    try:
        await done.wait()
    finally:
        loop.remove_reader(pidfd)


async def _reaped(child: ForkServerProcess, pidfd: int) -> int | None:
    """Kills what is left of the child and its descendants; returns the exit code."""
    with suppress(ProcessLookupError):
        os.killpg(child.pid or 0, signal.SIGKILL)
    with suppress(ProcessLookupError):
        signal.pidfd_send_signal(pidfd, signal.SIGKILL)  # before setsid() there is no group
    await _exited(pidfd)
    os.close(pidfd)
    child.join(1)
    code = child.exitcode
    child.close()
    return code


def _death(code: int | None) -> Ending:
    if word := _EXIT_WORDS.get(code or 0):
        return Ending(outcome=word if code != 255 else "died", detail=word)  # noqa: PLR2004
    if code is not None and code < 0:
        return Ending(detail=f"killed by {signal.Signals(-code).name}")
    return Ending(detail=f"exit code {code}")
