"""How far a pass over some outlets has come: on a terminal a line for each that changes, elsewhere a line for each end.

A backfill has a bar as well, from now back to the day that was asked for, and elsewhere a line for each archive page.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, ProgressColumn, SpinnerColumn, TaskID, TextColumn

from storage.findings import Finding, PageRead, SourceRead
from storage.records import Change


@dataclass(slots=True)
class Reached:
    """What the pass over one outlet has done so far."""

    task: TaskID
    archives: int = 0
    links: int = 0
    pages: int = 0
    new: int = 0
    changed: int = 0
    oldest: datetime | None = None

    def __str__(self) -> str:
        back_to = f"back to {self.oldest:%Y-%m-%d}, " if self.oldest else ""
        archives = f"archive pages {self.archives}, " if self.archives else ""
        changed = f", changed {self.changed}" if self.changed else ""
        return f"{back_to}{archives}links {self.links}, pages {self.pages}, new {self.new}{changed}"


class CrawlProgress:
    """`with CrawlProgress(slugs, since) as progress:`; `progress.watch` where findings come by, `tell` at an end."""

    def __init__(self, outlets: Sequence[str], since: datetime | None = None) -> None:
        self._since, self._now, self._ended = since, datetime.now(UTC), 0
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        columns: list[ProgressColumn] = [SpinnerColumn(), TextColumn("{task.description}")]
        columns += [BarColumn()] if since else []
        self._lines = Progress(
            *columns,
            TextColumn("{task.fields[reached]}"),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        total = max((self._now - since).total_seconds(), 1.0) if since else None
        self._reached = {slug: Reached(self._lines.add_task(slug, total=total, reached="waits")) for slug in outlets}

    def __enter__(self) -> Self:
        self._lines.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._lines.stop()

    def tell(self, slug: str, outcome: str) -> None:
        """The pass over one outlet has ended."""
        self._ended += 1
        self._lines.update(self._reached[slug].task, visible=False)
        self._console.print(f"[{self._ended}/{len(self._reached)}] {slug}: {outcome}", markup=False)

    def watch(self, finding: Finding, change: Change) -> None:
        """Count one finding."""
        reached = self._reached.get(finding.outlet)
        if reached is None:
            return
        if isinstance(finding, PageRead):
            reached.pages += 1
            reached.new += change is Change.NEW
            reached.changed += change in {Change.EDITED, Change.REVERTED, Change.VANISHED, Change.RESTORED}
            self._reach(reached, finding)
        elif isinstance(finding, SourceRead):
            reached.archives += finding.is_part
            reached.links += len(finding.links)
        self._show(finding, reached)

    def _reach(self, reached: Reached, finding: PageRead) -> None:
        published = finding.extraction.published if finding.extraction else None
        if self._since is not None and published is not None and published >= self._since:
            reached.oldest = min(published, reached.oldest or published)

    def _show(self, finding: Finding, reached: Reached) -> None:
        if self._console.is_terminal:
            done = (self._now - reached.oldest).total_seconds() if reached.oldest else None
            self._lines.update(reached.task, completed=done, reached=str(reached))
        elif self._since is not None and isinstance(finding, SourceRead) and finding.is_part:
            self._console.print(f"{finding.outlet}: {finding.outcome} {finding.url}: {reached}", markup=False)
