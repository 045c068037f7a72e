"""Lines of the article's run that do not stand where its paragraphs stand: boxes, captions, prompts, players.

A run is what lies between the first and the last paragraph, so whatever a template puts between them is in it. Its own
paragraphs share a container, or containers of one kind; what stands in another kind is a stranger, whatever it says.
"""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawlers.extraction.chrome.insets import LISTED, is_quoted, plain_insets
from crawlers.extraction.chrome.orphans import is_heading
from crawlers.extraction.chrome.rules import STRUCTURE
from crawlers.extraction.chrome.structure import names
from crawlers.extraction.page.homes import Kind, home, kind
from crawlers.extraction.page.lines import Line

_LIST_ITEMS = LISTED | {"td", "th"}
_SENTENCE = re.compile(r"\s.*[.…][\"'»”’)\]]*$")
_TEASERS, _MOSTLY = 4, 0.7  # fewer boxes are no list
_A_LIST = 3  # short lines of one class: labels stand alone
_OWN_SHARE = 0.3  # of the prose of the fullest kind: an article is often split over two or three kinds of container


def strangers(run: Sequence[Line], chrome: Container[int]) -> set[int]:
    """The numbers of the lines in places of another kind. `chrome`: those that are called chrome already."""
    lines = [line for line in run if line.number not in chrome]
    place = _Place.of(lines, run, chrome)
    if place is None:
        return set()
    found = {line.number for line in lines if not is_heading(line) and place.is_strange(line)}
    boxes = {place.homes[number] for number in found}
    return found | {line.number for line in lines if is_heading(line) and place.is_strange_heading(line, boxes)}


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the article's own paragraphs stand."""

    homes: dict[int, HtmlElement]
    own: frozenset[Kind]
    around: frozenset[HtmlElement]  # what holds half of them
    container: HtmlElement  # the nearest of these
    insets: frozenset[HtmlElement]  # homes that are boxes of plain text among them
    kinds: frozenset[Kind]  # tag and class of paragraphs
    first: int
    last: int

    @classmethod
    def of(cls, lines: Sequence[Line], run: Sequence[Line], chrome: Container[int]) -> "_Place | None":
        homes = _homes(lines)
        weights: Counter[Kind] = Counter()
        for line in lines:
            weights[kind(homes[line.number])] += line.prose
        _forget_teasers(weights, _teaser_kinds(lines, homes, _below_links(run)))
        most = max(weights.values(), default=0)
        if not most:
            return None
        own = frozenset(key for key, weight in weights.items() if weight >= _OWN_SHARE * most)
        paragraphs = [line for line in lines if line.prose and kind(homes[line.number]) in own]
        above = Counter(element for line in paragraphs for element in _upwards(homes[line.number]))
        around = [element for element, count in above.items() if 2 * count >= len(paragraphs)]
        container = max(around, key=_depth)
        alike = Counter((line.block.tag, line.block.get("class")) for line in lines if kind(homes[line.number]) in own)
        return cls(
            homes=homes,
            own=own,
            around=frozenset(around),
            container=container,
            insets=frozenset(plain_insets(run, _homes(run), container, chrome)),
            kinds=frozenset(key for key, count in alike.items() if count >= _A_LIST)
            | frozenset((line.block.tag, line.block.get("class")) for line in paragraphs),
            first=paragraphs[0].number,
            last=paragraphs[-1].number,
        )

    def is_strange(self, line: Line) -> bool:
        """Before the first own paragraph another may stand apart, after the last one none."""
        if kind(self.homes[line.number]) in self.own:
            return self._is_odd(line)
        quoted = is_quoted(line)
        if line.number > self.last:
            listed = line.block.tag in _LIST_ITEMS and self.homes[line.number] in self.insets
            return not (quoted or listed) or self.container not in _upwards(line.block)
        if quoted or self.homes[line.number] in self.insets:
            return False
        return line.number > self.first or not line.prose

    def _is_odd(self, line: Line) -> bool:
        """A short line with a class that no paragraph has: a label, a byline, the time it takes to read."""
        block = line.block
        if line.prose or block.tag in _LIST_ITEMS or (block.tag, block.get("class")) in self.kinds:
            return False
        if (block.tag == "p" or self.homes[line.number] is block) and self.first < line.number < self.last:
            return False
        if not block.get("class") or _is_bold(block) or _SENTENCE.search(line.text):
            return False
        return not names(block) & (STRUCTURE["heading_words"] | STRUCTURE["text_words"])

    def is_strange_heading(self, line: Line, boxes: set[HtmlElement]) -> bool:
        stands_in = self.homes[line.number]
        if kind(stands_in) in self.own:
            return False
        if line.prose and line.number < self.first and line.text.endswith("."):
            return False
        return (stands_in in boxes and stands_in not in self.around) or not self.first < line.number < self.last


def _below_links(run: Sequence[Line]) -> set[int]:
    """The numbers of the paragraphs between which and the one above stands a link: a headline, if they are teasers."""
    found: set[int] = set()
    is_below = False
    for line in run:
        if line.prose and is_below:
            found.add(line.number)
        is_below = line.is_link or (is_below and not line.prose)
    return found


def _teaser_kinds(lines: Sequence[Line], homes: Mapping[int, HtmlElement], below_links: Container[int]) -> set[Kind]:
    """The kinds of container that announce other stories: several of them, each with one paragraph below a link."""
    linked: Counter[Kind] = Counter()
    paragraphs: Counter[Kind] = Counter()
    containers: dict[Kind, set[HtmlElement]] = {}
    for line in lines:
        if line.prose:
            key = kind(homes[line.number])
            paragraphs[key] += 1
            linked[key] += line.number in below_links
            containers.setdefault(key, set()).add(homes[line.number])
    return {
        key
        for key, count in paragraphs.items()
        if len(containers[key]) == count >= _TEASERS and linked[key] >= _MOSTLY * count
    }


def _forget_teasers(weights: Counter[Kind], teasers: set[Kind]) -> None:
    """Unless there is hardly anything else: a digest is made of nothing but teasers."""
    most_of_others = max((weight for key, weight in weights.items() if key not in teasers), default=0)
    if most_of_others >= _OWN_SHARE * max(weights.values(), default=0):
        for key in teasers:
            del weights[key]


def _homes(lines: Sequence[Line]) -> dict[int, HtmlElement]:
    """Each line's container. Text that stands loose among the paragraphs of a container is at home there, too."""
    homes = {line.number: home(line) for line in lines}
    containers = set(homes.values())
    return {line.number: line.block if line.block in containers else homes[line.number] for line in lines}


def _upwards(element: HtmlElement) -> Iterator[HtmlElement]:
    yield element
    yield from element.iterancestors()


def _depth(element: HtmlElement) -> int:
    return sum(1 for _ in element.iterancestors())


def _is_bold(block: HtmlElement) -> bool:
    """True for a block of nothing but bold letters, as many write their headings."""
    return (
        len(block) == 1
        and block[0].tag in {"strong", "b"}
        and not (block.text or "").strip()
        and not (block[0].tail or "").strip()
    )
