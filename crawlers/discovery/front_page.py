"""The links of a front or section page, in the order of the page, with the text they are shown with."""

from urllib.parse import urljoin

from lxml import etree, html

from storage.records import Link


def front_page_links(body: bytes, url: str) -> tuple[list[Link], str | None]:
    """Every link of the page with its text, and what is wrong with the page."""
    try:
        tree = html.document_fromstring(body, parser=html.HTMLParser(huge_tree=False))
    except (etree.LxmlError, ValueError) as error:
        return [], f"not a page: {error}"
    base = tree.find(".//base[@href]")
    origin = _joined(url, (base.get("href") or "") if base is not None else "") or url
    return [_link(anchor, origin) for anchor in tree.iterfind(".//a[@href]")], None


def _link(anchor: etree._Element, origin: str) -> Link:
    text = " ".join("".join(map(str, anchor.itertext())).split())
    return Link(url=_joined(origin, anchor.get("href") or ""), title=text or None)


def _joined(origin: str, address: str) -> str:
    try:
        return urljoin(origin, address.strip())
    except ValueError:
        return ""
