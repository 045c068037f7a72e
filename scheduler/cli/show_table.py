"""How answers look: a table for people, JSON for programs. Strangers' text never reaches the terminal as markup."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click
from rich.cells import cell_len, set_cell_size
from rich.console import Console
from rich.text import Text

FILE_WIDTH = 200  # of a table that goes into a file or a pipe
NEVER_CUT = 22  # characters: slugs, times and words of closed lists are shorter
LEAST = 9  # characters that are left of a free text on the narrowest terminal
GAP = 2

# Controls, and marks that turn the direction of a line or are not seen: in a terminal they tell another story.
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")


def show_json(rows: Iterable[Mapping[str, Any]]) -> None:
    """Rows as a JSON array, one row a line."""
    lines = ",\n ".join(json.dumps(row, ensure_ascii=False, default=str) for row in rows)
    click.echo(f"[{lines}]")


def show_table(rows: Sequence[Mapping[str, Any]], columns: Sequence[str], nothing: str) -> None:
    """Rows as a table of these columns, long texts cut at the edge; when there are none, `nothing` says so."""
    if not rows:
        click.echo(nothing)
        return
    console = Console(highlight=False, markup=False, emoji=False)
    width = console.width if console.is_terminal else FILE_WIDTH
    cells = [[_plain(row.get(column)) for column in columns] for row in rows]
    titles = [column.replace("_", " ") for column in columns]
    widths = _fitted([max(map(cell_len, texts)) for texts in zip(titles, *cells, strict=True)], width)
    console.print(Text(_line(titles, widths), style="bold"), soft_wrap=True)
    for line in cells:
        click.echo(_line(line, widths))


def _line(texts: Sequence[str], widths: Sequence[int]) -> str:
    """Texts in their columns. Not rich's table: it takes half a millisecond a row, and a busy day has thousands."""
    return (" " * GAP).join(_in_column(text, width) for text, width in zip(texts, widths, strict=True)).rstrip()


def _in_column(text: str, width: int) -> str:
    return set_cell_size(text, width) if cell_len(text) <= width else f"{set_cell_size(text, width - 1)}…"


def _fitted(widths: Sequence[int], room: int) -> list[int]:
    """Column widths that fit into a line: only free text gives way, a short one less than a long one."""
    long = sorted(width for width in widths if width > NEVER_CUT)
    left = room - sum(width for width in widths if width <= NEVER_CUT) - GAP * (len(widths) - 1)
    given = {}
    for rank, width in enumerate(long):
        given[width] = min(width, max(left // (len(long) - rank), LEAST))
        left -= given[width]
    return [given.get(width, width) for width in widths]


def one_line(value: Any) -> str:
    """A stranger's text on one line, without what would command a terminal; "" for None."""
    return "" if value is None else _CONTROL.sub(" ", str(value))


def to_the_minute(time: Any) -> str:
    """A stamped time without the letters that only programs need."""
    return str(time)[:16].replace("T", " ")


def _plain(value: Any) -> str:
    text = one_line(value)
    return to_the_minute(text) if _TIME.fullmatch(text) else text
