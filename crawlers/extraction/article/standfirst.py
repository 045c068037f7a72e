"""The standfirst: the paragraph between headline and text that the page sets apart from the text."""

from collections import Counter
from collections.abc import Sequence
from datetime import UTC

from lxml.html import HtmlElement

from crawlers.extraction.chrome.rules import STRUCTURE
from crawlers.extraction.chrome.structure import names
from crawlers.extraction.chrome.witnesses import Reasons
from crawlers.extraction.metadata.bylines import is_dateline
from crawlers.extraction.metadata.dates import date_in_words
from crawlers.extraction.page.comparing import bare
from crawlers.extraction.page.lines import Line

# A description is often a caption's text too, or a footer's.
_ELSEWHERE = frozenset({"figure", "figcaption", "aside", "nav", "footer", "form", "button"})
_BY_WHAT_IT_SAYS = frozenset({"rule", "language", "repetition"})
_SHORTEST, _LONGEST = 25, 1000  # characters
_CUT_OFF = 60  # letters that must agree where the description is cut short


def find_standfirst(
    lines: Sequence[Line], body: Sequence[Line], reasons: Reasons, descriptions: Sequence[str], headline: Sequence[Line]
) -> list[Line]:
    """The lines of the standfirst, none where the page has none of its own.

    A line is one if it stands before the text, in an element unlike the text's paragraphs, and says what the page's
    description says, is named a standfirst, or is parted from the text by a line with author and date. `headline`: the
    lines that say the title.
    """
    if not body:
        return []
    usual = Counter(_kind(line) for line in body).most_common(1)[0][0]
    end = _second_usual(body, usual)
    titles = {line.number for line in headline}
    before = [line for line in lines if line.number < end and line.number not in titles and _may_be_one(line, usual)]
    before = [line for line in before if reasons[line.number] not in _BY_WHAT_IT_SAYS]
    said = [bare(description) for description in descriptions]
    described = [line for line in before if _says_one_of(said, line) and not _stands_elsewhere(line)]
    if described:
        return described[-1:]
    near = [line for line in before if line.number >= body[0].number - 15]
    named = [line for line in near if _is_named(line.block) and not _stands_elsewhere(line)][-1:]
    return named or _under_the_headline(near, headline) or _above_the_byline(lines, body)


def _may_be_one(line: Line, usual: object) -> bool:
    if not _SHORTEST <= len(line.text) <= _LONGEST or line.link_share >= 0.5:  # noqa: PLR2004 - more link than text
        return False
    return _kind(line) != usual


def _stands_elsewhere(line: Line) -> bool:
    return not _ELSEWHERE.isdisjoint(element.tag for element in [line.block, *line.block.iterancestors()])


def _under_the_headline(near: Sequence[Line], headline: Sequence[Line]) -> list[Line]:
    """The one sentence that stands beside the headline in its header."""
    parents = [line.block.getparent() for line in headline]
    headers = {parent for parent in parents if parent is not None and parent.tag == "header"}
    beside = [line for line in near if line.prose and line.block.getparent() in headers]
    found = [line for line in beside if line.block.tag in {"p", "h2"} and date_in_words(line.text, UTC) is None]
    return found if len(found) == 1 and found[0].text.endswith(".") else []


def _above_the_byline(lines: Sequence[Line], body: Sequence[Line]) -> list[Line]:
    """The one sentence of the run that stands above the line with author or date: the text begins below that."""
    if len(body) < 3 or not body[0].prose or len(body[0].text) > _LONGEST:  # noqa: PLR2004 - a text goes on below it
        return []
    between = [line.text for line in lines[body[0].number + 1 : body[1].number]]
    return [body[0]] if any(is_dateline(text) for text in between) else []


def _second_usual(body: Sequence[Line], usual: object) -> int:
    """The number of the line before which a standfirst must stand: the first of the text's own paragraphs."""
    return next((line.number for line in body if _kind(line) == usual), body[0].number)


def _kind(line: Line) -> tuple[HtmlElement | None, object, str | None]:
    return line.block.getparent(), line.block.tag, line.block.get("class")


def _says_one_of(descriptions: Sequence[str], line: Line) -> bool:
    """Whether a line says what a description says, or as much of it as was not cut off. Descriptions are bare."""
    shown = bare(line.text)
    return any(
        said == shown
        or (len(said) >= _CUT_OFF and shown.startswith(said[:-3]))
        or (len(shown) >= _CUT_OFF and said.startswith(shown))
        for said in descriptions
    )


def _is_named(element: HtmlElement) -> bool:
    parent = element.getparent()
    elements = [element] if parent is None or len(parent) > 1 else [element, parent]
    return any(names(element) & STRUCTURE["standfirst_words"] for element in elements)
