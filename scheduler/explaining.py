"""From an address or a file to the explanation of the page, or to the outcome that stands in the way."""

import asyncio
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from w3lib.encoding import http_content_type_encoding

from crawlers.discovery.addresses import is_on_hosts, normalised
from crawlers.errors import ExtractionError
from crawlers.extraction.explanation import Explanation, explain
from crawlers.extraction.extractor import read_page
from crawlers.outlet import Outlet, find_outlet
from storage.archive import Archive
from storage.plans import DomainPace
from storage.records import Outcome

if TYPE_CHECKING:
    from scheduler.one_page import Visit

LARGEST = 8 << 20  # bytes of a page: what a crawl takes


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What helps to read a page: its outlet, how that was found, the chrome learned there, how gently to ask for it."""

    outlet: Outlet | None = None
    found_by: str = ""
    chrome: Mapping[str, str | None] = field(default_factory=dict)
    paces: tuple[DomainPace, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What can be told of a page. `problem` is an outcome with its detail where there is no explanation."""

    page: str
    hints: Hints = field(default_factory=Hints)
    visit: "Visit | None" = None
    explanation: Explanation | None = None
    problem: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Knowledge:
    """What is known before a page is read: the outlets, the one that the user named, and the archive's place."""

    outlets: Mapping[str, Outlet]
    named: str | None
    database: Path

    def hints(self, url: str, whose: str) -> Hints:
        """The hints for a page at this address, which `whose` describes. Raises UnknownOutlet."""
        if self.named:
            return self._of(find_outlet(self.outlets, self.named), "it was asked for")
        outlet = _outlet_at(url, self.outlets)
        return self._of(outlet, f"its hosts hold {whose}") if outlet else Hints()

    def _of(self, outlet: Outlet, found_by: str) -> Hints:
        hints = Hints(outlet=outlet, found_by=found_by)
        if not self.database.exists():
            return hints
        with Archive.open(self.database, read_only=True) as archive:
            return replace(hints, chrome=archive.learned_chrome(outlet.slug), paces=archive.paces(outlet.slug))


def explain_url(url: str, known: Knowledge) -> Told:
    """Fetch a page as a crawl would, and explain it."""
    from scheduler.one_page import visit  # noqa: PLC0415  Scrapy is imported only by who needs it

    address = normalised(url)
    hints = known.hints(address or "", "the address")
    if address is None:
        remedy = "it begins with https:// or http://, then a host"
        return Told(page=url, hints=hints, problem=f"{Outcome.BLOCKED_SCHEME}: this is no web address; {remedy}")
    found = asyncio.run(visit(address, hints.outlet, hints.chrome, hints.paces))
    if problem := found.problem:
        return Told(page=address, hints=hints, visit=found, problem=problem)
    seen = found.page
    html = zlib.decompressobj().decompress(seen.page or b"", LARGEST)
    charset = http_content_type_encoding(seen.content_type) if seen.content_type else None
    explanation, problem = _explained(html, seen.final_url or address, hints, charset)
    return Told(page=address, hints=hints, visit=found, explanation=explanation, problem=problem)


def explain_file(path: Path, known: Knowledge) -> Told:
    """Explain a saved page. Raises OSError."""
    with path.open("rb") as file:
        html = file.read(LARGEST + 1)
    if len(html) > LARGEST:
        return Told(page=str(path), problem=f"{Outcome.TOO_LARGE}: it has more than {LARGEST >> 20} MiB")
    explanation, problem = _explained(html, "", Hints())
    address = explanation.extraction.canonical_url if explanation else None
    hints = known.hints(address or "", "the page's canonical address")
    if hints.outlet:
        explanation, problem = _explained(html, address or "", hints)
    return Told(page=str(path), hints=hints, explanation=explanation, problem=problem)


def _outlet_at(url: str, outlets: Mapping[str, Outlet]) -> Outlet | None:
    """The outlet whose host holds an address; of several the one whose articles have such addresses."""
    there = [outlet for outlet in outlets.values() if is_on_hosts(url, outlet.hosts)]
    likely = [outlet for outlet in there if outlet.article.url and outlet.article.url.search(url)]
    return next(iter([*likely, *there]), None)


def _explained(html: bytes, url: str, hints: Hints, charset: str | None = None) -> tuple[Explanation | None, str]:
    """The explanation of a page, or the outcome that stands in its place."""
    try:
        reading = read_page(html, url, outlet=hints.outlet, chrome=hints.chrome, charset=charset)
        return explain(reading, outlet=hints.outlet, charset=charset), ""
    except (ExtractionError, MemoryError) as error:
        from crawlers import outcomes  # noqa: PLC0415  as above

        outcome, detail = outcomes.of_exception(error)
        return None, f"{outcome}: {detail}"
    except Exception as error:  # noqa: BLE001  a bug of ours: a crawl would write the same row
        return None, f"{Outcome.PARSE_SUSPECT}: {type(error).__name__}: {error}; please report it with the page"
