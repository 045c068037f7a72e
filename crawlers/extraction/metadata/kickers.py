"""Kickers: the few words that some set above a headline, inside the same heading."""

import re

from lxml.html import HtmlElement

from crawlers.extraction.page.plain_text import plain

_KICKER = re.compile(
    r"kicker|overline|topline|roofline|eyebrow|dachzeile|toptitle|pretitle|supertitle|title-?header|topic|label"
    r"|strapline|sub-?headline|sub-?title|sub-?line|rubric|category",
    re.IGNORECASE,
)
_MARKS = " :|–—-/·•"


def without_kicker(heading: HtmlElement, text: str) -> str:
    """The text of a heading without the part of it that is marked as a kicker or a subtitle."""
    for element in heading.iterdescendants():
        if isinstance(element.tag, str) and _is_kicker(element):
            kicker = plain(str(element.text_content()))
            rest = text.removeprefix(kicker) if text.startswith(kicker) else text.removesuffix(kicker)
            if kicker and len(rest) < len(text) and rest.strip(_MARKS):
                return rest.strip(_MARKS)
    return text


def _is_kicker(element: HtmlElement) -> bool:
    return element.tag == "small" or _KICKER.search(element.get("class") or "") is not None
