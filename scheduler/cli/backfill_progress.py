"""How far a backfill has come: a bar for each outlet on a terminal, a line for each archive page elsewhere."""

from dataclasses import dataclass
from datetime import UTC, datetime
from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn

from storage.findings import Finding, PageRead, SourceRead
from storage.records import Change


@dataclass(slots=True)
class Reached:
    """What one outlet's backfill has done so far."""

    task: TaskID
    archives: int = 0
    links: int = 0
    pages: int = 0
    new: int = 0
    oldest: datetime | None = None

    def __str__(self) -> str:
        back_to = f"back to {self.oldest:%Y-%m-%d}, " if self.oldest else ""
        read = f"{self.archives} archive pages, {self.links} links, {self.pages} pages read"
        return f"{back_to}{read}, {self.new} articles new"


class BackfillProgress:
    """`with BackfillProgress(since, slugs) as progress:` and `progress.watch` where findings come by."""

    def __init__(self, since: datetime, outlets: list[str]) -> None:
        self._since, self._now = since, datetime.now(UTC)
        self._console = Console(stderr=True, highlight=False, soft_wrap=True)
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[reached]}"),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        total = max((self._now - since).total_seconds(), 1.0)
        self._reached = {slug: Reached(self._bars.add_task(slug, total=total, reached="")) for slug in outlets}

    def __enter__(self) -> Self:
        self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._bars.stop()

    def watch(self, finding: Finding, change: Change) -> None:
        """Count one finding."""
        reached = self._reached.get(finding.outlet)
        if reached is None:
            return
        if isinstance(finding, PageRead) and finding.article_id is None:
            reached.pages += 1
            reached.new += change is Change.NEW
            self._reach(reached, finding.extraction.published if finding.extraction else None)
        elif isinstance(finding, SourceRead):
            reached.archives += finding.is_part
            reached.links += len(finding.links)
        self._show(finding, reached)

    def _reach(self, reached: Reached, published: datetime | None) -> None:
        if published is not None and published >= self._since:
            reached.oldest = min(published, reached.oldest or published)

    def _show(self, finding: Finding, reached: Reached) -> None:
        if self._console.is_terminal:
            done = (self._now - reached.oldest).total_seconds() if reached.oldest else 0.0
            self._bars.update(reached.task, completed=done, reached=str(reached))
        elif isinstance(finding, SourceRead) and finding.is_part:
            self._console.print(f"{finding.outlet}: {finding.outcome} {finding.url}: {reached}", markup=False)
