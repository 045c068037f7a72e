"""Findings as length-framed JSON: what a crawl's child may say to the process that writes the archive.

Never pickle: the child has read hostile pages. `decode` believes nothing: the kind comes from a fixed table, every
field is checked against its declared type, and whatever is wrong becomes BrokenMessage.
"""

import json
import struct
import types
from base64 import b64decode, b64encode
from collections.abc import AsyncIterator, Callable
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from functools import cache
from typing import Any, Literal, Protocol, Union, get_args, get_origin, get_type_hints

from crawlers.errors import BrokenMessage
from storage.findings import CrawlEnded, Finding, PaceNoted, PageRead, PageSeen, Reextracted, RobotsRead, SourceRead

HEAD = struct.Struct("!I")
MAX_MESSAGE = 16 << 20  # a page of 8 MiB, compressed and in base64, with its text, stays below
_KINDS: dict[str, type[Any]] = {
    kind.__name__: kind for kind in (SourceRead, PageRead, PageSeen, RobotsRead, PaceNoted, CrawlEnded, Reextracted)
}


class ByteReader(Protocol):
    """What `read_findings` needs of an asyncio.StreamReader."""

    async def readexactly(self, n: int, /) -> bytes: ...


def encode(finding: Finding) -> bytes:
    """One message: four bytes of length, then JSON in UTF-8. A lone surrogate becomes a question mark."""
    body = json.dumps({"kind": type(finding).__name__, **_plain_fields(finding)}, ensure_ascii=False)
    data = body.encode("utf-8", "replace")
    return HEAD.pack(len(data)) + data


def decode(data: bytes) -> Finding:
    """The finding in a message's body. Raises BrokenMessage for anything else."""
    try:
        message = json.loads(data)
        finding: Finding = _decoded_record(_KINDS[message.pop("kind")], message)
    except Exception as error:  # noqa: BLE001  the bytes come from a process that has read hostile pages
        raise BrokenMessage(f"{type(error).__name__}: {error}"[:500]) from None
    return finding


async def read_findings(reader: ByteReader) -> AsyncIterator[Finding]:
    """The findings of a pipe until its end; a stump that a killed child left is dropped. Raises BrokenMessage."""
    while True:
        try:
            (size,) = HEAD.unpack(await reader.readexactly(HEAD.size))
            if size > MAX_MESSAGE:
                raise BrokenMessage(f"a message of {size} bytes")
            body = await reader.readexactly(size)
        except EOFError:  # asyncio.IncompleteReadError is one
            return
        yield decode(body)


def _plain_fields(record: Any) -> dict[str, Any]:
    return {field.name: _plain(getattr(record, field.name)) for field in fields(record)}


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        return _plain_fields(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, bytes):
        return b64encode(value).decode("ascii")
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value


def _decoded_record(kind: Any, values: Any) -> Any:
    if not isinstance(values, dict):
        raise TypeError(f"{kind.__name__} is not a table")
    decoders: dict[str, Callable[[Any], Any]] = _field_decoders(kind)
    if unknown := values.keys() - decoders.keys():
        raise KeyError(f"{kind.__name__} has no {min(unknown)}")
    return kind(**{name: decoders[name](value) for name, value in values.items()})


@cache
def _field_decoders(kind: Any) -> dict[str, Callable[[Any], Any]]:
    hints = get_type_hints(kind)
    return {field.name: _decoder(hints[field.name]) for field in fields(kind)}


@cache
def _decoder(hint: Any) -> Callable[[Any], Any]:
    """What turns JSON into a value of that type, or raises."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        (inner,) = (_decoder(argument) for argument in arguments if argument is not type(None))
        return lambda value: None if value is None else inner(value)
    if origin is Literal:
        return lambda value: _one_of(value, arguments)
    if origin is tuple:
        item = _decoder(arguments[0])
        return lambda value: tuple(item(part) for part in _exactly(value, list))
    if is_dataclass(hint):
        return lambda value: _decoded_record(hint, value)
    if issubclass(hint, tuple):
        return lambda value: _decoded_tuple(hint, value)
    return _SCALARS.get(hint) or (lambda value: hint(_exactly(value, str)))


def _decoded_tuple(kind: type[Any], value: Any) -> Any:
    hints = get_type_hints(kind).values()
    parts = [_decoder(hint)(part) for hint, part in zip(hints, _exactly(value, list), strict=True)]
    return kind(*parts)


def _exactly(value: Any, kind: type) -> Any:
    if type(value) is not kind:
        raise TypeError(f"{value!r:.80} is not {kind.__name__}")
    return value


def _one_of(value: Any, allowed: tuple[Any, ...]) -> Any:
    if value not in allowed:
        raise ValueError(f"{value!r:.80} is none of {allowed}")
    return value


def _moment(value: Any) -> datetime:
    moment = datetime.fromisoformat(_exactly(value, str))
    if moment.tzinfo is None:
        raise ValueError(f"{value} has no zone")
    return moment.astimezone(UTC)


_SCALARS: dict[type, Callable[[Any], Any]] = {
    str: lambda value: _exactly(value, str),
    int: lambda value: _exactly(value, int),
    bool: lambda value: _exactly(value, bool),
    float: lambda value: float(value if type(value) is int else _exactly(value, float)),
    bytes: lambda value: b64decode(_exactly(value, str), validate=True),
    datetime: _moment,
}
