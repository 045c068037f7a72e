"""Why a page was read as it was: each line with its verdict and witness, the article's place, where the rest came from.

Nothing is decided here. What `extract` decided is shown, and asked once more of the page where it may be seen.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from lxml.html import HtmlElement

from crawlers.extraction.chrome.witnesses import outside
from crawlers.extraction.evidence import Evidence, all_evidence
from crawlers.extraction.extractor import Reading, extraction_of
from crawlers.extraction.language import line_language
from crawlers.extraction.outlet_hints import hinted_lines
from crawlers.extraction.page.lines import Line
from crawlers.extraction.page.plain_text import cut, plain
from crawlers.outlet import Outlet
from storage.records import ChromeReason, Extraction

Part = Literal["headline", "standfirst", "body"]

_BY_PROSE = "the lines from first to last hold the most prose for the least chrome"
_BY_HINT = "the outlet's file names it as the body"
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "li", "blockquote", "pre", "dd"})
_RIVALS = 2
_STEPS, _STEP = 12, 60  # of a path: elements shown, characters of one


@dataclass(frozen=True, slots=True, kw_only=True)
class ExplainedLine:
    """One visible line. It is a `part` of the article, or chrome, and then `witness` says who spoke."""

    number: int  # 1 is the first
    text: str
    language: str | None
    part: Part | None
    witness: ChromeReason | None
    element: str  # the path of the element that it stands in


@dataclass(frozen=True, slots=True, kw_only=True)
class Container:
    """An element, and how many characters of prose it holds in how many lines."""

    element: str
    prose: int
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where the article stands: the smallest element that holds its body, and what else held prose."""

    chosen: Container
    why: str
    first: int  # numbers of lines
    last: int
    chrome_between: int  # lines from the first to the last that are chrome
    prose_of_page: int
    rivals: tuple[Container, ...]  # what holds most of the prose outside


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """What `extract` says of a page, and why. `place` is None for a page on which no article was found."""

    extraction: Extraction
    lines: tuple[ExplainedLine, ...]
    place: Place | None
    evidence: tuple[Evidence, ...]


def explain(reading: Reading, *, outlet: Outlet | None = None, charset: str | None = None) -> Explanation:
    """Why a page was read as it was. `outlet` and `charset` are those that it was read with."""
    extraction = extraction_of(reading)
    return Explanation(
        extraction=extraction,
        lines=tuple(_explained(reading, extraction.language)),
        place=_place(reading, outlet),
        evidence=all_evidence(reading, extraction, outlet, charset),
    )


def _explained(reading: Reading, language: str | None) -> Iterator[ExplainedLine]:
    parts = _parts(reading)
    path = cache(_path)  # most lines share their elements with others
    for line in reading.lines:
        speaks = line_language(line.text, language)
        part = parts.get(line.number)
        yield ExplainedLine(
            number=line.number + 1,
            text=line.text,
            language=speaks,
            part=part,
            witness=None if part else outside(line, reading.reasons[line.number], language, speaks),
            element=path(line.block),
        )


def _parts(reading: Reading) -> dict[int, Part]:
    """What each line of the article is, by its number."""
    article = reading.article
    named: tuple[tuple[Part, Sequence[Line]], ...] = (
        ("headline", article.headline),
        ("body", article.body),
        ("standfirst", article.standfirst),
    )
    return {line.number: part for part, lines in named for line in lines}


# ---- the place ------------------------------------------------------------------------------------------------------


def _place(reading: Reading, outlet: Outlet | None) -> Place | None:
    body = reading.article.body
    if not body:
        return None
    first, last = body[0].number, body[-1].number
    of_article = {line.number for line in (*reading.article.headline, *reading.article.standfirst, *body)}
    hinted = bool(hinted_lines(reading.page.tree, reading.lines, outlet))
    return Place(
        chosen=Container(
            element=_path(_smallest_around(body), exact=True), prose=sum(line.prose for line in body), lines=len(body)
        ),
        why=_BY_HINT if hinted else _BY_PROSE,
        first=first + 1,
        last=last + 1,
        chrome_between=sum(number not in of_article for number in range(first, last)),
        prose_of_page=sum(line.prose for line in reading.lines),
        rivals=_rivals([line for line in reading.lines if line.number not in of_article]),
    )


def _smallest_around(lines: Sequence[Line]) -> HtmlElement:
    """The smallest element that holds all these lines and is no paragraph."""
    common = [lines[0].block, *lines[0].block.iterancestors()]
    for line in lines:
        above = {line.block, *line.block.iterancestors()}
        common = [element for element in common if element in above]
    return next((element for element in common if element.tag not in _PARAGRAPHS), common[-1])


def _rivals(lines: Sequence[Line]) -> tuple[Container, ...]:
    """The elements with the most prose among these lines."""
    amount: Counter[HtmlElement] = Counter()
    number: Counter[HtmlElement] = Counter()
    for line in lines:
        if of_prose := line.prose:
            home = line.block.getparent() if line.block.tag in _PARAGRAPHS else line.block
            amount[home] += of_prose
            number[home] += 1
    return tuple(
        Container(element=_path(home, exact=True), prose=characters, lines=number[home])
        for home, characters in amount.most_common(_RIVALS)
    )


def _path(element: HtmlElement, *, exact: bool = False) -> str:
    """Where an element stands, as CSS writes it: `article > div.post-body`."""
    above = [each for each in (element, *element.iterancestors()) if each.tag not in {"html", "body"}]
    steps = [_step(each, exact=exact) for each in above[:_STEPS]] + ["…"] * (len(above) > _STEPS)
    return " > ".join(reversed(steps)) or str(element.tag)


def _step(element: HtmlElement, *, exact: bool) -> str:
    """An element by its tag and its id or first class; if it has neither, `exact` counts it among its siblings."""
    classes = (element.get("class") or "").split()
    name = f"#{element.get('id')}" if element.get("id") else f".{classes[0]}" if classes else ""
    if exact and not name and (before := sum(1 for _ in element.itersiblings(str(element.tag), preceding=True))):
        name = f":nth-of-type({before + 1})"
    return cut(f"{element.tag}{plain(name).replace(' ', '')}", _STEP)
