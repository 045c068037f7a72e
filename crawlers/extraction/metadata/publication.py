"""When an article was published, with the evidence: what machines are told first, else what readers see."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from lxml.html import HtmlElement

from crawlers.extraction.chrome.structure import names
from crawlers.extraction.metadata.about_page import Described
from crawlers.extraction.metadata.beside import homes, stands_beside
from crawlers.extraction.metadata.dates import Moment, date_in_words, dates_in, machine_date
from crawlers.extraction.metadata.json_ld import Thing, text
from crawlers.extraction.metadata.page_head import Head
from crawlers.extraction.page.lines import Line
from crawlers.extraction.page.plain_text import cut, plain

_META_DATES = (
    "article:published_time", "og:article:published_time", "article:published", "article.published", "datepublished",
    "parsely-pub-date", "og:published_time", "published_time", "published_at", "publish-date", "publish_date",
    "publishdate", "pubdate", "pub_date", "publication_date", "publicationdate", "publication-date", "sailthru.date",
    "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "shareaholic:article_published_time",
    "dc.date.issued", "dcterms.issued", "dc.date", "dc.date.created", "dcterms.created", "dcterms.date",
    "article:created_time", "datecreated", "date",
)  # fmt: skip
_NAMES_A_ZONE = re.compile(r"(?:Z|UTC|GMT|[+-]\d{2}:?\d{2})(?:\s*\(.*)?$|^\d{10}", re.IGNORECASE)
_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-](\d{1,2})[/-](\d{1,2})(?=[/_-]|$)|/((?:20)\d\d)(\d\d)(\d\d)(?=[/_-])")

_DATE_LINE = 120  # characters: a longer line that holds a date is prose
_BESIDE = 60  # characters that may stand beside a day without a time; more are prose, a caption, a quotation
_BEFORE = 25  # characters in front of such a day in a longer line that is no sentence: the author's name
_WEATHER = "°"  # of today, not of the article
_ABOVE, _BELOW = 6, 12  # lines around the headline
_DATED = frozenset({
    "date", "time", "timestamp", "datetime", "published", "publish", "posted", "created", "submitted", "postmeta",
    "postmetadata", "postdate", "pubdate", "datum", "дата",
})  # fmt: skip
_NOT_DATED = frozenset({"copyright", "menu", "caption", "user"})
_OF_AN_UPDATE = re.compile(
    r"updat\w*|modif\w*|edited|last change\w*|оновлен\w*|змінен\w*|редагован\w*|обновлен\w*|изменен\w*"
    r"|aktuali\w*|geändert|mis à jour|actualizado|registr\w*|joined",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:publish\w*|posted|created|date|опубл\w*|дата|створено|додано|добавлен\w*|datum|publi\w*|veröffentlicht)\b[\W_]{0,4}"
    r"(?:\w+[\W_]{1,3})?$",
    re.IGNORECASE,
)

Published = tuple[Moment | None, str | None]  # and its evidence, such as "json-ld 2026-11-22T10:15+02:00"
Stated = tuple[str, str]  # a source and its value


@dataclass(frozen=True, slots=True, kw_only=True)
class DatedPage:
    """What a page's date is looked for in. `where` is the zone of times that name none, `language` its words'."""

    tree: HtmlElement
    lines: Sequence[Line]
    head: Head
    described: Described
    headline: int | None
    where: tzinfo
    language: str | None


def find_publication(page: DatedPage) -> Published:
    """The first believable date, the exact ones first; a day alone is taken only where nobody knows the minute."""
    by_day: Published = (None, None)
    for look in (_stated, _marked, _shown, _in_address, _anywhere):
        for found in look(page):
            if found[0] is None or (by_day[0] and found[0].at.date() != by_day[0].at.date()):
                continue
            if found[0].to_the == "minute":
                return found
            by_day = by_day if by_day[0] else found
    return by_day


def _stated(page: DatedPage) -> Iterator[Published]:
    """What machines are told: JSON-LD, then `meta`, then JSON-LD about the page around the article.

    All of it is asked for the minute before a day counts. A time that names no zone, or only UTC, gives way to the same
    time in the outlet's own zone.
    """
    told = ((_read(value, page), source, value) for source, value in _for_machines(page))
    known = [(moment, source, value) for moment, source, value in told if moment]
    exact = [entry for entry in known if entry[0].to_the == "minute"]
    better = [entry for entry in exact[1:] if _is_better(entry, exact[0])]
    for moment, source, value in [*better, *exact, *known]:
        yield moment, f"{source} {cut(value, 60)}"


def _is_better(other: tuple[Moment, str, str], first: tuple[Moment, str, str]) -> bool:
    """True for the same time as the first, told with a zone where the first has none, or only UTC."""
    at, other_at = first[0].at, other[0].at
    if not _NAMES_A_ZONE.search(other[2]):
        return False
    if not _NAMES_A_ZONE.search(first[2]):
        return at.replace(tzinfo=None) == other_at.replace(tzinfo=None)
    return at == other_at and not at.utcoffset() and bool(other_at.utcoffset())


def _for_machines(page: DatedPage) -> Iterator[Stated]:
    yield from _in_json_ld(page.described.article, "json-ld")
    yield from ((f"meta {name}", value) for name in _META_DATES for value in page.head.all(name))
    yield from _in_json_ld(page.described.page, "json-ld page")


def _in_json_ld(things: Iterable[Thing], source: str) -> Iterator[Stated]:
    for thing in things:
        for key in ("datePublished", "dateCreated", "uploadDate"):
            if value := text(thing.get(key)):
                yield source, value


def _read(value: str, page: DatedPage) -> Moment | None:
    return machine_date(value, page.where) or date_in_words(value, page.where, page.language)


def _marked(page: DatedPage) -> Iterator[Published]:
    """The dates in microdata, and in `time` and `abbr` elements that stand near the headline."""
    near = {line.block for line in page.lines if _is_near(line, page.headline)}
    for element, stated, value in _date_elements(page):
        if stated or not near.isdisjoint([element, *element.iterancestors()]):
            yield _read(value, page), f"{'itemprop' if stated else element.tag} {cut(value, 60)}"


def _date_elements(page: DatedPage) -> Iterator[tuple[HtmlElement, bool, str]]:
    """The article's elements that hold a date for machines: whether microdata names it so, and its value."""
    home = homes(page.lines, page.headline)
    for element in page.tree.iter("time", "abbr", "span", "div", "p"):
        stated = (element.get("itemprop") or "").lower() in {"datepublished", "datecreated"}
        if element.tag == "time" or stated or (element.tag == "abbr" and (element.get("title") or "")[:1].isdigit()):
            kind = f"{element.get('itemprop')} {element.get('class')}".lower()
            if "modified" not in kind and not stands_beside(element, home):
                value = element.get("datetime") or element.get("content") or element.get("title")
                yield element, stated, plain(value or str(element.text_content())[:100])


