"""`varta add`: an outlet file from a home page."""

import asyncio
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import click

from crawlers.errors import NothingToWatch, OutletError
from crawlers.outlet import SHIPPED_OUTLETS, Outlet, is_slug, load_outlet, load_outlets
from scheduler.cli.main import FAILED, Places, pass_places, varta
from scheduler.cli.show_table import one_line

if TYPE_CHECKING:
    from crawlers.discovery.proposing.proposal import Proposal

_OWN_FOLDER = (
    "The files that ship with Varta are not yours to change: they are replaced when it is upgraded. "
    "Give a folder of your own: varta --outlets my-outlets add URL"
)


@varta.command()
@click.argument("url", metavar="URL")
@click.option("--slug", default="", help="The outlet's short name, and its file's; else made from its name.")
@click.option("--yes", is_flag=True, help="Write the file without asking.")
@click.option("--json", "as_json", is_flag=True, help="Print the proposal as JSON; written only with --yes.")
@pass_places
def add(places: Places, url: str, slug: str, yes: bool, as_json: bool) -> None:
    """Propose an outlet file from a home page.

    Finds the feeds and sitemaps that the site names, else those at common paths; tries each; guesses languages, hosts,
    time zone and what addresses of articles look like. Shows what it found, and writes <slug>.toml into your folder of
    outlet files when you agree. Asks as politely as a crawl: half a minute at most places.

    The files that ship with Varta are replaced when it is upgraded: give a folder of your own with --outlets DIR or
    VARTA_OUTLETS. It is made if it is not there. No file is ever overwritten.

    \b
    Examples:
      varta --outlets my-outlets add https://thegaze.media/
      varta --outlets my-outlets add https://thegaze.media/ --slug gaze --yes
      varta add https://thegaze.media/ --json
    """
    # Scrapy, lxml and langdetect are imported only by who needs them.
    from crawlers.discovery.proposing.outlet_file import outlet_file  # noqa: PLC0415
    from scheduler.cli.show_proposal import show_proposal, show_proposal_as_json  # noqa: PLC0415

    _refuse_early(places.outlets, slug, yes=yes)
    proposal = _proposal(_address(url), slug)
    text = outlet_file(proposal)
    (show_proposal_as_json if as_json else show_proposal)(proposal, text)
    _offer(places.outlets, proposal.outlet, text, is_asked=not as_json and sys.stdin.isatty(), yes=yes)


def _refuse_early(folder: Path, slug: str, *, yes: bool) -> None:
    """What cannot be written is told before the site is asked for anything."""
    if yes and _is_shipped(folder):
        raise click.UsageError(_OWN_FOLDER)
    if slug and not is_slug(slug):
        raise click.BadParameter(f"{slug!r}: lower-case letters, digits and single hyphens", param_hint="--slug")
    if slug:
        _refuse_existing(folder / f"{slug}.toml")


def _offer(folder: Path, outlet: Outlet, text: str, *, is_asked: bool, yes: bool) -> None:
    """Write the file where a person agrees, or has agreed before."""
    if _is_shipped(folder):
        click.echo(f"nothing is written. {_OWN_FOLDER}", err=True)
        return
    path = folder / f"{outlet.slug}.toml"
    _refuse_existing(path)
    _warn_of_double_watch(folder, outlet)
    if yes or (is_asked and click.confirm(f"write {path}?", err=True)):
        _write(path, text)
        click.echo(f"written: {path}; try it: varta --outlets {folder} check --live {path.stem}", err=True)
    else:
        click.echo(f"nothing is written; with --yes it would be {path}", err=True)


def _is_shipped(folder: Path) -> bool:
    return folder.resolve() == SHIPPED_OUTLETS.resolve()


def _address(text: str) -> str:
    from crawlers.discovery.addresses import normalised  # noqa: PLC0415  as above

    address = normalised(text if "://" in text else f"https://{text}")
    if address is None:
        raise click.UsageError(f"{text!r} is no web address; write one like https://example.ua/")
    return address


def _proposal(home: str, slug: str) -> "Proposal":
    from crawlers.discovery.proposing.candidates import Search  # noqa: PLC0415  as above
    from crawlers.discovery.proposing.proposal import propose  # noqa: PLC0415
    from scheduler.service import utc_now  # noqa: PLC0415
    from scheduler.surveying import Survey  # noqa: PLC0415

    click.echo(f"looking round {home}, a request a second at most", err=True)
    search = Search(home=home, now=utc_now())
    asyncio.run(Survey(search, lambda line: click.echo(one_line(f"  {line}"), err=True)).run())
    try:
        return propose(search, slug)
    except NothingToWatch as error:
        click.echo(f"varta: {one_line(error)}", err=True)
        sys.exit(FAILED)


def _refuse_existing(path: Path) -> None:
    if path.exists():
        click.echo(f"varta: {path} is there already and is not overwritten; choose another name: --slug NAME", err=True)
        sys.exit(FAILED)


def _warn_of_double_watch(folder: Path, proposed: Outlet) -> None:
    """Two files of one outlet would fetch everything twice."""
    from crawlers.discovery.addresses import is_on_hosts  # noqa: PLC0415  as above

    try:
        known = load_outlets(folder) if folder.is_dir() else {}
    except OutletError:
        return  # `varta check` tells about it
    for outlet in known.values():
        if is_on_hosts(proposed.home, outlet.hosts):
            click.echo(f"look: {folder / outlet.slug}.toml watches the same host", err=True)


def _write(path: Path, text: str) -> None:
    """Put the file in place, once it is known to load; never over another."""
    with TemporaryDirectory() as folder:
        draft = Path(folder) / path.name
        draft.write_text(text, encoding="utf-8")
        load_outlet(draft)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(text)
