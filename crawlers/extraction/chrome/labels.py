"""Paragraphs that some newsrooms open with a label in bold: "Source: the ministry on Facebook"."""

from crawlers.extraction.chrome.rules import is_source_label
from crawlers.extraction.page.lines import Line

_BOLD = frozenset({"strong", "b"})


def opens_with_label(line: Line) -> bool:
    """True for a paragraph of which the label is bold and the rest is not; of a credit all is alike."""
    block = line.block
    if block.tag != "p" or not len(block) or block[0].tag not in _BOLD or (block.text or "").strip():
        return False
    label = str(block[0].text_content())
    return is_source_label(label) and len(line.text) > len(label.strip()) + 1 and not block.xpath(".//img")
