"""What the verdict on a page is reached from: how much it says, where, and what it calls itself."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from lxml.html import HtmlElement

from crawlers.extraction.metadata import json_ld
from crawlers.extraction.page.comparing import bare
from crawlers.extraction.page.lines import Line

_SENTENCE_END = re.compile(r"[.!?…][\"'»”’)\]]*(?:\s|$)|[。！？]")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_LETTERS_A_WORD = 2  # of Chinese and Japanese; a guess that suits counts of "few words"
_LONG_WORD = 9  # letters of the average word and its blank: from there on, a text may have hardly any blanks
_LINK = 0.5  # share of a line's characters: more link than text
_HEADINGS = frozenset({"h1", "h2", "h3", "h4"})


def count_words(text: str) -> int:
    """The words of a line of plain text: by its blanks, and by letters in scripts that have none."""
    words = text.count(" ") + 1 if text else 0
    if len(text) < _LONG_WORD * words or text.isascii():
        return words
    return words + len(_UNSPACED.findall(text)) // _LETTERS_A_WORD


def count_all(lines: Sequence[Line]) -> int:
    """The words of several lines."""
    return sum(count_words(line.text) for line in lines)


def is_link(line: Line) -> bool:
    """True for a line that is more link than text."""
    return line.linked > _LINK * len(line.text)


def leads_elsewhere(line: Line) -> bool:
    """True for a line that is a link to another page; an entry in a table of contents stays on this one."""
    if not is_link(line):
        return False
    link = next(line.block.iter("a"), None)
    return link is None or not (link.get("href") or "").startswith("#")


def is_linked_heading(line: Line) -> bool:
    """True for a heading that leads to another page, as other stories have."""
    return line.block.tag in _HEADINGS and leads_elsewhere(line)


@dataclass(frozen=True, kw_only=True)  # without slots: the properties are kept
class PageFacts:
    """The lines and the claims of one page."""

    tree: HtmlElement
    lines: Sequence[Line]
    title: str
    body: Sequence[Line]
    run: Sequence[Line]  # the body and the chrome between its lines
    things: Sequence[json_ld.Thing]

    @cached_property
    def words(self) -> int:
        """Words of the body outside of links."""
        return sum(self._words_by_line.values())

    @cached_property
    def words_on_the_page(self) -> int:
        return count_all(self.lines)

    @cached_property
    def sentences(self) -> int:
        return sum(len(_SENTENCE_END.findall(line.text)) for line in self.body)

    @cached_property
    def _words_by_line(self) -> dict[int, int]:
        return {line.number: round(count_words(line.text) * (1 - line.link_share)) for line in self.body}

    @cached_property
    def linked_headings(self) -> list[Line]:
        """The headings in the run that lead to other pages."""
        return [line for line in self.run if is_linked_heading(line)]

    def stretches(self, between: Sequence[Line]) -> list[int]:
        """Words of the body between some lines of the run, longest first."""
        borders = {line.number for line in between}
        found = [0]
        for line in self.run:
            if line.number in borders:
                found.append(0)
            else:
                found[-1] += self._words_by_line.get(line.number, 0)
        return sorted(found, reverse=True)

    @cached_property
    def browser_title(self) -> str:
        return " ".join((self.tree.findtext(".//title") or "").split())

    @cached_property
    def headings(self) -> list[str]:
        """What the page calls itself: its title, the browser's, its headings of the first and second level."""
        headings = [line.text for line in self.lines if line.block.tag in {"h1", "h2"} and not is_link(line)]
        return list(dict.fromkeys(text for text in (self.title, self.browser_title, *headings) if text))

    @cached_property
    def declares_an_article(self) -> bool:
        """True where the page says when it, or the one article it describes, was published: no notice does, no list."""
        if self.tree.find('head/meta[@property="article:published_time"]') is not None:
            return True
        dated = [thing for thing in self.things if thing.get("datePublished") is not None]
        return len({bare(headline) for thing in dated if (headline := json_ld.text(thing.get("headline")))}) == 1
