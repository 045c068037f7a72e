"""The press as a process: `python -m tests.press.server`. One port an outlet, one to control it; ends with its parent.

Prints its addresses as one line of JSON, then serves until standard input ends, which is when the parent has gone.
"""

import argparse
import asyncio
import json
import socket
import sys
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

from tests.press.addresses import answer
from tests.press.article_files import read_articles
from tests.press.control import Control
from tests.press.messages import Answer, Request, converse
from tests.press.newsroom import Newsroom
from tests.press.outlets import OUTLETS
from tests.press.state import Desk
from tests.press.timeline import read_timeline

_LOOPBACK = "127.0.0.1"


class Door:
    """An outlet's port. It can be shut, so that connections are refused, and opened again under the same number."""

    def __init__(self, port_socket: socket.socket) -> None:
        self._socket: socket.socket | None = port_socket
        self.host = "{}:{}".format(*port_socket.getsockname())
        self._server: asyncio.Server | None = None
        self._guests: set[asyncio.StreamWriter] = set()

    async def open(self, answering: Any) -> None:
        if self._server:
            return
        self._socket = self._socket or _bound(int(self.host.rpartition(":")[2]))
        self._server = await asyncio.start_server(partial(self._welcome, answering), sock=self._socket)

    def shut(self) -> None:
        if self._server:
            self._server.close()
            for guest in self._guests:
                guest.transport.abort()
        self._server = self._socket = None

    async def _welcome(self, answering: Any, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._guests.add(writer)
        try:
            await converse(reader, writer, answering)
        finally:
            self._guests.discard(writer)


class Press:
    """All doors, the newsroom behind them, and the access log."""

    def __init__(self, arguments: argparse.Namespace) -> None:
        self._doors = {slug: Door(_bound(0)) for slug in OUTLETS}
        self._control_door = Door(_bound(0))
        self._requests: list[dict[str, Any]] = []
        self._newsroom = Newsroom(
            hosts={slug: door.host for slug, door in self._doors.items()},
            articles=read_articles(arguments.articles),
            steps=read_timeline(arguments.timeline) if arguments.timeline else (),
            first_day=arguments.start.date(),
            now=arguments.now,
            log=arguments.log,
        )
        self._control = Control(self._newsroom, self._requests)

    async def serve(self) -> None:
        """Returns when standard input ends."""
        await self._control_door.open(self._obey)
        await self._tend_doors()
        hosts = {slug: door.host for slug, door in self._doors.items()}
        print(json.dumps({"control": self._control_door.host, "outlets": hosts}), flush=True)  # noqa: T201 - the address
        await asyncio.get_running_loop().run_in_executor(None, sys.stdin.buffer.read)

    async def _obey(self, request: Request) -> Answer:
        said = self._control.answer(request)
        await self._tend_doors()
        return said

    async def _tend_doors(self) -> None:
        """Refusing outlets have their door shut; all others stand open."""
        for slug, desk in self._newsroom.desks.items():
            if desk.failure and desk.failure.mode == "refuse":
                self._doors[slug].shut()
            else:
                await self._doors[slug].open(partial(self._answer, desk))

    async def _answer(self, desk: Desk, request: Request) -> Answer | None:
        reply = await self._reply(desk, request)
        self._requests.append(
            {
                "at": datetime.now(UTC).isoformat(),
                "outlet": desk.facts.slug,
                "path": request.target,
                "status": reply.status if reply else None,
                "user_agent": request.headers.get("user-agent"),
            }
        )
        return reply

    async def _reply(self, desk: Desk, request: Request) -> Answer | None:
        if desk.failure and desk.failure.mode == "hang":
            await asyncio.sleep(desk.failure.seconds)
            return None
        if desk.failure:
            return Answer(status=503, body=b"<html><body><h1>Service Unavailable</h1></body></html>")
        if desk.delay_seconds:
            await asyncio.sleep(desk.delay_seconds)
        return answer(desk, request, self._newsroom.now)


def _bound(port: int) -> socket.socket:
    return socket.create_server((_LOOPBACK, port), backlog=100)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.press.server")
    parser.add_argument("--now", type=datetime.fromisoformat, required=True)
    parser.add_argument("--start", type=datetime.fromisoformat, required=True)
    parser.add_argument("--articles", type=Path, required=True)
    parser.add_argument("--timeline", type=Path)
    parser.add_argument("--log", type=Path)
    return parser.parse_args()


if __name__ == "__main__":
    asyncio.run(Press(_arguments()).serve())
