"""Running text for people: wrapped under itself in a terminal, one line a paragraph in a file or a pipe."""

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from scheduler.cli.show_table import one_line

_NARROWEST = 24  # columns left of a text on the narrowest terminal


def plain_console() -> Console:
    """A console that takes strangers' text as text: no markup, no emoji names, no colours of its own."""
    return Console(highlight=False, emoji=False, markup=False)


def edition_line(edition: Mapping[str, Any]) -> str:
    """The same story in another language, and how that is known."""
    how = f"a guess, {edition['score']:.0%}" if edition["method"] == "guess" else f"by {edition['method']}"
    return f"article {edition['id']}, {one_line(edition['title'])} ({how})"


def say(console: Console, text: Text, indent: int = 0) -> None:
    """Print a text; in a terminal its further rows stand `indent` columns in. An address alone is never broken."""
    if not console.is_terminal or " " not in text.plain[indent:]:
        console.print(text, soft_wrap=True)
        return
    head, rest = text[:indent] if indent else Text(), text[indent:] if indent else text
    for row in rest.wrap(console, max(console.width - indent, _NARROWEST)) or [Text()]:
        row.rstrip()
        console.print(head + row, soft_wrap=True)
        head = Text(" " * indent)
