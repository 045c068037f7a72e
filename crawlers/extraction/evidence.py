"""Where on the page the metadata stand: every place that says the same. Asked of the page, decided elsewhere."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lxml.html import HtmlElement

from crawlers.extraction.extractor import Reading
from crawlers.extraction.language import article_language
from crawlers.extraction.metadata import json_ld
from crawlers.extraction.metadata.page_head import Head
from crawlers.extraction.page.comparing import bare
from crawlers.extraction.page.lines import Line
from crawlers.extraction.page.plain_text import cut, plain
from crawlers.outlet import Outlet
from storage.records import Extraction

_LONGEST_BYLINE = 200  # characters: a name in a longer line is part of the story
_MOST = 6  # places told of one field
_LONGEST = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A field of an Extraction and the places that say the same, such as "og:title" or "line 14, h1"."""

    field: str
    value: str | None
    sources: tuple[str, ...]


def all_evidence(
    reading: Reading, extraction: Extraction, outlet: Outlet | None, charset: str | None
) -> tuple[Evidence, ...]:
    """The evidence for each field, in the order in which people ask. `charset` is the HTTP header's."""
    tree, metadata = reading.page.tree, reading.metadata
    head = Head(tree)
    fields: tuple[tuple[str, str | None, Iterator[str]], ...] = (
        ("title", extraction.title or None, _of_title(extraction.title, reading, head)),
        ("standfirst", extraction.standfirst, _of_standfirst(extraction.standfirst, reading, head)),
        ("authors", ", ".join(extraction.authors) or None, _of_authors(extraction.authors, reading, head)),
        ("published", _moment(extraction), iter(filter(None, [metadata.published_from]))),
        ("canonical", extraction.canonical_url, _of_canonical(tree, head)),
        ("language", extraction.language, _of_language(extraction, reading, outlet)),
        ("charset", extraction.charset, _of_charset(tree, charset)),
    )
    return tuple(Evidence(field=name, value=value, sources=_few(told)) for name, value, told in fields)


def _moment(extraction: Extraction) -> str | None:
    if extraction.published is None:
        return None
    if extraction.published_to_the == "day":
        return extraction.published.date().isoformat()
    return extraction.published.isoformat(timespec="minutes")


def _few(sources: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(cut(plain(source), _LONGEST) for source in sources))[:_MOST]


def _of_title(title: str, reading: Reading, head: Head) -> Iterator[str]:
    wanted = bare(title)
    if not wanted:
        return
    yield from _in_lines(reading.article.headline)
    if any(bare(json_ld.text(thing.get("headline")) or "") == wanted for thing in reading.metadata.things):
        yield "json-ld headline"
    yield from _in_head(wanted, head, "og:title", "twitter:title")
    browser_title = bare(reading.page.tree.findtext(".//title") or "")
    if wanted in browser_title:
        yield "<title>" if wanted == browser_title else "part of <title>"


def _of_standfirst(standfirst: str | None, reading: Reading, head: Head) -> Iterator[str]:
    if standfirst:
        yield from _in_lines(reading.article.standfirst)
        yield from _in_head(bare(standfirst), head, "og:description", "description", "twitter:description")


def _of_authors(authors: Sequence[str], reading: Reading, head: Head) -> Iterator[str]:
    if not authors:
        return
    if not reading.metadata.authors:
        yield "the signature at the end"
    wanted = bare(authors[0])
    claimed = [name for thing in reading.metadata.things for name in json_ld.names(thing.get("author"))]
    if any(wanted in bare(name) for name in claimed):
        yield "json-ld author"
    for name in ("author", "article:author", "parsely-author", "dc.creator"):
        if any(wanted in bare(value) for value in head.all(name)):
            yield f"meta {name}"
    yield from _in_lines(
        [line for line in reading.lines if len(line.text) < _LONGEST_BYLINE and wanted in bare(line.text)]
    )


def _of_canonical(tree: HtmlElement, head: Head) -> Iterator[str]:
    if any((link.get("rel") or "").lower() == "canonical" for link in tree.iter("link")):
        yield "link rel=canonical"
    if head.first("og:url"):
        yield "og:url"


def _of_language(extraction: Extraction, reading: Reading, outlet: Outlet | None) -> Iterator[str]:
    if extraction.body:
        yield f"langdetect {article_language(extraction.body)}"
    if reading.spoken:
        yield f"letters {reading.spoken}"
    if declared := reading.page.tree.get("lang"):
        yield f'html lang="{declared}"'
    if outlet:
        yield f"outlet {' '.join(outlet.languages)}"


def _of_charset(tree: HtmlElement, header: str | None) -> Iterator[str]:
    if header:
        yield f"Content-Type {header}"
    for meta in tree.iter("meta"):
        if charset := meta.get("charset"):
            yield f"meta charset={charset}"
        elif (meta.get("http-equiv") or "").lower() == "content-type":
            yield f"meta {meta.get('content') or ''}"


def _in_head(wanted: str, head: Head, *names: str) -> Iterator[str]:
    yield from (name for name in names if any(bare(value) == wanted for value in head.all(name)))


def _in_lines(lines: Sequence[Line]) -> Iterator[str]:
    yield from (f"line {line.number + 1}, {line.block.tag}" for line in lines)
