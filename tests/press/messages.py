"""HTTP/1.1 as far as a press needs it: requests in, answers out, over asyncio streams with keep-alive."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from urllib.parse import unquote, urlsplit

Answering = Callable[["Request"], Awaitable["Answer | None"]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """One request. Header names are in lower case; `path` is without its query, and decoded."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes = b""

    @property
    def path(self) -> str:
        return unquote(urlsplit(self.target).path)

    @property
    def closes(self) -> bool:
        return self.headers.get("connection", "").lower() == "close"


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One answer; its length and the rest of the wire's grammar are added when it is sent."""

    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    def encode(self, request: Request) -> bytes:
        lines = [
            f"HTTP/1.1 {self.status} {HTTPStatus(self.status).phrase}",
            f"Content-Type: {self.content_type}",
            f"Content-Length: {len(self.body)}",
            *(f"{name}: {value}" for name, value in self.headers.items()),
            f"Connection: {'close' if request.closes else 'keep-alive'}",
        ]
        if self.status == HTTPStatus.NOT_MODIFIED:  # has no body, so it announces none
            lines = [line for line in lines if not line.startswith(("Content-Length", "Content-Type"))]
        head = ("\r\n".join(lines) + "\r\n\r\n").encode("latin-1")
        return head if request.method == "HEAD" else head + self.body


async def converse(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, answer: Answering) -> None:
    """Answers request after request until the other side leaves; where there is no answer, hangs up hard."""
    try:
        while request := await _read_request(reader):
            reply = await answer(request)
            if reply is None:
                writer.transport.abort()
                break
            writer.write(reply.encode(request))
            await writer.drain()
            if request.closes:
                break
    except (ConnectionError, asyncio.IncompleteReadError, asyncio.LimitOverrunError, asyncio.CancelledError):
        pass  # the other side left, spoke no HTTP, or the press shuts down: there is nobody to tell
    finally:
        writer.close()


async def _read_request(reader: asyncio.StreamReader) -> Request | None:
    try:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    except asyncio.IncompleteReadError:
        return None
    first, *lines = head.rstrip("\r\n").split("\r\n")
    method, _, rest = first.partition(" ")
    headers = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers.get("content-length", 0)))
    return Request(method=method, target=rest.rpartition(" ")[0], headers=headers, body=body)
