"""The article's run of lines taken apart: headline, standfirst, body, signature."""

from collections.abc import Container, Sequence
from dataclasses import dataclass

from crawlers.extraction.article.standfirst import find_standfirst
from crawlers.extraction.chrome.witnesses import Reasons
from crawlers.extraction.metadata.bylines import is_byline, is_dateline, is_signature
from crawlers.extraction.metadata.metadata import Metadata
from crawlers.extraction.metadata.title import is_in_h1
from crawlers.extraction.page.comparing import bare
from crawlers.extraction.page.lines import Line

_LONGER = 3  # a headline with its kicker is at most so many times as long as the title's letters and figures


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleParts:
    """The lines of a page that are the article, by what they are."""

    headline: Sequence[Line]
    standfirst: Sequence[Line]
    body: Sequence[Line]
    signature: str | None = None


def take_apart(
    lines: Sequence[Line], run: Sequence[Line], reasons: Reasons, metadata: Metadata, kept: Container[int]
) -> ArticleParts:
    """The run taken apart: headline, standfirst and body; bylines and dates go to the chrome, `kept` lines never."""
    title = bare(metadata.title)
    headline = [line for line in _headlines(lines, title) if line.number not in kept] if title else []
    repeated = {line.number for line in headline}
    body = [line for line in run if reasons[line.number] is None and line.number not in repeated]
    signature = _drop_bylines(body, reasons, metadata.authors, kept)
    body = [line for line in body if reasons[line.number] is None]
    standfirst = find_standfirst(lines, body, reasons, metadata.descriptions, headline)
    said = {bare(line.text) for line in standfirst}
    return ArticleParts(
        headline=headline,
        standfirst=standfirst,
        body=[line for line in body if not said or bare(line.text) not in said],
        signature=signature,
    )


def _headlines(lines: Sequence[Line], title: str) -> list[Line]:
    """The lines that say the title, or what the first-level heading makes of it: with its kicker, say."""
    short = [line for line in lines if len(title) <= len(line.text) <= _LONGER * len(title)]
    holding = [(line, said) for line in short if title in (said := bare(line.text)) and not _is_a_sentence(line)]
    wordings = {title} | {said for line, said in holding if is_in_h1(line)}
    return [line for line, said in holding if said in wordings]


def _is_a_sentence(line: Line) -> bool:
    """True for a paragraph that begins a text by saying the headline: a headline has no full stop."""
    return line.block.tag == "p" and line.text.endswith(".")


def _drop_bylines(body: Sequence[Line], reasons: Reasons, authors: Sequence[str], kept: Container[int]) -> str | None:
    """Give the lines that name the author or the date to the chrome; the name that signs the text, if one does."""
    signature = body[-1] if len(body) > 2 and is_signature(body[-1].text) else None  # noqa: PLR2004 - no list of names
    first_prose = next((line.number for line in body if line.prose), 0)
    for line in body:
        dateline = line.number < first_prose and is_dateline(line.text)
        if (dateline or line is signature or is_byline(line.text, authors)) and line.number not in kept:
            reasons[line.number] = "rule"
    return signature.text if signature else None
