"""How answers look: a table for people, JSON for programs. Strangers' text never reaches the terminal as markup."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

FILE_WIDTH = 200  # of a table that goes into a file or a pipe
NEVER_CUT = 22

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
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
    console = Console(highlight=False)
    if not console.is_terminal:
        console.width = FILE_WIDTH
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(
            column.replace("_", " "), no_wrap=True, overflow="ellipsis", min_width=_min_width(column, rows)
        )
    for row in rows:
        table.add_row(*(Text(_plain(row.get(column))) for column in columns))
    console.print(table)


def _min_width(column: str, rows: Sequence[Mapping[str, Any]]) -> int:
    """Short columns are never cut: only free text gives way when the terminal is narrow."""
    widest = max(len(_plain(row.get(column))) for row in rows)
    return widest if widest <= NEVER_CUT else len(column)


def _plain(value: Any) -> str:
    """One line without control characters; a time without the letters that only programs need."""
    text = "" if value is None else _CONTROL.sub(" ", str(value))
    return text[:16].replace("T", " ") if _TIME.fullmatch(text) else text
