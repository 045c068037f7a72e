"""How much text each element of a page holds, and of which sort.

The lines of an element follow each other, so that sums over all lines up to each tell what any element holds.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import accumulate
from typing import NamedTuple

from lxml.html import HtmlElement

from crawlers.extraction.lines import Line


class Held(NamedTuple):
    """Characters: of unlinked prose, of the prose that the page said before, of any text, of links."""

    prose: int = 0
    repeated: int = 0
    text: int = 0
    linked: int = 0

    def plus(self, other: "Held") -> "Held":
        return Held(*map(sum, zip(self, other, strict=True)))

    def minus(self, other: "Held") -> "Held":
        return Held(*(one - another for one, another in zip(self, other, strict=True)))


class Contents:
    """What the elements of one page hold."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._up_to = list(accumulate(_of_each(lines), Held.plus, initial=Held()))
        self._first, self._last = _first_numbers(lines), _first_numbers(reversed(lines))
        self._kinds: dict[tuple[str, str], Held] | None = None

    @property
    def of_the_page(self) -> Held:
        return self._up_to[-1]

    def of(self, element: HtmlElement) -> Held:
        """What stands in an element."""
        if element not in self._first:
            return Held()
        return self._up_to[self._last[element] + 1].minus(self._up_to[self._first[element]])

    def of_its_name(self, element: HtmlElement) -> Held:
        """What stands in all the elements with the same tag and class together; nothing where there is no class."""
        if self._kinds is None:
            self._kinds = defaultdict(Held)
            for one in self._first:
                if name := one.get("class"):
                    self._kinds[one.tag, name] = self._kinds[one.tag, name].plus(self.of(one))
        return self._kinds.get((element.tag, element.get("class") or ""), Held())


def _of_each(lines: Iterable[Line]) -> Iterable[Held]:
    told: set[str] = set()
    for line in lines:
        of_prose = line.prose
        yield Held(of_prose, of_prose if line.text in told else 0, len(line.text), line.linked)
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
