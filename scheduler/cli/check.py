"""`varta check`: are the outlet files right, and do their sources answer?"""

import asyncio
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from crawlers.errors import OutletError
from crawlers.outlet import Outlet, find_outlet, load_outlet, load_outlets
from scheduler.cli.main import CONFIGURATION, FAILED, Places, pass_places, varta
from scheduler.cli.show_table import one_line, show_json, show_table
from storage.times import stamp_or_none

if TYPE_CHECKING:
    from scheduler.source_report import SourceReport

_COLUMNS = (
    "outlet",
    "kind",
    "address",
    "outcome",
    "status",
    "entries",
    "newest",
    "offsite",
    "language",
    "agreeing",
    "problem",
)


@varta.command()
@click.argument("outlets", metavar="[OUTLET]...", nargs=-1)
@click.option("--live", is_flag=True, help="Also try every source once, on the web.")
@click.option("--json", "as_json", is_flag=True, help="With --live: print the answers as JSON.")
@pass_places
def check(places: Places, outlets: Sequence[str], live: bool, as_json: bool) -> None:
    """Check the outlet files.

    Says which are wrong, where, and how to mend them. With --live each enabled source of the enabled outlets, or of the
    named ones, is asked once, as politely as a crawl asks: how many articles of the outlet it lists, the newest, how
    many entries lead elsewhere, how many headlines are in the language that the file says. No article is fetched and
    nothing is stored. Exits with 1 when a source failed, with 78 when a file is wrong.

    \b
    Examples:
      varta check
      varta --outlets my-outlets check
      varta --outlets my-outlets check --live my-paper
      varta check --live --json
    """
    if (outlets or as_json) and not live:
        raise click.UsageError("OUTLET and --json go with --live; without it all files are checked")
    known = _right_files(places.outlets, err=live)
    if not live:
        return
    chosen = [find_outlet(known, slug) for slug in dict.fromkeys(outlets)] or [
        outlet for outlet in known.values() if outlet.enabled
    ]
    _try_live(chosen, as_json=as_json)


def _right_files(folder: Path, *, err: bool) -> dict[str, Outlet]:
    """The outlets of a folder. Tells about every wrong file, and exits where there is one."""
    if not folder.is_dir():
        load_outlets(folder)  # says what is wrong with the folder
    paths = sorted(folder.glob("*.toml"))
    right = {}
    for path in paths:
        try:
            right[path.stem] = load_outlet(path)
        except OutletError as error:
            click.echo(f"varta: {error}", err=True)
    click.echo(f"{len(right)} of {len(paths)} outlet files are right", err=err)
    if len(right) < len(paths):
        sys.exit(CONFIGURATION)
    return right


def _try_live(chosen: Sequence[Outlet], *, as_json: bool) -> None:
    from scheduler.source_trial import try_sources  # noqa: PLC0415  Scrapy is imported only by who needs it

    reports = asyncio.run(try_sources(chosen, _progress(len(chosen))))
    rows = [_row(report) for report in reports]
    if as_json:
        show_json(rows)
    else:
        shown = [row | {"agreeing": f"{row['agreeing']} of {row['headlines']}"} for row in rows]
        show_table(shown, _COLUMNS, "no source is enabled")
    if any(report.has_failed for report in reports):
        sys.exit(FAILED)


def _row(report: "SourceReport") -> dict[str, Any]:
    return {
        "outlet": report.outlet,
        "kind": report.kind,
        "address": report.url,
        "outcome": report.outcome,
        "status": report.status,
        "entries": report.entries,
        "newest": stamp_or_none(report.newest_at),
        "offsite": report.offsite,
        "language": report.language,
        "agreeing": report.agreeing,
        "headlines": report.headlines,
        "problem": report.problem or None,
    }


def _progress(total: int) -> Callable[[str, list["SourceReport"]], None]:
    """Tells on stderr, outlet by outlet, that something is going on."""
    done = 0

    def tell(slug: str, reports: list["SourceReport"]) -> None:
        nonlocal done
        done += 1
        works = sum(not report.has_failed for report in reports)
        click.echo(one_line(f"[{done}/{total}] {slug}: {works} of {len(reports)} sources work"), err=True)

    return tell
