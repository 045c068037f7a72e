"""Boxes of plain text among an article's paragraphs: facts, letters, quotations, a part pasted from elsewhere."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence

from lxml.html import HtmlElement

from crawlers.extraction.chrome.rules import STRUCTURE
from crawlers.extraction.chrome.structure import names
from crawlers.extraction.page.homes import home, kind
from crawlers.extraction.page.lines import Line

# What makes a box a player, a poll, a card of another story: none of it is text.
_MACHINERY = frozenset({
    "img", "picture", "figure", "amp-img", "video", "audio", "iframe", "svg", "form", "button", "input", "select",
    "textarea", "time", "table",
})  # fmt: skip
LISTED = frozenset({"li", "dd", "dt"})
_QUOTES = frozenset({"blockquote", "q"})


def plain_insets(
    lines: Sequence[Line], homes: Mapping[int, HtmlElement], container: HtmlElement, chrome: Container[int]
) -> set[HtmlElement]:
    """The homes of prose, below the container of an article's paragraphs, that stand in a box of nothing else.

    A box with a line that is a link, or that is called chrome, is the template's; so is one with a picture or a form.
    """
    boxes: dict[HtmlElement, list[Line]] = defaultdict(list)
    for line in lines:
        if (box := _box(line.block, container)) is not None:
            boxes[box].append(line)
    plain = [held for box, held in boxes.items() if _is_plain(box, held, chrome)]
    told = {homes[line.number] for held in plain for line in held if line.prose or line.block.tag in LISTED}
    kinds = set(map(kind, told))
    return told | {homes[line.number] for held in plain for line in held if kind(homes[line.number]) in kinds}


def is_quoted(line: Line) -> bool:
    """True for a line in a quotation, an interview, a poem: by its elements or by the name of its place."""
    if any(element.tag in _QUOTES for element in [line.block, *line.block.iterancestors()]):
        return True
    return bool(names(home(line)) & STRUCTURE["text_words"])


def _box(element: HtmlElement, container: HtmlElement) -> HtmlElement | None:
    """The child of the container in which an element stands, if it stands in one."""
    parent = element.getparent()
    while parent is not None and parent is not container:
        element, parent = parent, parent.getparent()
    return None if parent is None else element


def _is_plain(box: HtmlElement, held: Sequence[Line], chrome: Container[int]) -> bool:
    if any(line.is_link or line.number in chrome for line in held):
        return False
    return all(element.tag not in _MACHINERY for element in box.iter())
