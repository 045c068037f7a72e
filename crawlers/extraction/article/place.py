"""Where on the page the article stands: the run of lines that holds most prose for least chrome.

Every line is worth something: prose its length, chrome and links less than nothing, and leaving one container for
another costs too. The article is the run of lines with the greatest sum, wherever elements begin and end; so bodies
that are split over sibling containers, or written as one table cell with `<br>`, need no rules of their own.
"""

from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from lxml.html import HtmlElement

from crawlers.extraction.chrome.insets import LISTED, is_quoted
from crawlers.extraction.metadata.title import headline_number
from crawlers.extraction.page.homes import Kind, home, kind
from crawlers.extraction.page.lines import Line

_MOST_PROSE = 400  # characters of one line that count: one long disclaimer is not an article
_CHROME, _LINK, _OTHER = -18, -30, -8  # guesses, tuned on the shared corpora
_TEASER = -150  # a heading that is a link: another story begins here
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
_LEVEL, _FAR = -6, 8  # for every level that two neighbouring lines' containers are apart, so many at most
_CELLS = frozenset({"td", "th"})
_HABIT = 2  # lines: one alone may stand anywhere
_A_FEW = 3  # containers of one paragraph each
_END = -1200  # the heading of related stories or comments


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What is known of each line before the article's place is."""

    chrome: Sequence[bool]
    ends: Sequence[bool]  # below such a heading stand other stories or comments
    interludes: Sequence[bool]  # the container goes on with prose below


def best_run(lines: Sequence[Line], marks: Marks) -> range:
    """The numbers of the lines from the article's first to its last. Empty where the page has no prose."""
    best, best_sum = range(0), 0.0
    start, total = 0, 0.0
    before: Line | None = None
    for number, line in enumerate(lines):
        total += _distance(before, line) if before is not None else 0.0
        if total <= 0:
            start, total = number, 0.0
        total += _END if marks.ends[number] else _worth(line, marks)
        if total > best_sum:
            best, best_sum = range(start, number + 1), total
        before = line
    return best


def _worth(line: Line, marks: Marks) -> float:
    if marks.chrome[line.number]:
        return _CHROME
    if line.is_link:
        return _TEASER if _opens_another_story(line, marks) else _LINK
    weight = line.prose
    return min(weight, _MOST_PROSE) if weight else _OTHER


def _opens_another_story(line: Line, marks: Marks) -> bool:
    """True for a heading that is a link, unless the text goes on below it: then it is one of a box."""
    if marks.interludes[line.number] or not line.is_link:
        return False
    element = line.block
    return element.tag in _HEADINGS or any(ancestor.tag in _HEADINGS for ancestor in islice(element.iterancestors(), 2))


def _distance(before: Line, line: Line) -> float:
    """The cost of going from one line's container to another's: how far up their common ancestor is."""
    if before.block is line.block or before.block.getparent() is line.block.getparent():
        return 0.0
    return _LEVEL * _levels_up(before.block, line.block)


def _levels_up(first: HtmlElement, second: HtmlElement) -> int:
    around = {second, *second.iterancestors()}
    level, element = 0, first
    while level < _FAR and element not in around:
        element = element.getparent()
        level += 1
    return level


def interludes(lines: Sequence[Line], chrome: Sequence[bool]) -> list[bool]:
    """Of each line: whether the next prose below it stands where the last above stands: the text goes on there.

    A box of other stories in the middle of a text interrupts it and does not end it, whatever its heading is.
    """
    above: list[HtmlElement] = []
    found = [False] * len(lines)
    waiting: list[Line] = []
    for line in lines:
        if chrome[line.number] or not line.prose:
            waiting.append(line)
            continue
        container = home(line)
        if _goes_on(container, above, waiting):
            for between in waiting:
                found[between.number] = True
        if container not in above[-1:]:
            above.append(container)
        waiting.clear()
    return found


def _goes_on(container: HtmlElement, above: Sequence[HtmlElement], waiting: Sequence[Line]) -> bool:
    """Whether a container is the last of those above, or a sibling of its kind in which none of the box stands.

    Where paragraphs have containers of their own, any sibling will do: their names may be made anew for each.
    """
    if not above or container is above[-1]:
        return bool(above)
    parent, last = container.getparent(), above[-1]
    if parent is None or parent is not last.getparent():
        return False
    each_its_own = len(above) >= _A_FEW and all(other.getparent() is parent for other in above[-_A_FEW:])
    if not (each_its_own or _share_a_name(container, last)):
        return False
    return not any(container in line.block.iterancestors() for line in waiting)


def _share_a_name(first: HtmlElement, second: HtmlElement) -> bool:
    names = set((first.get("class") or "").split())
    return first.tag == second.tag and not names.isdisjoint((second.get("class") or "").split())


def grown(run: range, lines: Sequence[Line], marks: Marks) -> range:
    """The run up to the first and last line that stand in the same container as its paragraphs, or in one like it.

    An article goes on after a box of other stories, and in a sibling container of the same class; its first and last
    lines may be too short to be told as prose. What stands after the article's end does not count.
    """
    if not run:
        return run
    plain = [lines[number] for number in run if not marks.chrome[number] and not lines[number].is_link]
    kinds = [kind(home(line)) for line in plain]
    homes = Counter(each for each, line in zip(kinds, plain, strict=True) if line.prose)
    homes |= Counter(each for each, count in Counter(kinds).items() if count >= _HABIT)
    containers = {home(line) for line in plain if line.prose}
    below = _furthest(range(run.stop, len(lines)), lines, marks, homes, containers)
    above = _furthest(range(run.start - 1, -1, -1), lines, marks, homes, ())
    return range(run.start if above is None else above, run.stop if below is None else below + 1)


def _furthest(
    numbers: Iterable[int],
    lines: Sequence[Line],
    marks: Marks,
    homes: Counter[Kind],
    containers: Container[HtmlElement],
) -> int | None:
    """How far the article goes on, counted away from it. A short line belongs to it across chrome, such as an ad."""
    furthest, is_near = None, True
    for number in numbers:
        line = lines[number]
        if marks.ends[number] or (containers and not marks.chrome[number] and _opens_another_story(line, marks)):
            break
        if marks.chrome[number]:
            is_near = is_near and line.block.tag not in _CELLS  # beside a cell stands another column
            continue
        belongs = _belongs(line, homes, near=is_near) or (is_near and _closes(line, containers))
        if belongs:
            furthest, is_near = number, True
        else:
            is_near = False
    return furthest


def below_headline(run: Sequence[Line], lines: Sequence[Line], title: str) -> list[Line]:
    """The run without what stands above the headline (alerts, slogans), if most of its prose stands below it."""
    headline = headline_number(lines, title)
    if headline is None:
        return list(run)
    below = [line for line in run if line.number > headline]
    return below if 2 * sum(line.prose for line in below) > sum(line.prose for line in run) else list(run)


def _belongs(line: Line, homes: Counter[Kind], *, near: bool) -> bool:
    if line.is_link and not line.is_sentence:
        return False
    count = homes[kind(home(line))]  # 0 where there is none
    return count > 0 and (near or (line.prose > 0 and count >= _HABIT))


def _closes(line: Line, containers: Container[HtmlElement]) -> bool:
    """True for a list or a quotation with which a text ends, in a frame of its own in the text's container."""
    if line.is_link or home(line).getparent() not in containers:
        return False
    return line.block.tag in LISTED or is_quoted(line)
