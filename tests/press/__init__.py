"""A press for tests and the demo: five whole invented outlets on a local server, whose clock and deeds we command.

with Press(now=now) as press:
    press.write_outlets(folder)
    press.set_clock(now + timedelta(hours=9))
    press.act("harbour-courier", "retitle", article="swing-bridge-stuck-open", title="Bridge open again")
    press.gold("harbour-courier", "swing-bridge-stuck-open").title
"""

import http.client
import json
import subprocess
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.press.article_files import read_articles
from tests.press.gold import Gold, gold_of
from tests.press.outlet_files import write_outlet_files
from tests.press.outlets import OUTLETS

__all__ = ["ARTICLES", "TIMELINE", "Gold", "Press", "PressError", "PressOutlet"]

_HERE = Path(__file__).parent
ARTICLES = _HERE / "articles"
TIMELINE = _HERE / "timeline.toml"

_ANSWERS_WITHIN_SECONDS = 10.0  # a guess: control answers take milliseconds


class PressError(Exception):
    """The press did not start, or was told to do something that cannot be done; the message says which."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PressOutlet:
    """Where to find an outlet. `articles` are the slugs of all it will ever publish, in order of publication."""

    slug: str
    name: str
    home: str
    host: str
    languages: tuple[str, ...]
    timezone: str
    articles: tuple[str, ...]


class Press:
    """The press as a child process, alive inside `with`; it dies with its parent, however that ends.

    `now` is the press's clock at the opening, aware; `start` (default `now`) is a time on the first day, `+0d` of the
    articles and of the timeline: its date in its own zone, at every outlet. What is due before `now` has then happened
    already. `timeline=None` is a press without a script; `log` is written anew, one line of JSON a happening.
    """

    outlets: dict[str, PressOutlet]

    def __init__(
        self,
        now: datetime,
        *,
        start: datetime | None = None,
        articles: Path = ARTICLES,
        timeline: Path | None = TIMELINE,
        log: Path | None = None,
    ) -> None:
        if now.tzinfo is None or (start and start.tzinfo is None):
            raise ValueError("the press's clock wants aware datetimes: datetime.now(UTC), say")
        self._articles = articles.resolve()
        options = {"now": now.isoformat(), "start": (start or now).isoformat(), "articles": self._articles}
        paths = {name: path.resolve() for name, path in (("timeline", timeline), ("log", log)) if path}
        self._arguments = [f"--{name}={value}" for name, value in (options | paths).items()]
        self.outlets = {}

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.press.server", *self._arguments],
            cwd=_HERE.parents[1],
            stdin=subprocess.PIPE,  # closed by our end, whatever kind of end: the child's sign to go
            stdout=subprocess.PIPE,
            start_new_session=True,  # Ctrl-C is for us; the child follows
        )
        assert self._process.stdout
        line = self._process.stdout.readline()
        if not line:
            self.__exit__(None, None, None)
            raise PressError("the press did not start; what it wrote above says why")
        addresses = json.loads(line)
        self._control = addresses["control"]
        self.outlets = _outlets(addresses["outlets"], self._articles)
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.close()
        self._process.stdout.close()
        try:
            self._process.wait(timeout=_ANSWERS_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def allow(self) -> str:
        """The value of VARTA_ALLOW_ADDRESSES with which a crawl may come here."""
        return ",".join(outlet.host for outlet in self.outlets.values())

    def write_outlets(self, folder: Path, *, every: str = "15m", slugs: Iterable[str] | None = None) -> list[Path]:
        """One outlet file for each outlet, or for some, as DESIGN's section 8 wants them."""
        hosts = {slug: outlet.host for slug, outlet in self.outlets.items()}
        return write_outlet_files(folder, hosts, every=every, slugs=slugs or hosts)

    def set_clock(self, now: datetime) -> list[dict[str, Any]]:
        """Moves the press's clock on and does everything due by then, in order. Returns what happened meanwhile."""
        return self._rows("/clock", now=now.isoformat())

    def act(self, outlet: str, action: str, article: str = "", **details: Any) -> list[dict[str, Any]]:
        """Does one thing at the press's present time; `timeline.ACTIONS` lists actions and their details.

        Raises PressError where it cannot be done. Returns what happened; nothing for furniture and failures.
        """
        return self._rows("/act", outlet=outlet, action=action, article=article, details=details)

    def happened(self) -> list[dict[str, Any]]:
        """All that readers could have noticed, in order; the keys are those of `actions`."""
        return self._rows("/happened")

    def requests(self) -> list[dict[str, Any]]:
        """The access log: at (real time), outlet, path with its query, status (None where it hung up), user_agent."""
        return self._rows("/requests")

    def gold(self, outlet: str, article: str) -> Gold:
        """The article as it stands now, published or not."""
        return gold_of(self._ask("/gold", outlet=outlet, article=article))

    def golds(self, outlet: str) -> list[Gold]:
        """What the outlet's readers can find now: published and not deleted, newest first."""
        return [gold_of(entry) for entry in self._ask("/golds", outlet=outlet)]

    def _rows(self, path: str, **question: Any) -> list[dict[str, Any]]:
        rows: list[dict[str, Any]] = self._ask(path, **question)
        return rows

    def _ask(self, path: str, **question: Any) -> Any:
        connection = http.client.HTTPConnection(self._control, timeout=_ANSWERS_WITHIN_SECONDS)
        try:
            connection.request("POST", path, json.dumps(question), {"Connection": "close"})
            answer = connection.getresponse()
            said = json.loads(answer.read())
        finally:
            connection.close()
        if answer.status != http.client.OK:
            raise PressError(said["error"])
        return said


def _outlets(hosts: dict[str, str], articles: Path) -> dict[str, PressOutlet]:
    slugs = {outlet: tuple(article.slug for article in found) for outlet, found in read_articles(articles).items()}
    return {
        slug: PressOutlet(
            slug=slug,
            name=OUTLETS[slug].name,
            home=f"http://{host}/",
            host=host,
            languages=OUTLETS[slug].languages,
            timezone=OUTLETS[slug].timezone,
            articles=slugs.get(slug, ()),
        )
        for slug, host in hosts.items()
    }
