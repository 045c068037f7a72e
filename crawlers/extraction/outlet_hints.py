"""What an outlet's file says of its article pages, and a page of itself: hints, never truth."""

from collections.abc import Sequence

from cssselect import HTMLTranslator, SelectorError
from lxml import etree
from lxml.html import HtmlElement

from crawlers.extraction.page.lines import Line
from crawlers.outlet import LANGUAGES, Outlet

_PROSE_OF_A_BODY = 100  # characters: an element with less is not the body that a selector meant (a guess)


def language_hint(tree: HtmlElement, outlet: Outlet | None) -> str | None:
    """The language that the page or its outlet claims: for dates, and for lines that are valid in two languages."""
    declared = (tree.get("lang") or "").strip().lower().replace("_", "-").split("-")[0]
    if declared == "ua":
        return "uk"  # a country, but this is what is meant
    if declared in LANGUAGES:
        return declared
    return outlet.languages[0] if outlet and len(outlet.languages) == 1 else None


def select(tree: HtmlElement, selectors: Sequence[str]) -> list[HtmlElement]:
    """The elements that any of the CSS selectors matches; a selector that is none matches nothing."""
    found: list[HtmlElement] = []
    for selector in selectors:
        try:
            found.extend(tree.xpath(HTMLTranslator().css_to_xpath(selector)))
        except (SelectorError, etree.XPathError):
            continue
    return found


def hinted_lines(tree: HtmlElement, lines: Sequence[Line], outlet: Outlet | None) -> set[int]:
    """The numbers of the lines in the elements that the outlet's file names as the body, if those hold prose."""
    for selector in outlet.article.body if outlet else ():
        roots = set(select(tree, [selector]))
        within = [line for line in lines if roots.intersection([line.block, *line.block.iterancestors()])]
        if sum(line.prose for line in within) >= _PROSE_OF_A_BODY:
            return {line.number for line in within}
    return set()
