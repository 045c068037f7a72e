"""Archives with something in them, made through the archive's own door."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from storage.archive import Archive
from storage.findings import CrawlEnded, PageRead
from storage.records import Change, Extraction, Outcome
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


@dataclass(kw_only=True)
class Story:
    """One article of an archive, and a clock: every further look is an hour later."""

    database: Path
    at: datetime
    slug: str = "small-site"
    url: str = "http://127.0.0.1:9/news/article-1"

    def __post_init__(self) -> None:
        with Archive.create(self.database) as archive:
            archive.register([replace(small_outlet(slug=self.slug), timezone="Europe/Kyiv")], self.at)
            self.crawl_id = archive.plan(self.slug, self.at).crawl_id

    def look(self, title: str = "Ninety ships came in", body: str = BODY, **fields: Any) -> Change:
        """A look at its page that finds this."""
        names = {"standfirst", "authors", "published", "flags", "editions"} & fields.keys()
        said = {name: fields.pop(name) for name in names}
        extraction = Extraction(title=title, body=body, language="en", **said)
        return self._record(outcome=Outcome.FETCHED, extraction=extraction, **fields)

    def miss(self) -> Change:
        """A look that finds nothing, a day later."""
        self.at += timedelta(days=1)
        return self._record(outcome=Outcome.GONE, http_status=404)

    def _record(self, **fields: Any) -> Change:
        given: dict[str, Any] = {"crawl_id": self.crawl_id, "outlet": self.slug, "seen_at": self.at, "url": self.url}
        with Archive.create(self.database) as archive:
            known = archive.find(self.url)
            change = archive.record(PageRead(**given | {"article_id": known["id"] if known else None} | fields))
        self.at += timedelta(hours=1)
        return change
