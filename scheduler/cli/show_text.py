"""Running text for people: wrapped under itself in a terminal, one line a paragraph in a file or a pipe."""

from rich.console import Console
from rich.text import Text

_NARROWEST = 24  # columns left of a text on the narrowest terminal


def plain_console() -> Console:
    """A console that takes strangers' text as text: no markup, no emoji names, no colours of its own."""
    return Console(highlight=False, emoji=False, markup=False)


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
