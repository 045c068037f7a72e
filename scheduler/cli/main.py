"""`varta` itself: where the archive and the outlets are, and what an error looks like to a person."""

import sqlite3
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from crawlers.errors import OutletError, UnknownOutlet
from crawlers.outlet import SHIPPED_OUTLETS
from storage.errors import ArchiveError, ArchiveLocked, NotInArchive

FAILED, USAGE, CONFIGURATION = 1, 2, 78  # 78 is EX_CONFIG: systemd is told not to start such a service again


@dataclass(frozen=True, slots=True)
class Places:
    """Where things are."""

    database: Path
    outlets: Path


pass_places = click.make_pass_decorator(Places)


class Commands(click.Group):
    """A group whose own errors are one line each, with an exit code that says whose fault it is."""

    def invoke(self, ctx: click.Context) -> Any:
        try:
            return super().invoke(ctx)
        except (OutletError, ArchiveError, sqlite3.Error) as error:
            click.echo(f"varta: {error}", err=True)
            ctx.exit(_exit_code(error))
        except ExceptionGroup as group:  # what ended the writer comes out of a task group
            known, others = group.split((OutletError, ArchiveError, sqlite3.Error))
            if known is None or others is not None:
                raise
            click.echo(f"varta: {known.exceptions[0]}", err=True)
            ctx.exit(FAILED)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002  Click's interface
        return list(self.commands)  # in the order of their use, not of the alphabet


def _exit_code(error: Exception) -> int:
    if isinstance(error, UnknownOutlet):
        return USAGE
    if isinstance(error, (ArchiveLocked, NotInArchive, sqlite3.Error)):
        return FAILED
    return CONFIGURATION


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--database",
    type=click.Path(path_type=Path, dir_okay=False),
    default="varta.db",
    envvar="VARTA_DATABASE",
    show_default=True,
    help="The SQLite file. [env: VARTA_DATABASE]",
)
@click.option(
    "--outlets",
    type=click.Path(path_type=Path, file_okay=False),
    default=SHIPPED_OUTLETS,
    envvar="VARTA_OUTLETS",
    help="Folder with one TOML file an outlet; the shipped ones if not given. [env: VARTA_OUTLETS]",
)
@click.version_option(package_name="varta")
@click.pass_context
def varta(ctx: click.Context, database: Path, outlets: Path) -> None:
    """Watch news outlets: clean articles, and every later change, in one SQLite file.

    \b
    Examples:
      varta run                                 watch the shipped outlets into ./varta.db
      varta crawl the-gaze                      look once, now
      varta changes --since 2d                  what was edited, vanished, restored
      varta history 7                           every headline and edit of an article
      varta search --removed "drone strike"     what was taken down
      varta --outlets mine add example.ua       propose an outlet file for a site
      sqlite3 varta.db 'select * from guide'    what else can be asked

    VARTA_CONTACT (a URL or mail address) is told to the outlets with every request; please set it.
    """
    ctx.obj = Places(database, outlets)


# Commands register with the group above when they are imported; in the order in which a newcomer needs them.
from scheduler.cli import run  # noqa: E402,F401  isort: skip
from scheduler.cli import crawl  # noqa: E402,F401  isort: skip
from scheduler.cli import status  # noqa: E402,F401  isort: skip
from scheduler.cli import changes  # noqa: E402,F401  isort: skip
from scheduler.cli import incidents  # noqa: E402,F401  isort: skip
from scheduler.cli import show  # noqa: E402,F401  isort: skip
from scheduler.cli import history  # noqa: E402,F401  isort: skip
from scheduler.cli import search  # noqa: E402,F401  isort: skip
from scheduler.cli import explain  # noqa: E402,F401  isort: skip
from scheduler.cli import outlets as outlets_command  # noqa: E402,F401  isort: skip
from scheduler.cli import add  # noqa: E402,F401  isort: skip
from scheduler.cli import check  # noqa: E402,F401  isort: skip
from scheduler.cli import migrate  # noqa: E402,F401  isort: skip
