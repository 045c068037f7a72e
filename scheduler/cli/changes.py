"""`varta changes`: what was edited, vanished, came back, moved."""

from datetime import UTC, datetime, timedelta
from typing import Any

import click
from rich.console import Console
from rich.text import Text

from crawlers.durations import parse_duration
from crawlers.errors import UnknownOutlet
from scheduler.cli.main import Places, pass_places, varta
from scheduler.cli.show_table import one_line, show_json, show_table, to_the_minute
from scheduler.cli.show_text import plain_console
from scheduler.cli.show_times import within
from storage.archive import Archive

_COLUMNS = ("not_before", "seen_at", "outlet", "article", "what", "title")
_NOTHING = "nothing was changed in that time, as far as was looked"
_TABLE_FROM = 140  # columns of a terminal in which a row has room for its headline; a narrower one gets two lines
_TIME = 18


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

    What happened to articles after their publication, newest first. Each was seen at the time shown and happened after
    the look before it. Silent: it changes what a reader learns, and the text does not say that it was changed. Changes
    of typography alone are left out. Times are UTC; `varta history` has the outlet's own.

    \b
    Examples:
      varta changes
      varta changes --since 2d --outlet the-gaze
      varta changes --since 7d --json
    """
    with Archive.open(places.database, read_only=True) as archive:
        known = [row["slug"] for row in archive.query("SELECT slug FROM outlets")]
        if outlet is not None and outlet not in known:
            raise UnknownOutlet(outlet, known)
        rows = archive.changes(datetime.now(UTC) - since, outlet)
    if as_json:
        show_json(rows)
        return
    told = [row | {"article": row["article_id"], "what": _what(row)} for row in rows]
    console = plain_console()
    if told and console.is_terminal and console.width < _TABLE_FROM:
        _show_in_two_lines(console, told)
    else:
        show_table(told, _COLUMNS, _NOTHING)


def _what(row: dict[str, Any]) -> str:
    """`edited title body, silent`, `reverted to version 1: body`, `vanished`."""
    back = f" to version {row['back_to']}:" if row["back_to"] is not None else ""
    fields = f" {row['fields']}" if row["fields"] else ""
    return f"{row['kind']}{back}{fields}{', silent' if row['silent'] else ''}"


def _show_in_two_lines(console: Console, rows: list[dict[str, Any]]) -> None:
    console.print(Text(f"{'seen at, UTC':{_TIME}}outlet, article: what", style="bold"))
    for row in rows:
        about = f"{row['outlet']} {row['article']}: "
        first = Text.assemble(f"{to_the_minute(row['seen_at']):{_TIME}}", about, (row["what"], "yellow"))
        span = within(row["not_before"], row["seen_at"])
        second = Text.assemble((f"{f'  within {span}' if span else '':{_TIME}}", "dim"), one_line(row["title"]))
        for line in (first, second):
            line.truncate(console.width, overflow="ellipsis")
            console.print(line, soft_wrap=True)
