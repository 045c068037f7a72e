"""`varta changes`: what was edited, vanished, came back, moved."""

from datetime import UTC, datetime, timedelta
from typing import Any

import click

from crawlers.durations import parse_duration
from crawlers.errors import UnknownOutlet
from scheduler.cli.main import Places, pass_places, varta
from scheduler.cli.show_table import show_json, show_table
from storage.archive import Archive

_COLUMNS = ("seen_at", "outlet", "kind", "fields", "article", "title")  # what fits 80 columns; --json has all


class Ago(click.ParamType[timedelta]):
    """A duration such as 2d."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> timedelta:
        try:
            return value if isinstance(value, timedelta) else parse_duration(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


@varta.command()
@click.option("--since", type=Ago(), default="1d", show_default=True, help="How far back: 90m, 12h, 2d.")
@click.option("--outlet", help="Of this outlet only.")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@pass_places
def changes(places: Places, since: timedelta, outlet: str | None, as_json: bool) -> None:
    """Show edits, deletions, restorations, moves.

    What happened to articles after their publication, newest first.

    \b
    Examples:
      varta changes
      varta changes --since 2d --outlet the-gaze
      varta changes --since 7d --json
    """
    with Archive.open(places.database, read_only=True) as archive:
        known = [row["outlet"] for row in archive.status()]
        if outlet is not None and outlet not in known:
            raise UnknownOutlet(outlet, known)
        rows = archive.changes(datetime.now(UTC) - since, outlet)
    if as_json:
        show_json(rows)
    else:
        show_table(
            [row | {"article": row["article_id"]} for row in rows],
            _COLUMNS,
            "nothing was changed in that time, as far as was looked",
        )
