"""Headings that are left alone when what they announced is chrome: "More on this", above links; anything at the end."""

from collections.abc import Sequence

from crawlers.extraction.page.homes import HEADINGS
from crawlers.extraction.page.lines import Line


def orphans(run: Sequence[Line], kept: set[int]) -> set[int]:
    """The numbers of the lines, among those of the run that are kept, that announce nothing of the text.

    A heading above several links that are chrome is theirs (one alone may be the source of what follows); what still
    announces something where the text ends is nobody's.
    """
    links = {line.number for line in run if line.number not in kept and line.is_link}
    found = {
        heading.number
        for heading, first, second in zip(run, run[1:], run[2:], strict=False)
        if heading.number in kept and is_heading(heading) and {first.number, second.number} <= links
    }
    for line in reversed([line for line in run if line.number in kept - found]):
        if line.prose or not (is_heading(line) or line.text.endswith(":")):
            break
        found.add(line.number)
    return found


def is_heading(line: Line) -> bool:
    """True for a line in a heading, or in a block that stands in one."""
    parent = line.block.getparent()
    return line.block.tag in HEADINGS or (parent is not None and parent.tag in HEADINGS)