def _shown(page: DatedPage) -> Iterator[Published]:
    """Dates in words or figures: near the headline, else in an element named so."""
    near = [line for line in page.lines if _is_near(line, page.headline)]
    near.sort(key=lambda line: line.number < (page.headline or 0))  # the page's own day, today, stands above
    home = homes(page.lines, page.headline)
    below = [
        line for line in page.lines[page.headline or 0 :] if _is_dated(line) and not stands_beside(line.block, home)
    ]
    for line in [*near, *below, *(page.lines if page.headline is None else ())]:
        if len(line.text) <= _DATE_LINE and _WEATHER not in line.text:
            yield from _in_line(line.text, page)


def _in_line(line: str, page: DatedPage) -> Iterator[Published]:
    for moment, before in dates_in(line, page.where, page.language):
        labelled = _LABEL.search(before) is not None
        if _OF_AN_UPDATE.search(before) and not labelled:
            continue
        alone = len(line) <= _BESIDE or (len(before) <= _BEFORE and not line.endswith((".", "!", "?", "…")))
        if moment.to_the == "minute" or alone or labelled:
            yield moment, f"page {line}"


def _is_near(line: Line, headline: int | None) -> bool:
    return headline is not None and -_ABOVE <= line.number - headline <= _BELOW


def _is_dated(line: Line) -> bool:
    words = names(line.block)
    return not words.isdisjoint(_DATED) and words.isdisjoint(_NOT_DATED)


def _in_address(page: DatedPage) -> Iterator[Published]:
    """The day in the page's own address, as in /2019/03/12/."""
    for address in page.head.addresses():
        found = _IN_ADDRESS.search(address, max(0, address.rfind("http")))
        if found:
            day = "-".join(part for part in found.groups() if part)
            yield machine_date(day, page.where), f"address {found.group().strip('/')}"


def _anywhere(page: DatedPage) -> Iterator[Published]:
    for element, _, value in _date_elements(page):
        yield _read(value, page), f"{element.tag} {cut(value, 60)}"
