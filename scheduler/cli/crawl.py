"""`varta crawl`: one pass now, whatever the schedule says."""

import asyncio
import sys
from collections.abc import Callable, Sequence

import click

from crawlers.outlet import Outlet, find_outlet, load_outlets
from scheduler.cli.main import FAILED, Places, pass_places, varta
from scheduler.cli.show_table import show_json, show_table

_COLUMNS = ("outlet", "outcome", "pages", "new", "changed", "errors", "detail")  # what fits 80 columns


@varta.command()
@click.argument("outlets", metavar="[OUTLET]...", nargs=-1)
@click.option("--recheck", is_flag=True, help="Also look again at every article, due or not.")
@click.option("--json", "as_json", is_flag=True, help="Print the outcome as JSON.")
@pass_places
def crawl(places: Places, outlets: Sequence[str], recheck: bool, as_json: bool) -> None:
    """Crawl outlets once, now.

    Reads their sources, what these list, and what is due; all enabled outlets if none is named. Creates the database
    if it is not there. Exits with 0 when every outlet was attempted to its end; what pages and outlets did is in the
    tables crawls and failures.

    \b
    Examples:
      varta crawl
      varta crawl the-gaze ukrinform
      varta crawl the-gaze --recheck
    """
    from scheduler.one_pass import crawl_once  # noqa: PLC0415  Scrapy is imported only by who needs it

    known = load_outlets(places.outlets)
    chosen = {slug: find_outlet(known, slug) for slug in outlets} or _enabled(known)
    rows = asyncio.run(crawl_once(places.database, known, list(chosen), recheck=recheck, tell=_progress(len(chosen))))
    if as_json:
        show_json(rows)
    else:
        shown = [row | {"new": row["articles_new"], "changed": row["articles_changed"]} for row in rows]
        show_table(shown, _COLUMNS, "no outlet is enabled")
    if any(row["outcome"] not in ("finished", "raised") for row in rows):
        sys.exit(FAILED)


def _enabled(outlets: dict[str, Outlet]) -> dict[str, Outlet]:
    return {slug: outlet for slug, outlet in outlets.items() if outlet.enabled}


def _progress(total: int) -> Callable[[str, str], None]:
    """Tells on stderr, outlet by outlet, that something is going on."""
    done = 0

    def tell(slug: str, outcome: str) -> None:
        nonlocal done
        done += 1
        click.echo(f"[{done}/{total}] {slug}: {outcome}", err=True)

    return tell
