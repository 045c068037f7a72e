"""Archive: the one SQLite file, and every sentence that can be said to it."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from storage import article_history, crawls, opening, pacing, planning, questions, rereading, searching
from storage.connection import writing
from storage.findings import Finding
from storage.lock import WriterLock
from storage.outlet_facts import OutletFacts
from storage.pages import PageStore
from storage.plans import CrawlPlan, DomainPace, RereadingPlan
from storage.recording import learned, record_batch
from storage.recording.health import breakages, watching
from storage.records import Change
from storage.registering import register
from storage.word_diff import ParagraphEdit

ReadBy = Callable[[Mapping[str, str | None]], tuple[str, str]]  # learned lines -> version and rules of the extractor


class Archive:
    """The memory of what was watched. Made by `Archive.create` or `Archive.open`; closed by `close` or `with`.

    Open for writing it holds the writer's lock, so that a file has one writer; reading needs no lock. Use it in
    the thread that opened it.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection, lock: WriterLock | None) -> None:
        self.path = path
        self._connection = connection
        self._lock = lock
        self._pages = PageStore(path)

    # ---- the file ---------------------------------------------------------------------------------------------------

    @classmethod
    def create(cls, path: str | Path) -> Self:
        """Open the archive for writing; a file that is not there is made first, with the whole schema.

        Raises as `open` does for a file that is there.
        """
        return cls(*opening.create(Path(path)))

    @classmethod
    def open(cls, path: str | Path, *, read_only: bool = False) -> Self:
        """Open an archive that is there. Never changes its schema.

        Raises NotAnArchive, SchemaOutOfDate, SchemaTooNew, and ArchiveLocked when it is to be written and another
        process writes it; after any of these the file is as it was, to the byte.
        """
        return cls(*opening.open_existing(Path(path), read_only=read_only))

    @staticmethod
    def migrate(path: str | Path) -> list[str]:
        """Bring a file's schema up to date and return the names of the migrations applied now; make it if need be.

        A snapshot `<database>-before-<number>` is written first. Raises as `open` does, but for SchemaOutOfDate.
        """
        return opening.migrate(Path(path))

    def close(self) -> None:
        """Close the file and let the next one write. Harmless when called again."""
        self._connection.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def checkpoint(self) -> bool:
        """Move what was written from the log into the file and empty the log; False when a reader stands in the way."""
        return opening.checkpoint(self._connection)

    # ---- before a crawl ---------------------------------------------------------------------------------------------

    def register(self, outlets: Iterable[OutletFacts], now: datetime) -> None:
        """Make the outlets and their sources what the outlet files say; others are disabled, nothing is deleted."""
        with writing(self._connection):
            register(self._connection, outlets, now)

    def due_outlets(self, now: datetime) -> list[str]:
        """Slugs of the outlets to crawl now, the longest due first."""
        return planning.due_outlets(self._connection, now)

    def next_due_at(self) -> datetime | None:
        """The earliest due time of all enabled outlets that are not being crawled."""
        return planning.next_due_at(self._connection)

    def plan(
        self,
        outlet: str,
        now: datetime,
        *,
        everything: bool = False,
        recheck: bool = False,
        since: datetime | None = None,
        limit: int = 300,
    ) -> CrawlPlan:
        """Open a crawl of one outlet and say what it is to do.

        What is due now, at most `limit` URLs and `limit` articles; `everything`: all sources and found URLs, due or
        not; `recheck`: all articles that are not merged, too; `since`: the archives, back to then. An outlet whose
        rest is over is asked one question. Raises LookupError for an outlet never registered.
        """
        with writing(self._connection):
            return planning.open_plan(
                self._connection, outlet, now, everything=everything, recheck=recheck, since=since, limit=limit
            )

    # ---- during and after a crawl -----------------------------------------------------------------------------------

    def record(self, finding: Finding) -> Change:
        """Store one finding and say what it did."""
        return self.record_all([finding])[0]

    def record_all(self, findings: Sequence[Finding]) -> list[Change]:
        """Store findings in one transaction, in their order, and say what each did.

        A finding that cannot be stored becomes a failures row and harms no other. Raises sqlite3.OperationalError when
        the disk is full or broken: then nothing of the batch is stored.
        """
        with writing(self._connection):
            changes, pages = record_batch(self._connection, findings)
            self._pages.keep(pages)  # before the commit: a page without its article is harmless, the reverse is not
        return changes

    def close_interrupted(self, now: datetime) -> list[str]:
        """End every crawl that a dead process left running, and return their outlets."""
        with writing(self._connection):
            return crawls.close_interrupted(self._connection, now)

    def end_crawl(self, crawl_id: int, outcome: str, now: datetime, detail: str | None = None) -> None:
        """End a crawl that could not end itself: "died", "deadline", ... One that has ended stays as it is."""
        with writing(self._connection):
            crawls.end_crawl(self._connection, crawl_id, outcome, now, detail)

    def pulse(self, now: datetime, detail: str = "") -> None:
        """The daemon's sign of life: the jobs row 'tick'."""
        with writing(self._connection):
            crawls.pulse(self._connection, now, detail)

    def note_gap(self, from_at: datetime, to_at: datetime, why: str, outlet: str | None = None) -> None:
        """Write down that nothing was looked at between two times, on one outlet or (None) on all."""
        with writing(self._connection):
            crawls.note_gap(self._connection, from_at, to_at, why, outlet)

    def watch(self, now: datetime) -> list[str]:
        """Judge whether outlets are silently broken whose crawls have not ended for an hour, and return their slugs."""
        with writing(self._connection):
            return watching.watch(self._connection, now)

    # ---- what is our doing ------------------------------------------------------------------------------------------

    def learn(self, outlet: str, now: datetime, reading: ReadBy) -> list[str]:
        """Learn as chrome what recurs in the bodies of an outlet's articles, and return the lines learned just now.

        They are in every plan from now on. Articles without a kept page lose them here, as a version of ours, without
        an event; the others when their page is read again: `rereading_plan`. `reading` tells the version of the
        extractor and the hash of its rules with certain learned lines.
        """
        with writing(self._connection):
            before = self.learned_chrome(outlet)
            lines = learned.learn(self._connection, outlet)
            if lines:
                later = set(rereading.with_page(self._pages, rereading.rereadable(self._connection, outlet, now)))
                learned.take_out(self._connection, outlet, lines, now, but=later)
                was, is_now = reading(before), reading(self.learned_chrome(outlet))
                learned.count_as_read(self._connection, outlet, was, is_now, now, but=later)
        return [line.text for line in lines]

    def learned_chrome(self, outlet: str) -> dict[str, str | None]:
        """The lines learned as chrome on an outlet, and their languages."""
        return planning.learned_chrome(self._connection, outlet)

    def rereading_plan(
        self, outlet: str, now: datetime, *, extractor_version: str, rules_hash: str, limit: int = 50
    ) -> RereadingPlan:
        """At most `limit` kept pages of hot articles that another extractor read, or this one with other rules.

        What an extractor makes of them comes back as `Reextracted`: at most a version, never an event. Recorded before
        the next look, it tells an edit from our own doing.
        """
        outdated = rereading.rereadable(self._connection, outlet, now, (extractor_version, rules_hash))
        pages = tuple(rereading.pages_of(self._pages, outdated, limit)) if outdated else ()
        return RereadingPlan(outlet=outlet, now=now, pages=pages, chrome=self.learned_chrome(outlet))

    def forget_page(self, article_id: int) -> None:
        """Throw the kept page of an article away: its next look decides what an extractor makes of it."""
        self._pages.keep({article_id: None})

    def tidy(self, now: datetime) -> None:
        """Throw away the pages of articles that are no longer hot, lines seen once a month ago, and old counts."""
        with writing(self._connection):
            learned.tidy(self._connection, now)
            breakages.forget_old_hours(self._connection, now)
        self._pages.keep(dict.fromkeys(rereading.cold_pages(self._connection, self._pages, now)))

    # ---- questions --------------------------------------------------------------------------------------------------

    def query(self, sql: str, params: Sequence[object] | dict[str, object] = ()) -> list[dict[str, Any]]:
        """The rows of any read, as dicts. A statement that would write raises sqlite3.OperationalError."""
        return questions.read(self._connection, sql, params)

    def status(self) -> list[dict[str, Any]]:
        """One row an outlet: the columns of the view outlet_health, `articles`, `due` and `urls_waiting`, as counts."""
        return questions.status(self._connection)

    def last_crawl(self, outlet: str) -> dict[str, Any]:
        """The crawls row of an outlet's latest crawl. Raises LookupError when there was none."""
        return questions.last_crawl(self._connection, outlet)

    def backlog(self, outlet: str) -> list[str]:
        """The archive addresses that an outlet's backfill has still to read, the next of each source first."""
        return questions.backlog(self._connection, outlet)

    def paces(self, outlet: str) -> tuple[DomainPace, ...]:
        """How gently the domains of an outlet must be asked, as far as it is known."""
        return pacing.paces_of(self._connection, outlet)

    def rests_until(self, outlet: str, now: datetime) -> datetime | None:
        """Until when a domain of an outlet asks for a rest; None when all may be asked now."""
        return pacing.rests_until(self._connection, outlet, now)

    def last_pulse(self) -> datetime | None:
        """When the daemon last gave a sign of life; None if it never ran on this archive."""
        return questions.last_pulse(self._connection)

    def changes(
        self, since: datetime | None = None, outlet: str | None = None, limit: int | None = None
    ) -> list[dict[str, Any]]:
        """What happened after publication, newest first: the columns of the view changes."""
        return questions.changes(self._connection, since, outlet, limit)

    def incidents(self, outlet: str | None = None, *, closed: bool = False) -> list[dict[str, Any]]:
        """What is wrong now, newest first: opened_at, closed_at, outlet, kind, language, message; `closed`: or was."""
        return questions.incidents(self._connection, outlet, closed=closed)

    def find(self, reference: int | str) -> dict[str, Any] | None:
        """The articles row of a number or of any address it was found at, with its time zone; None for none."""
        return article_history.find(self._connection, reference)

    def version(self, article_id: int, n: int | None = None) -> dict[str, Any] | None:
        """Title, standfirst, body, authors of one version (None: the latest), when it came and went; None if none."""
        return article_history.version(self._connection, article_id, n)

    def history(self, article_id: int) -> list[dict[str, Any]]:
        """What happened to an article, oldest first: the columns of events, and n and title of the version it made."""
        return article_history.history(self._connection, article_id)

    def headlines(self, article_id: int) -> list[dict[str, Any]]:
        """Every headline that an article had, oldest first: the columns of the view headline_history."""
        return article_history.headlines(self._connection, article_id)

    def addresses(self, article_id: int) -> list[dict[str, Any]]:
        """Every address that leads to an article, oldest first: url, kind, first_seen_at, last_seen_at."""
        return article_history.addresses(self._connection, article_id)

    def editions(self, article_id: int) -> list[dict[str, Any]]:
        """The same story in other languages: id, outlet, language, title, url of each, method and score of the find."""
        return article_history.editions(self._connection, article_id)

    def edit(self, article_id: int, n: int) -> list[ParagraphEdit]:
        """What version n changed in the one before it, paragraph by paragraph and word by word."""
        return article_history.edit(self._connection, article_id, n)

    def search(
        self, words: str, *, removed: bool = False, outlet: str | None = None, limit: int = 20
    ) -> list[dict[str, Any]]:
        """Articles with a paragraph that holds all these words now, or (`removed`) paragraphs taken down since.

        The best match first, the newest among equals; `rank` is None and the newest come first when the words are too
        common to rank. Words in quotes are a phrase, `прем*` begins a word, and nothing else is an operator.
        """
        return searching.search(self._connection, words, limit, removed=removed, outlet=outlet)
