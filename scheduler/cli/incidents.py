"""`varta incidents`: what is wrong, in plain words."""

import click

from crawlers.errors import UnknownOutlet
from scheduler.cli.main import Places, pass_places, varta
from scheduler.cli.show_table import show_json, show_table
from storage.archive import Archive

_COLUMNS = ("opened_at", "outlet", "kind", "language", "message")
_COLUMNS_OF_ALL = ("opened_at", "closed_at", *_COLUMNS[1:])


@varta.command()
@click.option("--all", "with_closed", is_flag=True, help="Those that are over, too.")
@click.option("--outlet", help="Of this outlet only.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@pass_places
def incidents(places: Places, with_closed: bool, outlet: str | None, as_json: bool) -> None:
    """Show what is wrong at outlets, or with our reading of them.

    Newest first. silent: nothing new for far longer than usual at such hours; no_body: pages give no body; short:
    articles lost half of their words; repeated: one sentence stands in many; language: they come in another one;
    outage: all articles are gone at once; possible_gap: nothing in a source was known, so that more may have come and
    gone; offline: nothing can be reached from here. An incident ends by itself when it is over. Times are UTC.

    \b
    Examples:
      varta incidents
      varta incidents --all --outlet the-gaze
      varta incidents --json
    """
    with Archive.open(places.database, read_only=True) as archive:
        known = [row["slug"] for row in archive.query("SELECT slug FROM outlets")]
        if outlet is not None and outlet not in known:
            raise UnknownOutlet(outlet, known)
        rows = archive.incidents(outlet, closed=with_closed)
    if as_json:
        show_json(rows)
    else:
        nothing = "nothing has been wrong" if with_closed else "nothing is wrong, as far as was looked"
        show_table(rows, _COLUMNS_OF_ALL if with_closed else _COLUMNS, nothing)
