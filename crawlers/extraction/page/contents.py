"""How much text each element of a page holds, and of which sort.

The lines of an element follow each other, so that sums over all lines up to each tell what any element holds.
"""

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from lxml.html import HtmlElement

from crawlers.extraction.page.lines import Line


class Held(NamedTuple):
    """Characters: of unlinked prose, of the prose that the page said before, of any text, of links."""

    prose: int = 0
    repeated: int = 0
    text: int = 0
    linked: int = 0


class Contents:
    """What the elements of one page hold."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._up_to = [list(accumulate(each, initial=0)) for each in zip(*_of_each(lines), strict=True)]
        self._first, self._last = _first_numbers(lines), _first_numbers(reversed(lines))

    @property
    def prose_of_the_page(self) -> int:
        return self._up_to[0][-1] if self._up_to else 0

    def of(self, element: HtmlElement) -> Held:
        """What stands in an element."""
        if element not in self._first:
            return Held()
        start, stop = self._first[element], self._last[element] + 1
        return Held(*(sums[stop] - sums[start] for sums in self._up_to))

    def of_its_name(self, element: HtmlElement) -> Held:
        """What stands in all the elements with the same tag and class together; nothing where there is no class."""
        alike = self._named.get((element.tag, element.get("class")), ())
        return Held(*map(sum, zip(*map(self.of, alike), strict=True)))

    @cached_property
    def _named(self) -> Mapping[tuple[str, str | None], Sequence[HtmlElement]]:
        found: dict[tuple[str, str | None], list[HtmlElement]] = {}
        for element in self._first:
            if name := element.get("class"):
                found.setdefault((element.tag, name), []).append(element)
        return found


def _of_each(lines: Iterable[Line]) -> Iterable[tuple[int, int, int, int]]:
    told: set[str] = set()
    for line in lines:
        of_prose = line.prose
        yield of_prose, of_prose if line.text in told else 0, len(line.text), line.linked
        told.add(line.text)


def _first_numbers(lines: Iterable[Line]) -> dict[HtmlElement, int]:
    """Of each element the number of its first line, in the order given."""
    found: dict[HtmlElement, int] = {}
    for line in lines:
        element: HtmlElement | None = line.block
        while element is not None and element not in found:
            found[element] = line.number
            element = element.getparent()
    return found
