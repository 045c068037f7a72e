"""What a site is asked, what it answers, and the line in its log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What came, when by the press's clock, and how often this path was asked for before."""

    path: str  # with its query
    host: str
    headers: Mapping[str, str]  # names in lower case
    now: datetime
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What goes out. `headers` are pairs: a name may come twice. `pause` is waited first, in real seconds."""

    status: int = 200
    body: bytes = b""
    kind: str = "text/html; charset=utf-8"
    headers: tuple[tuple[str, str], ...] = ()
    pause: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One line of the log: `at` by the press's clock, `began` and `ended` by the machine's."""

    path: str
    headers: Mapping[str, str]
    at: datetime
    began: float
    ended: float
    status: int
