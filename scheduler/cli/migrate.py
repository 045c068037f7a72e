"""`varta migrate`: bring an archive to this program's schema."""

import click

from scheduler.cli.main import Places, pass_places, varta
from storage.archive import Archive


@varta.command()
@pass_places
def migrate(places: Places) -> None:
    """Bring the database up to date.

    Makes it if it is not there; before an older one is changed, a copy is kept beside it.

    \b
    Example:
      varta --database news.db migrate
    """
    applied = Archive.migrate(places.database)
    for name in applied:
        click.echo(f"applied {name}")
    if not applied:
        click.echo(f"{places.database} is up to date")
