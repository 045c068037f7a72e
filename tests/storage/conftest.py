"""A real archive on a real file, and short ways to say what a crawl found."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from storage.archive import Archive
from storage.findings import CrawlEnded, Link, PageRead, SourceRead
from storage.records import Change, Extraction, Outcome, SourceKind, Verdict

NOW = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
SLUG = "the-gaze"
HOME = "https://thegaze.media/"
URL = "https://thegaze.media/news/bridge"
BODY = (
    "The bridge was opened on Monday after four years of work by two hundred engineers.\n\n"
    "The mayor said that 12 villages are now an hour closer to the hospital in the city.\n\n"
    "Trains will follow in spring, when the second track has been laid and tested."
)


@dataclass(frozen=True, kw_only=True)
class SourceFile:
    """One `[[sources]]` entry."""

    kind: SourceKind = "front"
    url: str = HOME
    language: str | None = "en"
    every: timedelta = timedelta(minutes=15)
    enabled: bool = True


@dataclass(frozen=True, kw_only=True)
class OutletFile:
    """One outlet file."""

    slug: str = SLUG
    name: str = "The Gaze"
    home: str = HOME
    timezone: str = "Europe/Kyiv"
    languages: tuple[str, ...] = ("en",)
    enabled: bool = True
    reason: str = ""
    keep: tuple[str, ...] = ()
    sources: tuple[SourceFile, ...] = field(default_factory=lambda: (SourceFile(),))


class Newsroom:
    """An archive with one outlet, one running crawl and a clock that is moved by hand."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.now = NOW
        archive.register([OutletFile()], NOW)
        self.crawl_id = archive.plan(SLUG, NOW).crawl_id

    def later(self, **duration: float) -> None:
        self.now += timedelta(**duration)

    def page(self, url: str = URL, **fields: Any) -> PageRead:
        """A page that was read as an article; `title`, `body` and the like go into its extraction."""
        names = {"title", "standfirst", "body", "authors", "published", "published_from", "published_to_the"}
        names |= {"language", "canonical_url", "verdict", "flags", "editions"}
        said = {name: fields.pop(name) for name in names & fields.keys()}
        extraction = Extraction(**{"title": "The bridge is open", "body": BODY, "language": "en"} | said)
        outcome = {Verdict.PAYWALLED: Outcome.PAYWALLED}.get(extraction.verdict, Outcome.FETCHED)
        if extraction.verdict in {Verdict.SECTION, Verdict.GALLERY}:
            outcome = Outcome.NOT_AN_ARTICLE
        given: dict[str, Any] = {
            "outcome": outcome,
            "http_status": 200,
            "extraction": extraction,
            "extractor_version": "1",
        }
        return self.look(url, **given | {"due_at": self.now + timedelta(hours=1)} | fields)

    def look(self, url: str = URL, **fields: Any) -> PageRead:
        """Any look at a page."""
        given: dict[str, Any] = {"crawl_id": self.crawl_id, "outlet": SLUG, "seen_at": self.now, "url": url}
        return PageRead(**given | fields)

    def read(self, url: str = URL, **fields: Any) -> Change:
        return self.archive.record(self.page(url, **fields))

    def miss(self, outcome: Outcome = Outcome.GONE, url: str = URL, **fields: Any) -> Change:
        """A look that brought no text."""
        status = {Outcome.GONE: 404, Outcome.SERVER_ERROR: 503, Outcome.NOT_MODIFIED: 304}.get(outcome)
        given: dict[str, Any] = {"outcome": outcome, "http_status": status, "due_at": self.now + timedelta(hours=1)}
        return self.archive.record(self.look(url, **given | fields))

    def source(self, *links: str | Link, **fields: Any) -> SourceRead:
        given: dict[str, Any] = {
            "crawl_id": self.crawl_id,
            "outlet": SLUG,
            "seen_at": self.now,
            "source_id": 1,
            "url": HOME,
        }
        given |= {"outcome": Outcome.FETCHED, "http_status": 200, "due_at": self.now + timedelta(minutes=15)}
        found = tuple(link if isinstance(link, Link) else Link(url=link) for link in links)
        return SourceRead(**given | {"links": found} | fields)

    def end(self, **fields: Any) -> Change:
        given: dict[str, Any] = {"crawl_id": self.crawl_id, "outlet": SLUG, "seen_at": self.now, "outcome": "finished"}
        return self.archive.record(CrawlEnded(**given | fields))

    def ask(self, sql: str, *params: object) -> list[dict[str, Any]]:
        return self.archive.query(sql, params)

    def one(self, sql: str, *params: object) -> Any:
        """The single value that a query answers."""
        (row,) = self.ask(sql, *params)
        (value,) = row.values()
        return value

    def events(self) -> list[str]:
        return [row["kind"] for row in self.ask("SELECT kind FROM events ORDER BY id")]

    @property
    def status(self) -> str:
        return str(self.one("SELECT status FROM articles WHERE id = 1"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "varta.db"


@pytest.fixture(scope="session")
def empty_archive(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The bytes of a new archive: making one takes 80 ms, copying one takes none."""
    path = tmp_path_factory.mktemp("empty") / "varta.db"
    Archive.create(path).close()
    return path.read_bytes()


@pytest.fixture
def archive(path: Path, empty_archive: bytes) -> Iterator[Archive]:
    path.write_bytes(empty_archive)
    with Archive.open(path) as archive:
        yield archive


@pytest.fixture
def newsroom(archive: Archive) -> Newsroom:
    return Newsroom(archive)
