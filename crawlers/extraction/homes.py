"""Where a line stands: the container that its template made for it, and of which kind that is."""

from lxml.html import HtmlElement

from crawlers.extraction.lines import Line

Kind = tuple[object, ...]

# Elements that only arrange text: what stands in them stands in the container around them.
_ARRANGING = frozenset({
    "ul", "ol", "li", "dl", "dd", "dt", "blockquote", "q", "table", "tbody", "thead", "tr", "td", "th", "pre", "font",
    "center", "p",
})  # fmt: skip
_WRAPPERS = frozenset({"div", "section", "span"})


def home(line: Line) -> HtmlElement:
    """The nearest element around a line's own block that has a name, or a tag that means something."""
    element = line.block.getparent()
    while element is not None:
        tag = element.tag
        if tag not in _ARRANGING and (tag not in _WRAPPERS or element.get("class") or element.get("id")):
            return element
        element = element.getparent()
    return line.block


def kind(element: HtmlElement) -> Kind:
    """What two containers of one kind share: tag and class, theirs and their parents'. One without a class has none."""
    name = element.get("class")
    if not name:
        return (element,)
    parent = element.getparent()
    return (element.tag, name) if parent is None else (element.tag, name, parent.tag, parent.get("class"))
