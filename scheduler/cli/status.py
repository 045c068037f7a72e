"""`varta status`: outlets at a glance; is the daemon alive?"""

import sys
import time
from datetime import UTC, datetime, timedelta

import click

from scheduler.cli.main import FAILED, Places, pass_places, varta
from scheduler.cli.show_table import show_json, show_table
from storage.archive import Archive

_COLUMNS = ("outlet", "state", "articles", "due", "last_crawl", "state_reason")  # what fits 80 columns
ALIVE = timedelta(minutes=2)  # the daemon ticks every 2 s; a long commit or a sleeping laptop is not a death
REFRESH_SECONDS = 2


@varta.command()
@click.option("--watch", is_flag=True, help="Show it again every two seconds, until Ctrl-C.")
@click.option(
    "--healthy", is_flag=True, help="Print one line; exit with 1 when the daemon has not ticked for 2 minutes."
)
@click.option("--json", "as_json", is_flag=True, help="Print it as JSON.")
@pass_places
def status(places: Places, watch: bool, healthy: bool, as_json: bool) -> None:
    """Show the outlets at a glance.

    One line each: its state, its articles, what is due, how the last crawl ended; above them, is the daemon alive?

    \b
    Examples:
      varta status
      varta status --watch
      varta status --healthy && echo fine
    """
    if healthy:
        _say_whether_healthy(places)
    elif watch:
        _show_for_ever(places)
    else:
        _show(places, as_json=as_json)


def _show(places: Places, *, as_json: bool = False) -> None:
    with Archive.open(places.database, read_only=True) as archive:
        rows, ticked_at = archive.status(), archive.last_pulse()
    if as_json:
        show_json(rows)
        return
    click.echo(_pulse(ticked_at))
    show_table(rows, _COLUMNS, "no outlets yet: run `varta run` or `varta crawl`")


def _show_for_ever(places: Places) -> None:
    try:
        while True:
            click.clear()
            _show(places)
            time.sleep(REFRESH_SECONDS)
    except KeyboardInterrupt:
        return


def _say_whether_healthy(places: Places) -> None:
    with Archive.open(places.database, read_only=True) as archive:
        ticked_at = archive.last_pulse()
    click.echo(_pulse(ticked_at))
    if ticked_at is None or datetime.now(UTC) - ticked_at > ALIVE:
        sys.exit(FAILED)


def _pulse(ticked_at: datetime | None) -> str:
    if ticked_at is None:
        return "the daemon has never run on this database"
    ago = datetime.now(UTC) - ticked_at
    if ago > ALIVE:
        return f"the daemon is not running; its last tick was at {ticked_at:%Y-%m-%d %H:%M:%S} UTC"
    return f"the daemon is alive; it ticked {ago.total_seconds():.0f} s ago"
