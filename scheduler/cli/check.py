"""`varta check`: are the outlet files right?"""

import sys

import click

from crawlers.errors import OutletError
from crawlers.outlet import load_outlet, load_outlets
from scheduler.cli.main import CONFIGURATION, Places, pass_places, varta


@varta.command()
@pass_places
def check(places: Places) -> None:
    """Check the outlet files.

    Says which are wrong, where, and how to mend them.

    \b
    Examples:
      varta check
      varta --outlets my-outlets check
    """
    if not places.outlets.is_dir():
        load_outlets(places.outlets)  # says what is wrong with the folder
    wrong = 0
    paths = sorted(places.outlets.glob("*.toml"))
    for path in paths:
        try:
            load_outlet(path)
        except OutletError as error:
            wrong += 1
            click.echo(f"varta: {error}", err=True)
    click.echo(f"{len(paths) - wrong} of {len(paths)} outlet files are right")
    if wrong:
        sys.exit(CONFIGURATION)
