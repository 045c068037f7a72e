"""What holds of every extraction, whatever the page was."""

import re
import unicodedata
from collections.abc import Iterator

from lxml.html import HtmlElement

from crawlers.errors import ExtractionError
from crawlers.extraction import Extraction, Verdict, extract
from crawlers.extraction.page.parse import parse

_UNSEEN = frozenset({"script", "style", "noscript", "template", "svg", "title", "iframe", "textarea", "select"})
_NOT_COUNTED = re.compile(r"\W+")
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_LONGEST_TITLE = 1000


def broken_promises(html: bytes, url: str, charset: str | None = None, *, twice: bool = True) -> list[str]:
    """What is wrong with what `extract` makes of a page; empty where it keeps its promises. Raises what it raises."""
    try:
        found = extract(html, url, charset=charset)
    except ExtractionError:
        return []
    wrong = [*_of_the_texts(found), *_of_the_rest(found), *_of_the_page(found, html, charset)]
    if twice and extract(html, url, charset=charset) != found:
        wrong.append("another answer at the second time")
    return wrong


def _of_the_texts(found: Extraction) -> Iterator[str]:
    if len(found.title) > _LONGEST_TITLE:
        yield f"a title of {len(found.title)} characters"
    texts = [found.title, found.standfirst or "-", *found.authors, *(line.text for line in found.dropped)]
    for text in [*texts, *found.paragraphs]:
        if _UNPRINTABLE.search(text):
            yield f"a control character or a lone surrogate: {text[:80]!r}"
        if not unicodedata.is_normalized("NFC", text):
            yield f"not NFC: {text[:80]!r}"
        if text != text.strip():
            yield f"blanks at an edge: {text[:80]!r}"
    for name, parts in (("paragraph", found.paragraphs), ("author", found.authors)):
        if not all(parts):
            yield f"an empty {name}"
    if found.standfirst == "":
        yield "an empty standfirst"


def _of_the_rest(found: Extraction) -> Iterator[str]:
    if found.published is not None and found.published.tzinfo is None:
        yield f"a time without a zone: {found.published}"
    if found.verdict is not Verdict.ARTICLE and not found.reasons:
        yield f"no reason for {found.verdict}"
    for address in (found.image_url, found.canonical_url):
        if address is not None and not address.startswith(("http://", "https://")):
            yield f"no address: {address!r}"
    dropped = {line.text for line in found.dropped}
    for text in found.paragraphs:
        if text in dropped:
            yield f"in the body and dropped: {text[:80]!r}"


def _of_the_page(found: Extraction, html: bytes, charset: str | None) -> Iterator[str]:
    """Every paragraph can be read on the page, letter by letter."""
    seen = _bare("".join(_visible(parse(html, charset).tree)))
    for text in found.paragraphs:
        if _bare(text) not in seen:
            yield f"not on the page: {text[:80]!r}"


def _bare(text: str) -> str:
    """The letters and figures alone: an accent may stand apart from its letter on the page."""
    return _NOT_COUNTED.sub("", unicodedata.normalize("NFD", text))


def _visible(tree: HtmlElement) -> Iterator[str]:
    """The text of a tree without what no reader sees; iterative, since pages nest deeply."""
    agenda: list[HtmlElement | str] = [tree]
    while agenda:
        part = agenda.pop()
        if isinstance(part, str):
            yield part
        elif _is_seen(part):
            for child in reversed(part):
                agenda.append(child.tail or "")
                agenda.append(child)
            agenda.append(part.text or "")


def _is_seen(element: HtmlElement) -> bool:
    if not isinstance(element.tag, str) or element.tag in _UNSEEN or "hidden" in element.attrib:
        return False
    return _HIDDEN.search(element.get("style") or "") is None
