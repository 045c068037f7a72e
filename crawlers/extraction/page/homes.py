"""Where a line stands: the container that its template made for it, and of which kind that is."""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from crawlers.extraction.page.lines import Line

Kind = tuple[object, ...]

# Elements that only arrange text: what stands in them stands in the container around them.
_ARRANGING = frozenset({
    "ul", "ol", "li", "dl", "dd", "dt", "blockquote", "q", "table", "tbody", "thead", "tr", "td", "th", "pre", "font",
    "center", "p",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_WRAPPERS = frozenset({"div", "section", "span"})
_WHOLE = frozenset({"table", "blockquote"})
_DIGITS = re.compile(r"\d+")


def home(line: Line) -> HtmlElement:
    """The nearest element around a line's own block that has a name, or a tag that means something.

    A frame around a single table or quotation arranges it and is no place of its own.
    """
    below = line.block
    element = below.getparent()
    while element is not None:
        tag = element.tag
        arranges = tag in _ARRANGING or (tag in _WRAPPERS and not (element.get("class") or element.get("id")))
        if not arranges and not (below.tag in _WHOLE and tag in _WRAPPERS and len(element) == 1):
            return element
        below, element = element, element.getparent()
    return line.block


def kind(element: HtmlElement) -> Kind:
    """What two containers of one kind share: tag and name, theirs and their parents'. One without a name has none."""
    name = _name(element)
    if not name:
        return (element,)
    parent = element.getparent()
    return (element.tag, name) if parent is None else (element.tag, name, parent.tag, parent.get("class"))


def _name(element: HtmlElement) -> str:
    """Class or id without figures: paragraphs are often numbered."""
    return _without_figures(element.get("class") or element.get("id") or "")


@lru_cache(maxsize=10_000)  # the pages of an outlet have the same names
def _without_figures(name: str) -> str:
    return _DIGITS.sub("#", name)
