"""`varta migrate`: bring an archive to this program's schema."""

from pathlib import Path

import click

from scheduler.cli.main import Places, pass_places, varta
from storage.archive import Archive
from storage.errors import SchemaOutOfDate


@varta.command()
@pass_places
def migrate(places: Places) -> None:
    """Bring the database up to date.

    Makes it if it is not there; before an older one is changed, a copy is kept beside it.

    \b
    Example:
      varta --database news.db migrate
    """
    if places.database.exists():
        _say_that_it_takes_a_while(places.database)
    applied = Archive.migrate(places.database)
    for name in applied:
        click.echo(f"applied {name}")
    if not applied:
        click.echo(f"{places.database} is up to date")


def _say_that_it_takes_a_while(database: Path) -> None:
    """A copy of some gigabytes, and an index over a million addresses, take their time."""
    try:
        Archive.open(database, read_only=True).close()
    except SchemaOutOfDate:
        size = database.stat().st_size >> 20
        click.echo(f"copying {database} ({size} MiB), then bringing it up to date; please wait", err=True)
