"""Archives with something in them, made through the archive's own door."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from storage.archive import Archive
from storage.records import Change, CrawlEnded, Extraction, Outcome, PageRead
from tests.scheduler.small_site import small_outlet

BODY = "\n\n".join(
    f"Paragraph {n} of the report tells at some length what the harbour board decided on its {n}th day in the hall."
    for n in range(1, 7)
)


def record_edit(
    database: Path, at: datetime, slug: str = "small-site", title: str = "Two hundred ships came in"
) -> None:
    """One article whose headline, "Ninety ships came in" at first, is another one at that time."""
    with Archive.create(database) as archive:
        archive.register([small_outlet(slug=slug)], at)
        plan = archive.plan(slug, at)
        look = PageRead(
            crawl_id=plan.crawl_id,
            outlet=slug,
            seen_at=at,
            url=f"http://127.0.0.1:9/{slug}/news/article-1",
            outcome=Outcome.FETCHED,
            extraction=Extraction(title="Ninety ships came in", body=BODY, language="en"),
        )
        assert archive.record(look) is Change.NEW
        (article,) = archive.query("SELECT id FROM articles WHERE outlet = ?", (slug,))
        edited = replace(look, article_id=article["id"], extraction=Extraction(title=title, body=BODY, language="en"))
        assert archive.record(edited) is Change.EDITED
        archive.record(CrawlEnded(crawl_id=plan.crawl_id, outlet=slug, seen_at=at, outcome="finished", pages=2))
