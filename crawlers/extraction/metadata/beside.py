"""What stands beside an article: comments, other stories, footers. They name authors and dates of their own."""

from collections.abc import Container, Sequence

from lxml.html import HtmlElement

from crawlers.extraction.chrome.structure import names
from crawlers.extraction.page.lines import Line

_NAMED = frozenset({
    "comment", "comments", "commentlist", "comment-list", "commentmetadata", "footer", "sidebar", "blogs", "columnists",
    "authors-list", "related", "popular", "latest", "recent", "teaser", "teasers", "widget", "quote", "theme-author",
    "recommended",
})  # fmt: skip


def homes(lines: Sequence[Line], headline: int | None) -> frozenset[HtmlElement]:
    """The elements that hold the headline: what holds it is the article's, whatever it is called."""
    if headline is None:
        return frozenset()
    block = lines[headline].block
    return frozenset([block, *block.iterancestors()])


def stands_beside(element: HtmlElement, homes: Container[HtmlElement]) -> bool:
    """True for an element in comments, footers, columns or boxes of other stories."""
    for ancestor in (element, *element.iterancestors()):
        if ancestor in homes:
            return False
        if ancestor.tag in {"footer", "nav", "aside"} or not _NAMED.isdisjoint(names(ancestor)):
            return True
    return False
