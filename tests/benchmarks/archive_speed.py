"""How many articles a second the archive takes: in batches as the daemon writes them, and one by one."""

import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from storage.archive import Archive
from storage.findings import PageRead
from storage.records import Extraction, Outcome

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
ARTICLES = 1_000
BATCH = 100


def measure() -> list[str]:
    """Articles a second of wall time, on this machine's disk, synchronous=FULL."""
    one_by_one, batched = _articles_per_second(1), _articles_per_second(BATCH)
    return [
        f"one article a transaction  {one_by_one:8.0f} articles/s    1.000",
        f"{BATCH} articles a transaction {batched:8.0f} articles/s   {batched / one_by_one:6.3f}",
    ]


def _articles_per_second(batch: int) -> float:
    with tempfile.TemporaryDirectory(dir=".") as folder, Archive.create(Path(folder) / "bench.db") as archive:
        archive.register([_outlet()], NOW)
        plan = archive.plan("bench", NOW)
        pages = [_page(plan.crawl_id, number) for number in range(ARTICLES)]
        began = time.perf_counter()
        for start in range(0, ARTICLES, batch):
            archive.record_all(pages[start : start + batch])
        return ARTICLES / (time.perf_counter() - began)


def _outlet() -> Any:
    source = {"kind": "feed", "url": "https://bench.test/rss", "language": "en", "every": NOW - NOW, "enabled": True}
    return SimpleNamespace(
        slug="bench",
        name="Bench",
        home="https://bench.test/",
        timezone="Europe/Kyiv",
        languages=("en",),
        enabled=True,
        reason="",
        keep=(),
        sources=(SimpleNamespace(**source),),
    )


def _page(crawl_id: int, number: int) -> PageRead:
    paragraphs = [f"Paragraph {part} of article {number}: " + "some words of a report " * 20 for part in range(10)]
    return PageRead(
        crawl_id=crawl_id,
        outlet="bench",
        seen_at=NOW,
        url=f"https://bench.test/news/{number}",
        final_url=f"https://bench.test/news/{number}",
        outcome=Outcome.FETCHED,
        http_status=200,
        extraction=Extraction(title=f"Headline {number}", body="\n\n".join(paragraphs), language="en", published=NOW),
        extractor_version="bench",
        rules_hash="bench",
    )
