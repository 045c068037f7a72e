"""The visible lines of a page, in the order in which a reader meets them.

Block elements and `<br>` end a line, everything else runs on. A line knows the element it stands in, so that what is
said about elements (tags, classes) can be asked of lines.
"""

import re
from dataclasses import dataclass, field

from lxml import etree
from lxml.html import HtmlElement

from crawlers.extraction.page.plain_text import plain

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

_ENDS_A_SENTENCE = re.compile(r"[.!?…][\"'»”’)\]]*$")
_NOTHING_BUT_LINKS, _MANY_LINKS = 0.7, 0.35  # shares of a line
_SENTENCE = re.compile(r"[.!?…:;。！？][\"'»”’)\]」』]*$|[.!?…。][\"'»”’)]*\s+[«\"“(]?\w")
_PROSE_LENGTH, _SENTENCE_LENGTH = 80, 25


@dataclass(slots=True)
class Line:
    """One visible line: its text, the block element it stands in, and how many of its characters are link text."""

    text: str
    block: HtmlElement
    linked: int = 0
    number: int = 0
    prose: int = field(init=False)  # how many of its characters are prose: 0 for a heading, a menu entry, a link

    def __post_init__(self) -> None:
        self.prose = self._count_prose()

    @property
    def link_share(self) -> float:
        return self.linked / len(self.text) if self.text else 0.0

    @property
    def is_link(self) -> bool:
        """True for a line that is nothing but a link (or several), as in lists of other stories."""
        return self.linked > _NOTHING_BUT_LINKS * len(self.text)

    @property
    def is_sentence(self) -> bool:
        """True for a line that ends as sentences do."""
        return _ENDS_A_SENTENCE.search(self.text) is not None

    def _count_prose(self) -> int:
        length = len(self.text)
        if length < _SENTENCE_LENGTH or self.linked > _MANY_LINKS * length:
            return 0
        return length - self.linked if length >= _PROSE_LENGTH or _SENTENCE.search(self.text) else 0


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
        steps = etree.iterwalk(self._root, events=("start", "end", "comment", "pi"))
        unseen = None
        for event, element in steps:
            if event == "start":
                if is_unseen(element):
                    unseen = element
                    steps.skip_subtree()
                    continue
                self._enter(element)
                said = element.text
            else:
                if event == "end" and element is not unseen:
                    self._leave(element.tag)
                said = None if element is self._root else element.tail
            # Most texts are the white space between blocks.
            if said and (self._pieces or not said.isspace()):
                self._say(said)
        if self._pieces:
            self._end_line()

    def _enter(self, element: HtmlElement) -> None:
        tag = element.tag
        if tag == "a":
            self._links += 1
        elif tag not in _INLINE:
            if self._pieces:
                self._end_line()
            if tag != "br":
                self._blocks.append(element)

    def _leave(self, tag: str) -> None:
        if tag == "a":
            self._links -= 1
        elif tag not in _INLINE and tag != "br":
            if self._pieces:
                self._end_line()
            self._blocks.pop()

    def _say(self, text: str) -> None:
        self._pieces.append(text)
        if self._links:
            self._linked += len(text.strip())

    def _end_line(self) -> None:
        text = plain("".join(self._pieces))
        if text:
            self.lines.append(Line(text, self._blocks[-1], min(self._linked, len(text)), len(self.lines)))
        self._pieces.clear()
        self._linked = 0


def is_unseen(element: HtmlElement) -> bool:
    """True for an element whose content no reader sees."""
    if element.tag in _UNSEEN or element.get("hidden") is not None:
        return True
    style = element.get("style")
    return style is not None and _HIDDEN.search(style) is not None
