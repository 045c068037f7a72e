"""The bytes of a page to a tree, once. Everything after this reads the tree and never the bytes."""

from dataclasses import dataclass

from lxml import etree, html

from crawlers.extraction.page.charset import as_utf8

# One class for all elements: asking in Python for the class of each, as lxml.html does, takes a millisecond a page.
_ALL_ALIKE = etree.ElementDefaultClassLookup(element=html.HtmlElement, comment=html.HtmlComment)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedPage:
    """The tree of a page. `complete` is False where it nests too deep to be read to its end."""

    tree: html.HtmlElement
    charset: str
    complete: bool


def parse(page: bytes, charset: str | None = None) -> ParsedPage:
    """The page as a tree. An empty or hopeless page is an empty tree.

    Raises what `as_utf8` raises, and MemoryError: a page too large for this process must not be taken for an empty one.
    """
    encoded, name = as_utf8(page, charset)
    encoded = encoded.replace(b"\x00", b"")  # lxml takes no NUL
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True)
    parser.set_element_class_lookup(_ALL_ALIKE)
    try:
        tree = html.document_fromstring(encoded, parser=parser, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        if str(error).startswith("unknown error"):  # lxml's words for a parse that ran out of memory
            raise MemoryError from error
        tree = html.document_fromstring("<html><head></head><body></body></html>")
    cut_short = any(entry.type_name == "ERR_RESOURCE_LIMIT" for entry in parser.error_log)
    return ParsedPage(tree=tree, charset=name, complete=not cut_short)
