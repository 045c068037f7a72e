"""How often each line was judged to be chrome in one crawl: counted here, one upsert a line in the archive."""

from collections.abc import Iterable

from storage.findings import ChromeCount
from storage.records import DroppedLine

MAX_LINES = (
    5_000  # of one crawl: 300 pages of 300 dropped lines mostly repeat; a hostile page must not fill the archive
)
MAX_LENGTH = 500  # of one line; longer ones are texts, not interface


class ChromeCounter:
    """Adds up dropped lines; the first reason and page of a line stay with it."""

    def __init__(self) -> None:
        self._pages: dict[str, int] = {}
        self._first: dict[str, tuple[DroppedLine, str]] = {}

    def add(self, url: str, dropped: Iterable[DroppedLine]) -> None:
        """Count the lines dropped from one article page, each once."""
        for line in {line.text: line for line in dropped if len(line.text) <= MAX_LENGTH}.values():
            if line.text in self._first or len(self._first) < MAX_LINES:
                self._first.setdefault(line.text, (line, url))
                self._pages[line.text] = self._pages.get(line.text, 0) + 1

    def counts(self) -> tuple[ChromeCount, ...]:
        """One count a line."""
        return tuple(
            ChromeCount(text=text, language=line.language, reason=line.reason, pages=self._pages[text], sample_url=url)
            for text, (line, url) in self._first.items()
        )
