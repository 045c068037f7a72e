"""`varta crawl`: one pass now, whatever the schedule says."""

import asyncio
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime, time
from typing import Any

import click

from crawlers.durations import parse_duration
from crawlers.outlet import Outlet, find_outlet, load_outlets
from scheduler.cli.crawl_progress import CrawlProgress
from scheduler.cli.main import FAILED, Places, pass_places, varta
from scheduler.cli.show_table import show_json, show_table
from storage.archive import Archive

_COLUMNS = ("outlet", "outcome", "pages", "new", "changed", "errors", "detail")  # what fits 80 columns


class Day(click.ParamType[datetime]):
    """A day such as 2026-01-01, or a duration such as 30d: so long ago."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> datetime:
        if isinstance(value, datetime):
            return value
        try:
            return _day(str(value))
        except (ValueError, OverflowError):
            self.fail(f"{value!r} is no day; write 2026-01-01, or how long ago: 30d", param, ctx)


@varta.command()
@click.argument("outlets", metavar="[OUTLET]...", nargs=-1)
@click.option("--recheck", is_flag=True, help="Also look again at every article, due or not.")
@click.option("--since", type=Day(), help="Also read the archives, back to that day: 2026-01-01, or 30d.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@pass_places
def crawl(places: Places, outlets: Sequence[str], recheck: bool, since: datetime | None, as_json: bool) -> None:
    """Crawl outlets once, now.

    Reads their sources, what these list, and what is due; all enabled outlets if none is named. Creates the database
    if it is not there. Exits with 0 when every outlet was attempted to its end; what pages and outlets did is in the
    tables crawls and failures.

    With --since it goes back: through sitemaps and their indexes, the pages of front pages, and sources of the kind
    archive, the newest first. It may be stopped at any time; the same command goes on where it was.

    \b
    Examples:
      varta crawl
      varta crawl the-gaze ukrinform
      varta crawl the-gaze --recheck
      varta crawl the-gaze --since 2026-01-01
    """
    if recheck and since is not None:
        raise click.UsageError("--recheck and --since are two passes: run one after the other")
    known = load_outlets(places.outlets)
    chosen = list({slug: find_outlet(known, slug) for slug in outlets} or _enabled(known))
    rows = _crawled(places, known, chosen, recheck=recheck, since=since)
    if as_json:
        show_json(rows)
    else:
        shown = [row | {"new": row["articles_new"], "changed": row["articles_changed"]} for row in rows]
        show_table(shown, _COLUMNS, "no outlet is enabled")
    if since is not None:
        _say_what_is_left(places, chosen)
    if any(row["outcome"] not in ("finished", "raised") for row in rows):
        sys.exit(FAILED)


def _crawled(
    places: Places, known: dict[str, Outlet], chosen: list[str], *, recheck: bool, since: datetime | None
) -> list[dict[str, Any]]:
    from scheduler.one_pass import crawl_once  # noqa: PLC0415  Scrapy is imported only by who needs it

    with CrawlProgress(chosen, since) as progress:
        return asyncio.run(
            crawl_once(
                *(places.database, known, chosen),
                recheck=recheck,
                since=since,
                tell=progress.tell,
                watch=progress.watch,
            )
        )


def _say_what_is_left(places: Places, slugs: list[str]) -> None:
    with Archive.open(places.database, read_only=True) as archive:
        for slug in slugs:
            if left := archive.backlog(slug):
                told = f"{len(left)} archive pages are left, the first {left[0]}"
                click.echo(f"{slug}: {told}; the same command goes on from there", err=True)


def _day(text: str) -> datetime:
    if "-" not in text:
        return datetime.now(UTC) - parse_duration(text)
    return datetime.combine(date.fromisoformat(text), time(), UTC)


def _enabled(outlets: dict[str, Outlet]) -> dict[str, Outlet]:
    return {slug: outlet for slug, outlet in outlets.items() if outlet.enabled}
