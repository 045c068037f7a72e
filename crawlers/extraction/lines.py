"""The visible lines of a page, in the order in which a reader meets them.

Block elements and `<br>` end a line, everything else runs on. A line knows the element it stands in, so that what is
said about elements (tags, classes) can be asked of lines.
"""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawlers.extraction.plain_text import plain

_UNSEEN = frozenset({
    "script", "style", "noscript", "template", "svg", "object", "head", "iframe", "select", "datalist", "option",
    "textarea", "audio", "video", "canvas", "map", "math", "embed", "applet", "frameset", "noframes", "meter",
    "progress", "title",
})  # fmt: skip
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "ins", "kbd", "label", "mark", "nobr", "noindex", "o:p", "output", "q", "rp", "rt", "ruby", "s", "samp",
    "small", "span", "strike", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@dataclass(slots=True)
class Line:
    """One visible line: its text, the block element it stands in, and how many of its characters are link text."""

    text: str
    block: HtmlElement
    linked: int = 0
    number: int = 0

    @property
    def link_share(self) -> float:
        return self.linked / len(self.text) if self.text else 0.0


def visible_lines(tree: HtmlElement) -> list[Line]:
    """All visible lines below an element. Texts are plain; empty lines are left out."""
    walk = _Walk(tree)
    walk.run()
    return walk.lines


class _Walk:
    """A walk over a tree with a line under construction. Iterative: pages nest deeper than Python's stack."""

    def __init__(self, root: HtmlElement) -> None:
        self.lines: list[Line] = []
        self._root = root
        self._blocks = [root]
        self._links = 0
        self._pieces: list[str] = []
        self._linked = 0

    def run(self) -> None:
        agenda: list[tuple[HtmlElement, bool]] = [(self._root, False)]
        while agenda:
            element, leaving = agenda.pop()
            if leaving:
                self._leave(element)
                continue
            if self._enter(element):
                agenda.append((element, True))
                agenda.extend((child, False) for child in reversed(element))
            elif element is not self._root:
                self._say(element.tail)
        self._end_line()

    def _enter(self, element: HtmlElement) -> bool:
        """Begin an element; False if nothing below it is seen."""
        tag = element.tag
        if not isinstance(tag, str) or is_unseen(element):
            return False
        if tag == "br":
            self._end_line()
        elif tag == "a":
            self._links += 1
        elif tag not in _INLINE:
            self._end_line()
            self._blocks.append(element)
        self._say(element.text)
        return True

    def _leave(self, element: HtmlElement) -> None:
        tag = str(element.tag)
        if tag == "a":
            self._links -= 1
        elif tag not in _INLINE and tag != "br":
            self._end_line()
            self._blocks.pop()
        if element is not self._root:
            self._say(element.tail)

    def _say(self, text: str | None) -> None:
        if text:
            self._pieces.append(text)
            if self._links:
                self._linked += len(text.strip())

    def _end_line(self) -> None:
        if self._pieces:
            text = plain("".join(self._pieces))
            if text:
                linked = min(self._linked, len(text))
                self.lines.append(Line(text, self._blocks[-1], linked, len(self.lines)))
            self._pieces.clear()
            self._linked = 0


def is_unseen(element: HtmlElement) -> bool:
    """True for an element whose content no reader sees."""
    if element.tag in _UNSEEN or "hidden" in element.attrib:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None
