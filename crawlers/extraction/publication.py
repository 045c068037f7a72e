"""When an article was published, with the evidence: what machines are told first, else what readers see."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import tzinfo

from lxml.html import HtmlElement

from crawlers.extraction.dates import Moment, date_in_words, machine_date
from crawlers.extraction.json_ld import Thing, text
from crawlers.extraction.lines import Line
from crawlers.extraction.page_head import Head
from crawlers.extraction.plain_text import cut, plain
from crawlers.extraction.title import is_in_h1

_DATE_LINE = 120  # characters: a longer line that holds a date is prose
_DATE_CLASS = re.compile(r"date|time|publish|posted|created|дата", re.IGNORECASE)

_META_DATES = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "article.published",
    "datepublished",
    "parsely-pub-date",
    "og:published_time",
    "published_time",
    "publish-date",
    "publish_date",
    "pubdate",
    "publication_date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "date",
)

Published = tuple[Moment | None, str | None]  # and its evidence, such as "json-ld 2026-11-22T10:15+02:00"


def find_publication(
    machine_dates: Iterable[tuple[str, str]],
    lines: Sequence[Line],
    headline: int | None,
    where: tzinfo,
    language: str | None,
) -> Published:
    """The first believable date, the exact ones first; a day alone is taken only where nobody knows the minute."""
    by_day: Published = (None, None)
    for source, value in machine_dates:
        moment = machine_date(value, where) or date_in_words(value, where, language)
        if moment and moment.to_the == "minute":
            return moment, f"{source} {cut(value, 60)}"
        if moment and not by_day[0]:
            by_day = moment, f"{source} {cut(value, 60)}"
    in_text = _date_on_the_page(lines, headline, where, language)
    if in_text[0] and (not by_day[0] or in_text[0].at.date() == by_day[0].at.date()):
        return in_text
    return by_day


def dates_for_machines(tree: HtmlElement, head: Head, things: Sequence[Thing]) -> Iterator[tuple[str, str]]:
    """What a page states as its date, as source and value: JSON-LD, then `meta`, then `time` and microdata."""
    for thing in things:
        for key in ("datePublished", "dateCreated", "uploadDate"):
            if value := text(thing.get(key)):
                yield "json-ld", value
    yield from ((f"meta {name}", value) for name in _META_DATES for value in head.all(name))
    for element in tree.iter("time", "abbr", "span", "div", "p"):
        stated = (element.get("itemprop") or "").lower() == "datepublished"
        if element.tag == "time" or stated:
            value = element.get("datetime") or element.get("content") or element.get("title")
            yield ("itemprop" if stated else "time"), plain(value or str(element.text_content())[:100])


def _date_on_the_page(lines: Sequence[Line], headline: int | None, where: tzinfo, language: str | None) -> Published:
    """A date in words or figures: near the headline, else in an element named so; anywhere if there is no headline."""
    first = next((line.number for line in lines if is_in_h1(line)), headline)
    around = [line for line in lines if first is not None and -6 <= line.number - first <= 12]  # noqa: PLR2004 - a guess
    classed = [line for line in lines if _DATE_CLASS.search(f"{line.block.get('class')} {line.block.get('id')}")]
    by_day: Published = (None, None)
    for line in [*around, *classed, *(lines if first is None else ())]:
        if len(line.text) > _DATE_LINE or not any(char.isdigit() for char in line.text):
            continue
        moment = date_in_words(line.text, where, language)
        if moment and moment.to_the == "minute":
            return moment, f"page {line.text}"
        if moment and not by_day[0] and line in around:
            by_day = moment, f"page {line.text}"
    return by_day
